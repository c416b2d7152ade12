using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A rule of a schema: how the objects of one directory become those of another.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationrule">synchronization-synchronizationrule</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationRule
{
    /// <summary>Id of the rule.</summary>
    public string? Id { get; set; }

    /// <summary>Name of the rule.</summary>
    public string? Name { get; set; }

    /// <summary>Which rule comes first: that with the lower number.</summary>
    public int? Priority { get; set; }

    /// <summary>Whether the rule can be changed.</summary>
    public bool? Editable { get; set; }

    /// <summary>Name of the directory that is read.</summary>
    public string? SourceDirectoryName { get; set; }

    /// <summary>Name of the directory that is written.</summary>
    public string? TargetDirectoryName { get; set; }

    /// <summary>Which objects become which.</summary>
    public MicrosoftGraphObjectMapping[]? ObjectMappings { get; set; }

    /// <summary>The containers that the rule is limited to.</summary>
    public MicrosoftGraphContainerFilter? ContainerFilter { get; set; }

    /// <summary>The groups that the rule is limited to.</summary>
    public MicrosoftGraphGroupFilter? GroupFilter { get; set; }

    /// <summary>More about the rule, for the service.</summary>
    public MicrosoftGraphStringKeyStringValuePair[]? Metadata { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The rule as one line.</summary>
    public override string ToString() => $"{Name}: {SourceDirectoryName} → {TargetDirectoryName}";
}
