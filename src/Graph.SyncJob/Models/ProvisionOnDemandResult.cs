using System.Collections.Generic;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What came of provisioning an object on demand.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand">synchronizationJob: provisionOnDemand</seealso>
public sealed class ProvisionOnDemandResult
{
    /// <summary>How it ended: <c>Success</c>, <c>Failure</c>, <c>Skipped</c>, <c>Warning</c>; null when the answer does not say.</summary>
    public string? Result { get; set; }

    /// <summary>What was done in the target: <c>Create</c>, <c>Update</c>, <c>Other</c> …</summary>
    public string? Action { get; set; }

    /// <summary>Why it failed or was skipped; null when it did not.</summary>
    public MicrosoftGraphSynchronizationError? Error { get; set; }

    /// <summary>What happened on the way, in order.</summary>
    public ProvisionOnDemandStep[] Steps { get; set; } = [];

    /// <summary>What the report says beyond the properties above: <c>modifiedProperties</c>, <c>sourceIdentity</c>, <c>targetIdentity</c> …</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The first half of the answer as Graph sends it: JSON as text.</summary>
    public string? Key { get; set; }

    /// <summary>The second half of the answer as Graph sends it: JSON as text.</summary>
    public string? Value { get; set; }

    /// <summary>The result as one line.</summary>
    public override string ToString() => ModelText.Join((Result, null), (Action, null), (Error?.ToString(), null));
}
