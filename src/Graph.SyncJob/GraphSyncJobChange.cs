using System;
using Graph.SyncJob.Identity;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob;

/// <summary>Something about a synchronization job that has changed while it was watched. Pipes into every cmdlet that takes a job.</summary>
public sealed class GraphSyncJobChange
{
    /// <summary>When it was seen, in UTC.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Display name of the owner, where the job was given with it.</summary>
    public string? OwnerDisplayName { get; init; }

    /// <summary>Object id of the application that owns the job; null when it is watched through a service principal.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>Object id of the service principal that owns the job; null when it is watched through an application.</summary>
    public string? ServicePrincipalId { get; init; }

    /// <summary>Id of the job.</summary>
    public string? SynchronizationJobId { get; init; }

    /// <summary>
    /// What has changed: <c>State</c>, <c>Verdict</c>, <c>LastRun</c>, <c>Result</c>, <c>Escrows</c>, <c>Progress</c>, <c>NextAttempt</c>, or
    /// <c>Error</c> when the job can't be read any more, or can again.
    /// </summary>
    public string Property { get; init; } = string.Empty;

    /// <summary>What it was; null when there was nothing.</summary>
    public object? Before { get; init; }

    /// <summary>What it is now; null when there is nothing.</summary>
    public object? After { get; init; }

    /// <summary>The job as it is now; null when it can't be read.</summary>
    public MicrosoftGraphSynchronizationJob? Job { get; init; }

    /// <summary>The change as one line.</summary>
    public override string ToString() =>
        $"{Text.OneLine(OwnerDisplayName ?? SynchronizationJobId ?? string.Empty, 120)}: {Property} {Show(Before)} → {Show(After)}";

    private static string Show(object? value) => value switch
    {
        null => "none",
        DateTimeOffset time => ModelText.Time(time)!,
        _ => Text.OneLine(value.ToString() ?? string.Empty, 200),
    };
}
