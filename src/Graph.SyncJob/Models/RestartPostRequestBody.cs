using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>The body of a restart.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-restart">synchronizationJob: restart</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class RestartPostRequestBody
{
    /// <summary>What to reset.</summary>
    public MicrosoftGraphSynchronizationJobRestartCriteria? Criteria { get; set; }

    /// <summary>What is sent beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();
}
