using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Where an attribute of the target comes from.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributemapping">synchronization-attributemapping</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphAttributeMapping
{
    /// <summary>Name of the attribute in the target.</summary>
    public string? TargetAttributeName { get; set; }

    /// <summary>What its value is made of.</summary>
    public MicrosoftGraphAttributeMappingSource? Source { get; set; }

    /// <summary>The value to write when the source has none.</summary>
    public string? DefaultValue { get; set; }

    /// <summary>When the value is written.</summary>
    public AttributeFlowBehavior? FlowBehavior { get; set; }

    /// <summary>What may happen to the attribute in the target.</summary>
    public AttributeFlowType? FlowType { get; set; }

    /// <summary>When it is more than 0, objects are matched by this attribute, in this order.</summary>
    public int? MatchingPriority { get; set; }

    /// <summary>Whether references to objects that are not there are written.</summary>
    public bool? ExportMissingReferences { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The mapping as one line.</summary>
    public override string ToString() => $"{TargetAttributeName} ← {Source}";
}
