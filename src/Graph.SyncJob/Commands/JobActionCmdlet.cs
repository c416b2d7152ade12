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

    /// <summary>Does it; what comes of it is written unless it is null.</summary>
    private protected virtual Task<object?> RunAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        AnswerAsync(ActAsync(client, job, options, cancellationToken));

    private protected override void ProcessObject() => ActOnJob(Given, Describe, RunAsync);
}
