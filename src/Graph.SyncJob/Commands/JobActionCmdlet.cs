using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that do something to a job and get no more than "done" for an answer.</summary>
public abstract class JobActionCmdlet : OwnedCmdlet
{
    private protected JobActionCmdlet()
    {
    }

    /// <summary>Whether to write <c>$true</c> for each job that it was done to.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract Operation Operation { get; }

    /// <summary>What it is done to, in words: the job, unless it is a part of it.</summary>
    private protected virtual string Describe(JobIdentity job) => job.ToString();

    private protected abstract Task ActAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation, given!, nameSubject =>
        {
            var job = JobIdentity.Of(given, OwnerKind, Counterpart);
            var subject = Describe(job);
            nameSubject(subject);
            if (ShouldProcess(subject, MyInvocation.MyCommand.Name.Split('-')[0]))
            {
                Act(Locate(job));
            }
        });
    }

    private void Act(JobAddress job)
    {
        Send(async (client, options, cancellationToken) =>
        {
            await ActAsync(client, job, options, cancellationToken).ConfigureAwait(false);
            return true;
        });
        if (PassThru)
        {
            WriteObject(true);
        }
    }
}
