using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A setting.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/keyvaluepair">keyvaluepair</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphKeyValuePair
{
    /// <summary>Name of the setting.</summary>
    public string? Name { get; set; }

    /// <summary>Its value.</summary>
    public string? Value { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The setting as one line.</summary>
    public override string ToString() => $"{Name} = {Value}";
}
