using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>The groups that a rule is limited to.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationrule">synchronization-synchronizationrule</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphGroupFilter
{
    /// <summary>The groups.</summary>
    public string[]? IncludedGroups { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The filter as one line.</summary>
    public override string ToString() => string.Join(", ", IncludedGroups ?? []);
}
