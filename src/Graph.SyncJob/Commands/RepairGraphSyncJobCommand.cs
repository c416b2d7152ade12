using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Bulk;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Graph.SyncJob.Repairs;
using Graph.SyncJob.Starts;
using Graph.SyncJob.Waiting;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>
/// Repair-GraphSyncJob: lets jobs out of quarantine whose saved credentials are good, waits for what their next attempt brings, and writes
/// a report about each.
/// </summary>
/// <seealso href="https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status">Application provisioning in quarantine status</seealso>
[Cmdlet(VerbsDiagnostic.Repair, "GraphSyncJob", DefaultParameterSetName = "Identity", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(GraphSyncJobRepair))]
[JobOfAnyOwner]
public sealed partial class RepairGraphSyncJobCommand : BulkCmdlet
{
    private readonly Dictionary<WatchedJob, MicrosoftGraphSynchronizationJob> _started = new();

    /// <summary>The job, as an object or a hashtable that holds its ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Identity", ValueFromPipeline = true)]
    [AllowNull]
    [IdentityArgument]
    public IApplicationsIdentity? InputObject { get; set; }

    /// <summary>How many seconds to wait for the next attempts of the jobs that were started; 0 does not wait.</summary>
    [Parameter]
    [ValidateRange(0, LongestWatch)]
    public int TimeoutSec { get; set; } = 900;

    private protected override IApplicationsIdentity? Identity => InputObject;

    private protected override Operation Operation => Operation.RepairJob;

    private protected override void ProcessObject()
    {
        var given = Given;
        ForObject(Operation, given!, nameSubject =>
        {
            var identity = JobOf(given);
            nameSubject(identity.ToString());
            var job = new WatchedJob(given, identity, Locate(identity));
            var item = new BulkItem(Operation, identity.ToString(), given!);
            Begin(
                item,
                Checkpoint.Key(job.Address.OwnerKind, job.Address.OwnerId, job.Address.JobId),
                (client, options, ask, cancellationToken) => RepairAsync(job, item, client, options, ask, cancellationToken));
        });
    }

    private protected override void EndObjects() => Watch(
        Operation,
        _started.Keys,
        TimeSpan.FromSeconds(TimeoutSec),
        "Waiting for the next attempt",
        (job, _, seen) => Verdict.After(_started[job], seen).IsFinal,
        (job, seen, failure) => WriteObject(Report(
            job,
            _started[job],
            GraphSyncJobRepairAction.Started,
            failure is null && seen is not null ? Verdict.After(_started[job], seen) : Verdict.NotSeen,
            seen)));

    /// <summary>Repairs a job as far as its start. The report, or null when it is written after the next attempt.</summary>
    private async Task<object?> RepairAsync(
        WatchedJob job,
        BulkItem item,
        ISynchronizationClient client,
        CallOptions options,
        Func<Func<bool>, Task<bool>> ask,
        CancellationToken cancellationToken)
    {
        var before = await client.GetJobAsync(job.Address, Selection.AllProperties, Looking(options), cancellationToken).ConfigureAwait(false);
        if (Verdict.Before(before) is { } verdict)
        {
            return Report(job, before, GraphSyncJobRepairAction.None, verdict, before);
        }

        var reason = ShouldProcessReason.None;
        if (!await ask(() => Agreed(job.Identity, before, out reason)).ConfigureAwait(false))
        {
            return Report(job, before, GraphSyncJobRepairAction.None, Verdict.NotAgreed(reason == ShouldProcessReason.WhatIf), before);
        }

        item.Operation = Operation.TestCredentials;
        try
        {
            await client.ValidateCredentialsAsync(
                job.Address, new ValidateCredentialsPostRequestBody { UseSavedCredentials = true }, Looking(options), cancellationToken).ConfigureAwait(false);
        }
        catch (GraphRequestException refusal) when (refusal.StatusCode == 400)
        {
            return Report(job, before, GraphSyncJobRepairAction.CredentialsTested, Verdict.Refused(refusal), before);
        }

        item.Operation = Operation.StartJob;
        try
        {
            await new CarefulStart(WarnAsync).StartAsync(
                client, job.Address, options, () => client.StartJobAsync(job.Address, options, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (GraphRequestException exception) when (exception.Code == ErrorCodes.OutcomeUnknown)
        {
            item.OutputOfFailure = Report(job, before, GraphSyncJobRepairAction.Started, Verdict.NotSeen, before);
            throw;
        }

        OnPipeline(() => _started[job] = before);
        return null;
    }

    private bool Agreed(JobIdentity job, MicrosoftGraphSynchronizationJob before, out ShouldProcessReason reason)
    {
        var description = $"Performing the operation \"Repair\" on target \"{job}\", which is in quarantine "
            + $"({JobFacts.Describe(before.Status?.Quarantine)}): test the saved credentials, and start the job if they are good.";
        return ShouldProcess(description, description, caption: null, out reason);
    }

    private GraphSyncJobRepair Report(
        WatchedJob job, MicrosoftGraphSynchronizationJob before, GraphSyncJobRepairAction action, Verdict verdict, MicrosoftGraphSynchronizationJob? seen)
    {
        var isOfApplication = job.Address.OwnerKind == OwnerKind.Application;
        var quarantine = JobFacts.IsInQuarantine(before) ? before.Status!.Quarantine : null;
        return new GraphSyncJobRepair
        {
            ApplicationId = isOfApplication ? job.Address.OwnerId : null,
            ServicePrincipalId = isOfApplication ? null : job.Address.OwnerId,
            SynchronizationJobId = job.Address.JobId,
            Cause = JobFacts.IsInQuarantine(before) ? JobFacts.Cause(quarantine) : null,
            Action = action,
            Outcome = verdict.Outcome,
            Advice = verdict.Advice,
            Quarantine = quarantine,
            Job = Owned(seen ?? before, job.Address.OwnerKind, job.Address.OwnerId),
        };
    }
}
