using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>The body that provisions on demand.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand">synchronizationJob: provisionOnDemand</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class ProvisionOnDemandPostRequestBody
{
    /// <summary>Which objects to provision, by which rules.</summary>
    public MicrosoftGraphSynchronizationJobApplicationParameters[]? Parameters { get; set; }

    /// <summary>What is sent beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();
}
