using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;
using Graph.SyncJob.Starts;

namespace Graph.SyncJob.Commands;

/// <summary>Starts a paused synchronization job where it was paused, or lifts one out of quarantine.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-start">synchronizationJob: start</seealso>
[SynchronizationCmdlet(
    VerbsLifecycle.Start,
    "{Owner}SynchronizationJob",
    ["Start"],
    ["StartViaIdentity"],
    Impact = ConfirmImpact.Medium,
    Output = typeof(bool),
    OtherOutput = typeof(GraphSyncJobStart))]
public abstract class StartSynchronizationJobCmdlet : JobActionCmdlet
{
    private protected StartSynchronizationJobCmdlet()
    {
    }

    /// <summary>Whether to look first, and to leave a job alone that runs.</summary>
    [Parameter]
    public SwitchParameter SkipIfRunning { get; set; }

    /// <summary>Whether one start too many of a job in this session is an error, in place of a warning.</summary>
    [Parameter]
    public SwitchParameter FailOnStartStorm { get; set; }

    /// <summary>Whether to write an object for each job that says what was done with it, and why.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    private protected override Operation Operation => Operation.StartJob;

    private protected override async Task<object?> RunAsync(
        ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken)
    {
        var start = await new CarefulStart(WarnAsync) { SkipIfRunning = SkipIfRunning, FailOnStorm = FailOnStartStorm }
            .StartAsync(client, job, options, () => ActAsync(client, job, options, cancellationToken), cancellationToken).ConfigureAwait(false);
        return Detailed ? start : PassThru ? start.Started : null;
    }

    private protected override Task ActAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        client.StartJobAsync(job, options, cancellationToken);
}
