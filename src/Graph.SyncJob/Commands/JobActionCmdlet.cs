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

    /// <summary>What it is done to, in words: the job, unless it is a part of it.</summary>
    private protected virtual string Describe(JobIdentity job) => job.ToString();

    private protected abstract Task ActAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Does it, and says what to write about it; null for nothing.</summary>
    private protected virtual async Task<object?> DoAsync(
        ISynchronizationClient client, JobIdentity job, JobAddress address, CallOptions options, CancellationToken cancellationToken)
    {
        await ActAsync(client, address, options, cancellationToken).ConfigureAwait(false);
        return PassThru ? true : null;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation, given!, nameSubject =>
        {
            var job = JobIdentity.Of(given, OwnerKind, Counterpart);
            var subject = Describe(job);
            nameSubject(subject);
            if (ShouldAct(subject))
            {
                var address = Locate(job);
                Act((client, options, cancellationToken) => DoAsync(client, job, address, options, cancellationToken));
            }
        });
    }
}
