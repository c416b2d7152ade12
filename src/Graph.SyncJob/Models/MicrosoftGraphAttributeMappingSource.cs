using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What a value is made of: an attribute, a constant, or a function of others.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributemappingsource">synchronization-attributemappingsource</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphAttributeMappingSource
{
    /// <summary>The source as an expression, as people write it.</summary>
    public string? Expression { get; set; }

    /// <summary>Name of the attribute or function, or the constant.</summary>
    public string? Name { get; set; }

    /// <summary>What it is.</summary>
    public AttributeMappingSourceType? Type { get; set; }

    /// <summary>What the function takes.</summary>
    public MicrosoftGraphStringKeyAttributeMappingSourceValuePair[]? Parameters { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The source as one line.</summary>
    public override string ToString() => Expression ?? Name ?? string.Empty;
}
