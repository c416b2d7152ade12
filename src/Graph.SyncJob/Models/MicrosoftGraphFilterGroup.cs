using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Conditions that have to hold together.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-filtergroup">synchronization-filtergroup</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphFilterGroup
{
    /// <summary>Name of the group.</summary>
    public string? Name { get; set; }

    /// <summary>The conditions.</summary>
    public MicrosoftGraphFilterClause[]? Clauses { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The group as one line.</summary>
    public override string ToString() => $"({string.Join(" and ", (object[]?)Clauses ?? [])})";
}
