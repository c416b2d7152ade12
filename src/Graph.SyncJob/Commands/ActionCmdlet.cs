using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Bulk;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that do something and get no more than "done" for an answer.</summary>
public abstract class ActionCmdlet : BulkCmdlet
{
    private protected ActionCmdlet()
    {
    }

    /// <summary>Whether to write <c>$true</c> for each object that it was done to.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Asks where that is called for, by the cmdlet's own verb.</summary>
    private protected bool ShouldAct(string subject) => ShouldProcess(subject, MyInvocation.MyCommand.Name.Split('-')[0]);

    /// <summary>Acts on the job that was given.</summary>
    /// <param name="given">The job as it was given.</param>
    /// <param name="describe">What is acted on, in words: the job or a part of it.</param>
    /// <param name="request">Does it; what comes of it is written unless it is null.</param>
    private protected void ActOnJob(
        IApplicationsIdentity? given,
        Func<JobIdentity, string> describe,
        Func<ISynchronizationClient, JobAddress, CallOptions, CancellationToken, Task<object?>> request) => ForObject(Operation, given!, nameSubject =>
    {
        var job = JobIdentity.Of(given, OwnerKind, Counterpart);
        var subject = describe(job);
        nameSubject(subject);
        if (ShouldAct(subject))
        {
            var address = Locate(job);
            Begin(
                subject,
                Checkpoint.Key(address.OwnerKind, address.OwnerId, address.JobId),
                given!,
                (client, options, cancellationToken) => request(client, address, options, cancellationToken));
        }
    });

    /// <summary>Acts on what the owner that was given has.</summary>
    /// <param name="given">The owner as it was given.</param>
    /// <param name="describe">What is acted on, in words.</param>
    /// <param name="request">Does it; what comes of it is written unless it is null.</param>
    private protected void ActOnOwner(
        IApplicationsIdentity? given,
        Func<OwnerIdentity, string> describe,
        Func<ISynchronizationClient, string, CallOptions, CancellationToken, Task<object?>> request) => ForObject(Operation, given!, nameSubject =>
    {
        var owner = OwnerIdentity.Of(given, OwnerKind, Counterpart);
        var subject = describe(owner);
        nameSubject(subject);
        if (ShouldAct(subject))
        {
            var ownerId = Locate(owner);
            Begin(
                subject,
                Checkpoint.Key(OwnerKind, ownerId, part: null),
                given!,
                (client, options, cancellationToken) => request(client, ownerId, options, cancellationToken));
        }
    });

    /// <summary>What to write once it is done.</summary>
    private protected async Task<object?> AnswerAsync(Task action)
    {
        await action.ConfigureAwait(false);
        return PassThru ? true : null;
    }
}
