using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>The containers that a rule is limited to.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationrule">synchronization-synchronizationrule</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphContainerFilter
{
    /// <summary>The containers.</summary>
    public string[]? IncludedContainers { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The filter as one line.</summary>
    public override string ToString() => string.Join(", ", IncludedContainers ?? []);
}
