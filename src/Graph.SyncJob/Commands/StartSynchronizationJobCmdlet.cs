using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>Starts a paused synchronization job where it was paused, or lifts one out of quarantine.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-start">synchronizationJob: start</seealso>
[SynchronizationCmdlet(
    VerbsLifecycle.Start, "{Owner}SynchronizationJob", ["Start"], ["StartViaIdentity"], Impact = ConfirmImpact.Medium, Output = typeof(bool))]
public abstract class StartSynchronizationJobCmdlet : JobActionCmdlet
{
    private protected StartSynchronizationJobCmdlet()
    {
    }

    private protected override Operation Operation => Operation.StartJob;

    private protected override Task ActAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        client.StartJobAsync(job, options, cancellationToken);
}
