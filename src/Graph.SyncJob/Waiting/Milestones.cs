using System.Linq;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Waiting;

/// <summary>Why a job will not reach a milestone by itself.</summary>
/// <param name="ErrorId">The id of the error that it is.</param>
/// <param name="State">What state the job is in, as the rest of a sentence about it.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Hindrance(string ErrorId, string State, string Remedy);

/// <summary>The one place that says when a job has reached a milestone, and when it can't.</summary>
internal static class Milestones
{
    public static bool IsReached(this GraphSyncJobMilestone milestone, MicrosoftGraphSynchronizationJob job) => milestone switch
    {
        GraphSyncJobMilestone.Started => JobFacts.IsRunning(job),
        GraphSyncJobMilestone.FirstCycle => job.Status?.SteadyStateFirstAchievedTime is not null,
        GraphSyncJobMilestone.NotQuarantined => job.Status?.Code is not (null or SynchronizationStatusCode.Quarantine or SynchronizationStatusCode.UnknownFutureValue),
        _ => IsSteady(job),
    };

    /// <summary>What keeps the job from the milestone until somebody does something about it; null when it may come there by itself.</summary>
    public static Hindrance? HindranceOf(this GraphSyncJobMilestone milestone, MicrosoftGraphSynchronizationJob job)
    {
        var code = job.Status?.Code;
        var schedule = job.Schedule?.State;
        if (milestone != GraphSyncJobMilestone.NotQuarantined && code == SynchronizationStatusCode.Quarantine)
        {
            return new Hindrance(
                "JobQuarantined",
                $"is in quarantine: {JobFacts.Describe(job.Status?.Quarantine)}",
                "Mend the cause, then let the job out with Repair-GraphSyncJob, which tests the saved credentials first.");
        }

        if (code == SynchronizationStatusCode.NotConfigured)
        {
            return new Hindrance(
                "JobNotConfigured",
                "is not configured: it has no credentials for the target system yet",
                "Save them with Set-Mg…SynchronizationSecret, test them with Test-Mg…SynchronizationJobCredential, then start the job.");
        }

        if (code == SynchronizationStatusCode.Paused || schedule == SynchronizationScheduleState.Paused)
        {
            return new Hindrance("JobPaused", "is paused", "Start it with Start-Mg…SynchronizationJob.");
        }

        return schedule == SynchronizationScheduleState.Disabled
            ? new Hindrance(
                "JobDisabled",
                "has a schedule that is Disabled: it was never started, or the service gave up on it",
                "Find out why, then start it with Start-Mg…SynchronizationJob.")
            : null;
    }

    private static bool IsSteady(MicrosoftGraphSynchronizationJob job) =>
        job is { Schedule.State: SynchronizationScheduleState.Active, Status: { Code: SynchronizationStatusCode.Active, SteadyStateLastAchievedTime: { } achieved } status }
        && status.LastExecution?.State != SynchronizationTaskExecutionResult.Failed
        && status.Progress?.Any(progress => progress.CompletedUnits < progress.TotalUnits && !(progress.ProgressObservationDateTime < achieved)) != true;
}
