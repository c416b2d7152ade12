using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What a restart resets.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjobrestartcriteria">synchronization-synchronizationjobrestartcriteria</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationJobRestartCriteria
{
    /// <summary>What to reset; null leaves it to the service.</summary>
    public SynchronizationJobRestartScope? ResetScope { get; set; }

    /// <summary>What is sent beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The criteria as one line.</summary>
    public override string ToString() => ResetScope?.ToString() ?? string.Empty;
}
