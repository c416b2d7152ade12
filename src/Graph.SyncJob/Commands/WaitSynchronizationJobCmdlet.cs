using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Waiting;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Waits for synchronization jobs, for all that come at once, and writes each as soon as it is where it is wanted.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationstatus">synchronizationStatus</seealso>
[SynchronizationCmdlet(
    VerbsLifecycle.Wait, "{Owner}SynchronizationJob", ["Wait"], ["WaitViaIdentity"], Output = typeof(MicrosoftGraphSynchronizationJob))]
public abstract class WaitSynchronizationJobCmdlet : OwnedCmdlet
{
    private readonly List<WatchedJob> _jobs = [];

    private protected WaitSynchronizationJobCmdlet()
    {
    }

    /// <summary>What to wait for.</summary>
    [Parameter]
    public GraphSyncJobMilestone For { get; set; } = GraphSyncJobMilestone.SteadyState;

    /// <summary>How many seconds to wait; 0 looks once.</summary>
    [Parameter]
    [ValidateRange(0, LongestWatch)]
    public int TimeoutSec { get; set; } = 3600;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation.WaitForJob, given!, nameSubject =>
        {
            var job = JobIdentity.Of(given, OwnerKind, Counterpart);
            nameSubject(job.ToString());
            _jobs.Add(new WatchedJob(given, job, Locate(job)));
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Watch(
        Operation.WaitForJob,
        _jobs,
        TimeSpan.FromSeconds(TimeoutSec),
        $"Waiting for {For}",
        (_, previous, seen) => For.IsReached(seen) || IsHinderedStill(previous, seen),
        (job, seen, failure) =>
        {
            if (failure is null)
            {
                Write(job, seen);
            }
        });

    // Graph may show a change a little later than it makes it: a job that was started just now may look paused. What two looks show is so.
    private bool IsHinderedStill(MicrosoftGraphSynchronizationJob? previous, MicrosoftGraphSynchronizationJob seen) =>
        previous is not null && For.HindranceOf(seen)?.ErrorId is { } hindrance && For.HindranceOf(previous)?.ErrorId == hindrance;

    private void Write(WatchedJob job, MicrosoftGraphSynchronizationJob? seen)
    {
        if (seen is not null)
        {
            Owned(seen, job.Address.OwnerId);
            if (For.IsReached(seen))
            {
                WriteObject(seen);
                return;
            }
        }

        var subject = Text.Capitalise(job.Identity.ToString());
        throw seen is not null && For.HindranceOf(seen) is { } hindrance
            ? new GraphSyncJobStateException(
                hindrance.ErrorId, $"{subject} {hindrance.State}. It does not reach {For} by itself.", hindrance.Remedy)
            { Job = seen }
            : new GraphSyncJobStateException(
                "WaitTimedOut",
                $"{subject} has not reached {For}{Within}: {(seen is null ? "its state could not be read in that time" : JobFacts.Describe(seen))}.",
                "Wait on with the same command, or for longer with -TimeoutSec. The job goes on by itself: don't start it again.")
            { Job = seen, Category = ErrorCategory.OperationTimeout };
    }

    private string Within => TimeoutSec == 0 ? " yet" : string.Format(CultureInfo.InvariantCulture, " within {0} s", TimeoutSec);
}
