using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A parameter of a function.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributemappingparameterschema">synchronization-attributemappingparameterschema</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphAttributeMappingParameterSchema
{
    /// <summary>Name of the parameter.</summary>
    public string? Name { get; set; }

    /// <summary>What it takes.</summary>
    public AttributeType? Type { get; set; }

    /// <summary>Whether it has to be given.</summary>
    public bool? Required { get; set; }

    /// <summary>Whether it can be given several times.</summary>
    public bool? AllowMultipleOccurrences { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The parameter as one line.</summary>
    public override string ToString() => (Required == false ? $"[{Name}]" : Name ?? string.Empty) + (AllowMultipleOccurrences == true ? "…" : string.Empty);
}
