using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>Deletes a synchronization job with all its state.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-delete">Delete synchronizationJob</seealso>
[SynchronizationCmdlet(
    VerbsCommon.Remove, "{Owner}SynchronizationJob", ["Delete"], ["DeleteViaIdentity"], Impact = ConfirmImpact.High, Output = typeof(bool))]
public abstract class RemoveSynchronizationJobCmdlet : RemoveCmdlet
{
    private protected RemoveSynchronizationJobCmdlet()
    {
    }

    private protected override Operation Operation => Operation.RemoveJob;

    private protected override Task DeleteAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        client.DeleteJobAsync(job, options, cancellationToken);
}
