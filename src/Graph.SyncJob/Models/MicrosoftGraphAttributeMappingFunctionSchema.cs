using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A function that expressions can have.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributemappingfunctionschema">synchronization-attributemappingfunctionschema</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphAttributeMappingFunctionSchema
{
    /// <summary>Name of the function.</summary>
    public string? Id { get; set; }

    /// <summary>What it takes.</summary>
    public MicrosoftGraphAttributeMappingParameterSchema[]? Parameters { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The function as one line.</summary>
    public override string ToString() => $"{Id}({string.Join(", ", (object[]?)Parameters ?? [])})";
}
