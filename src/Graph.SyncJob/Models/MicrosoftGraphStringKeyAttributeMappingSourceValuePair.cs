using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A parameter of a function in a mapping.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributemappingsource">synchronization-attributemappingsource</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphStringKeyAttributeMappingSourceValuePair
{
    /// <summary>Name of the parameter.</summary>
    public string? Key { get; set; }

    /// <summary>What it is given.</summary>
    public MicrosoftGraphAttributeMappingSource? Value { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The parameter as one line.</summary>
    public override string ToString() => $"{Key}: {Value}";
}
