using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>How the objects of one type become those of another.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-objectmapping">synchronization-objectmapping</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphObjectMapping
{
    /// <summary>Name of the mapping.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the mapping is in force.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Type of the objects that are read.</summary>
    public string? SourceObjectName { get; set; }

    /// <summary>Type of the objects that are written.</summary>
    public string? TargetObjectName { get; set; }

    /// <summary>What may happen to objects in the target.</summary>
    public ObjectFlowTypes? FlowTypes { get; set; }

    /// <summary>Which objects are in scope.</summary>
    public MicrosoftGraphFilter? Scope { get; set; }

    /// <summary>Where each attribute of the target comes from.</summary>
    public MicrosoftGraphAttributeMapping[]? AttributeMappings { get; set; }

    /// <summary>More about the mapping, for the service.</summary>
    public MicrosoftGraphObjectMappingMetadataEntry[]? Metadata { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The mapping as one line.</summary>
    public override string ToString() => ModelText.Join(
        ($"{SourceObjectName} → {TargetObjectName}", null), (FlowTypes?.ToString(), null), (ModelText.Count(AttributeMappings, "attribute", "attributes"), null));
}
