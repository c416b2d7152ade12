using System;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob;

/// <summary>How a synchronization job is: a verdict, why, since when, and what to do. Pipes into every cmdlet that takes a job.</summary>
public sealed class GraphSyncJobHealth
{
    /// <summary>Display name of the owner, where the job was read with it.</summary>
    public string? OwnerDisplayName { get; init; }

    /// <summary>AppId (client id) of the owner, where the job was read with it.</summary>
    public string? OwnerAppId { get; init; }

    /// <summary>Object id of the application that owns the job; null when it was read through a service principal.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>Object id of the service principal that owns the job; null when it was read through an application.</summary>
    public string? ServicePrincipalId { get; init; }

    /// <summary>Id of the job.</summary>
    public string? SynchronizationJobId { get; init; }

    /// <summary>Id of the template that the job was made from.</summary>
    public string? TemplateId { get; init; }

    /// <summary>The state of the job, as Graph has it.</summary>
    public SynchronizationStatusCode? State { get; init; }

    /// <summary>How the job is.</summary>
    public GraphSyncJobVerdict Verdict { get; init; }

    /// <summary>Since when, in UTC; null where Graph does not tell.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why the verdict is what it is; null when there is nothing to say.</summary>
    public string? Cause { get; init; }

    /// <summary>What to do about it; null when there is nothing to do.</summary>
    public string? NextStep { get; init; }

    /// <summary>When the last run ended, in UTC; null when there was none.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>When the service tries again, in UTC, for a job in quarantine.</summary>
    public DateTimeOffset? NextAttempt { get; init; }

    /// <summary>When the service disables the job, in UTC, unless its quarantine ends before.</summary>
    public DateTimeOffset? DisabledOn { get; init; }

    /// <summary>The job that was judged.</summary>
    public MicrosoftGraphSynchronizationJob Job { get; init; } = new();

    /// <summary>Whether there is nothing to do about the job.</summary>
    public bool IsHealthy => Verdict == GraphSyncJobVerdict.Healthy;

    /// <summary>The verdict as one line.</summary>
    public override string ToString() => ModelText.Join((OwnerDisplayName ?? SynchronizationJobId, null), (Verdict.ToString(), null), (Cause, null));
}
