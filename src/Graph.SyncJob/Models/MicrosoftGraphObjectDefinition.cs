using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A type of objects that a directory has.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-objectdefinition">synchronization-objectdefinition</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphObjectDefinition
{
    /// <summary>Name of the type.</summary>
    public string? Name { get; set; }

    /// <summary>The attributes of such objects.</summary>
    public MicrosoftGraphAttributeDefinition[]? Attributes { get; set; }

    /// <summary>The interfaces that give access to such objects.</summary>
    public string[]? SupportedApis { get; set; }

    /// <summary>More about the type, for the service.</summary>
    public MicrosoftGraphObjectDefinitionMetadataEntry[]? Metadata { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The type as one line.</summary>
    public override string ToString() => ModelText.Join((Name, null), (ModelText.Count(Attributes, "attribute", "attributes"), null));
}
