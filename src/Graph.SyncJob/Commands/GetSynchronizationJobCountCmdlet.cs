using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>Counts the synchronization jobs of an application or a service principal.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronization-list-jobs">List jobs</seealso>
[SynchronizationCmdlet(VerbsCommon.Get, "{Owner}SynchronizationJobCount", ["Get"], ["GetViaIdentity"], JobById = [], Output = typeof(int))]
public abstract class GetSynchronizationJobCountCmdlet : CountCmdlet
{
    private protected GetSynchronizationJobCountCmdlet()
    {
    }

    private protected override Operation Operation => Operation.CountJobs;

    private protected override Task<int> CountAsync(
        ISynchronizationClient client, string ownerId, CallOptions options, CancellationToken cancellationToken) =>
        client.CountJobsAsync(OwnerKind, ownerId, Filter, options, cancellationToken);
}
