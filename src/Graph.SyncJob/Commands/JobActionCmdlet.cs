using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that do something to a job.</summary>
public abstract class JobActionCmdlet : ActionCmdlet
{
    private protected JobActionCmdlet()
    {
    }

    private protected abstract Task ActAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation, given!, nameSubject =>
        {
            var job = JobIdentity.Of(given, OwnerKind, Counterpart);
            nameSubject(job.ToString());
            if (ShouldAct(job.ToString()))
            {
                var address = Locate(job);
                Act((client, options, cancellationToken) => ActAsync(client, address, options, cancellationToken));
            }
        });
    }
}
