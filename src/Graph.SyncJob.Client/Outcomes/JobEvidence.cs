using System;
using System.Linq;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client.Outcomes;

/// <summary>What the state of a job tells about a request whose answer was lost.</summary>
internal static class JobEvidence
{
    private const SynchronizationJobRestartScope OrdinaryRestart =
        SynchronizationJobRestartScope.QuarantineState | SynchronizationJobRestartScope.Watermark | SynchronizationJobRestartScope.Escrows;

    // Times come in whole seconds from one side, and in fractions from the other.
    private static readonly TimeSpan Fuzz = TimeSpan.FromSeconds(2);

    /// <summary>Whether the job was started.</summary>
    /// <param name="job">The job, read afterwards.</param>
    /// <param name="sent">When the request went out, by the service's clock.</param>
    public static Finding OfStart(MicrosoftGraphSynchronizationJob job, DateTimeOffset sent)
    {
        if (job is not { Status.Code: { } code, Schedule.State: { } schedule })
        {
            return Unreadable;
        }

        if (code == SynchronizationStatusCode.Quarantine)
        {
            return OfQuarantine(job, sent);
        }

        return code == SynchronizationStatusCode.Paused || schedule != SynchronizationScheduleState.Active
            ? new Finding(Verdict.NotDone, Describe(job))
            : new Finding(Verdict.Done, Describe(job));
    }

    /// <summary>Whether the job was paused.</summary>
    public static Finding OfPause(MicrosoftGraphSynchronizationJob job) => job switch
    {
        { Status.Code: SynchronizationStatusCode.Paused } or { Schedule.State: SynchronizationScheduleState.Paused } => new Finding(Verdict.Done, Describe(job)),
        { Status.Code: not null, Schedule.State: not null } => new Finding(Verdict.NotDone, Describe(job)),
        _ => Unreadable,
    };

    /// <summary>Whether the job was restarted: whether what was to be reset is, as far as it can be seen.</summary>
    public static Finding OfRestart(MicrosoftGraphSynchronizationJob job, SynchronizationJobRestartScope? resetScope, DateTimeOffset sent)
    {
        var running = OfStart(job, sent);
        if (running.Verdict != Verdict.Done)
        {
            return running;
        }

        var scope = resetScope ?? OrdinaryRestart;
        var status = job.Status!;
        if (scope.HasFlag(SynchronizationJobRestartScope.Watermark))
        {
            var isReset = (status.SteadyStateFirstAchievedTime is not { } steady || steady >= sent - Fuzz)
                && status.Progress?.Any(progress => progress is { CompletedUnits: > 0, ProgressObservationDateTime: { } observed } && observed < sent - Fuzz) != true;
            return isReset
                ? new Finding(Verdict.Done, $"{Describe(job)}, at the beginning of its first cycle")
                : new Finding(Verdict.NotDone, $"{Describe(job)}, with the progress that it had before");
        }

        return scope == SynchronizationJobRestartScope.QuarantineState
            ? new Finding(Verdict.Done, $"{Describe(job)}, not in quarantine")
            : new Finding(Verdict.CannotTell, $"{Describe(job)}, which it may have been before");
    }

    // A quarantine that began before the request went out was not lifted. One that began after may be the next one.
    private static Finding OfQuarantine(MicrosoftGraphSynchronizationJob job, DateTimeOffset sent) => job.Status?.Quarantine?.CurrentBegan switch
    {
        null => new Finding(Verdict.CannotTell, "it is in quarantine, and does not say since when"),
        { } began when began < sent - Fuzz => new Finding(Verdict.NotDone, $"it is in quarantine since {began.UtcDateTime:u}"),
        { } began => new Finding(Verdict.CannotTell, $"it is in quarantine since {began.UtcDateTime:u}, which may be again"),
    };

    private static Finding Unreadable { get; } = new(Verdict.CannotTell, "its state was not in the answer");

    private static string Describe(MicrosoftGraphSynchronizationJob job) => $"its state is {job.Status?.Code}, its schedule {job.Schedule?.State}";
}
