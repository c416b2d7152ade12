using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Graph.SyncJob.Identity;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Waiting;

/// <summary>What the state of a job says, as facts and in words.</summary>
internal static class JobFacts
{
    private const int MostOfAMessage = 500;

    /// <summary>Whether the job runs by its schedule. A start would be of no use to it.</summary>
    public static bool IsRunning(MicrosoftGraphSynchronizationJob job) => job is
    {
        Schedule.State: SynchronizationScheduleState.Active,
        Status.Code: SynchronizationStatusCode.Active or SynchronizationStatusCode.NotRun,
    };

    public static bool IsInQuarantine(MicrosoftGraphSynchronizationJob job) => job.Status?.Code == SynchronizationStatusCode.Quarantine;

    /// <summary>Where the job stands: "its state is NotRun, its schedule Active, 340 of 1250 users".</summary>
    public static string Describe(MicrosoftGraphSynchronizationJob job) => ModelText.Join(
        ($"its state is {job.Status?.Code?.ToString() ?? "not known"}", null),
        ($"its schedule {job.Schedule?.State?.ToString() ?? "not known"}", null),
        (Progress(job), null));

    /// <summary>How far the job has come and what its last run did, as far as it says so.</summary>
    public static string Progress(MicrosoftGraphSynchronizationJob job)
    {
        var run = job.Status?.LastExecution;
        return ModelText.Join(
            (string.Join(", ", (job.Status?.Progress ?? []).Select(progress => Text.OneLine(progress.ToString(), MostOfAMessage))), null),
            (run is null ? null : string.Join(", ", Counts(run)), "last run:"));
    }

    /// <summary>Why and since when a job is in quarantine, and when the service tries again.</summary>
    public static string Describe(MicrosoftGraphSynchronizationQuarantine? quarantine) => quarantine is null
        ? "Graph does not say why"
        : ModelText.Join(
            (quarantine.Reason?.ToString(), null),
            (ModelText.Time(quarantine.CurrentBegan), "since"),
            (ModelText.Time(quarantine.NextAttempt), "next attempt"),
            (Describe(quarantine.Error), null));

    /// <summary>Why a job is in quarantine, without the times.</summary>
    public static string Cause(MicrosoftGraphSynchronizationQuarantine? quarantine) => quarantine is null
        ? "Graph does not say why"
        : ModelText.Join((quarantine.Reason?.ToString(), null), (Describe(quarantine.Error), null));

    public static string Describe(MicrosoftGraphSynchronizationError? error) =>
        error is null ? string.Empty : Text.OneLine(error.ToString(), MostOfAMessage);

    private static IEnumerable<string> Counts(MicrosoftGraphSynchronizationTaskExecution run)
    {
        (long? Count, string What)[] counts =
        [
            (run.CountImported, "read"), (run.CountExported, "written"), (run.CountEscrowed > 0 ? run.CountEscrowed : null, "in escrow"),
        ];
        return counts.Where(count => count.Count is not null)
            .Select(count => string.Format(CultureInfo.InvariantCulture, "{0} {1}", count.Count, count.What))
            .Prepend(run.State?.ToString() ?? string.Empty)
            .Where(text => text.Length > 0);
    }
}
