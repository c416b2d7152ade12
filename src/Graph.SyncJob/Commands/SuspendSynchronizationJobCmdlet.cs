using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>Pauses a synchronization job. Its progress is kept: a later start goes on from there.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-pause">synchronizationJob: pause</seealso>
[SynchronizationCmdlet(
    VerbsLifecycle.Suspend, "{Owner}SynchronizationJob", ["Pause"], ["PauseViaIdentity"], Impact = ConfirmImpact.Medium, Output = typeof(bool))]
public abstract class SuspendSynchronizationJobCmdlet : JobActionCmdlet
{
    private protected SuspendSynchronizationJobCmdlet()
    {
    }

    private protected override Operation Operation => Operation.PauseJob;

    private protected override Task ActAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        client.PauseJobAsync(job, options, cancellationToken);
}
