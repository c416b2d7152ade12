using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob;

/// <summary>What a Start- cmdlet did with one job. It pipes into every cmdlet that takes jobs.</summary>
public sealed class GraphSyncJobStart
{
    /// <summary>Object id of the application that owns the job; null when a service principal does.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>Object id of the service principal that owns the job; null when an application does.</summary>
    public string? ServicePrincipalId { get; init; }

    /// <summary>Id of the job.</summary>
    public string? SynchronizationJobId { get; init; }

    /// <summary>Whether Graph accepted a start.</summary>
    public bool Started { get; init; }

    /// <summary>Why the job was started, or was not.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The status before the start; null when it was not read, which is what <c>-SkipIfRunning</c> does.</summary>
    public MicrosoftGraphSynchronizationStatus? Status { get; init; }

    /// <summary>The start as one line.</summary>
    public override string ToString() => ModelText.Join((SynchronizationJobId, null), (Started ? "started" : "not started", null), (Reason, null));
}
