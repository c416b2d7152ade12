using System;
using System.Collections.Generic;
using System.Management.Automation;
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
public sealed class RepairGraphSyncJobCommand : JobOfAnyOwnerCmdlet
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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation.RepairJob, given!, nameSubject =>
        {
            var identity = JobOf(given);
            nameSubject(identity.ToString());
            var job = new WatchedJob(given, identity, Locate(identity));
            var before = Send((client, options, cancellationToken) => client.GetJobAsync(job.Address, Selection.AllProperties, options, cancellationToken));
            if (Verdict.Before(before) is { } verdict)
            {
                Write(job, before, GraphSyncJobRepairAction.None, verdict, before);
            }
            else if (!Agreed(identity, before, out var reason))
            {
                Write(job, before, GraphSyncJobRepairAction.None, Verdict.NotAgreed(reason == ShouldProcessReason.WhatIf), before);
            }
            else
            {
                Repair(job, before);
            }
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Watch(
        Operation.RepairJob,
        _started.Keys,
        TimeSpan.FromSeconds(TimeoutSec),
        "Waiting for the next attempt",
        (job, _, seen) => Verdict.After(_started[job], seen).IsFinal,
        (job, seen, failure) => Write(
            job,
            _started[job],
            GraphSyncJobRepairAction.Started,
            failure is null && seen is not null ? Verdict.After(_started[job], seen) : Verdict.NotSeen,
            seen));

    private bool Agreed(JobIdentity job, MicrosoftGraphSynchronizationJob before, out ShouldProcessReason reason)
    {
        var description = $"Performing the operation \"Repair\" on target \"{job}\", which is in quarantine "
            + $"({JobFacts.Describe(before.Status?.Quarantine)}): test the saved credentials, and start the job if they are good.";
        return ShouldProcess(description, description, caption: null, out reason);
    }

    private void Repair(WatchedJob job, MicrosoftGraphSynchronizationJob before)
    {
        GraphRequestException? refusal = null;
        var tested = Do(Operation.TestCredentials, job, () =>
        {
            try
            {
                Send(async (client, options, cancellationToken) =>
                {
                    await client.ValidateCredentialsAsync(
                        job.Address, new ValidateCredentialsPostRequestBody { UseSavedCredentials = true }, options, cancellationToken).ConfigureAwait(false);
                    return true;
                });
            }
            catch (GraphRequestException exception) when (exception.StatusCode == 400)
            {
                refusal = exception;
            }
        });
        if (refusal is not null)
        {
            Write(job, before, GraphSyncJobRepairAction.CredentialsTested, Verdict.Refused(refusal), before);
        }
        else if (tested && Do(Operation.StartJob, job, () => Start(job, before)))
        {
            _started.Add(job, before);
        }
    }

    private void Start(WatchedJob job, MicrosoftGraphSynchronizationJob before)
    {
        try
        {
            Send((client, options, cancellationToken) => new CarefulStart(WarnAsync).StartAsync(
                client, job.Address, options, () => client.StartJobAsync(job.Address, options, cancellationToken), cancellationToken));
        }
        catch (GraphRequestException exception) when (exception.Code == ErrorCodes.OutcomeUnknown)
        {
            Write(job, before, GraphSyncJobRepairAction.Started, Verdict.NotSeen, before);
            throw;
        }
    }

    /// <summary>Does one step of a repair. True when it was done; when not, there is an error that names the step.</summary>
    private bool Do(Operation operation, WatchedJob job, Action step)
    {
        var isDone = false;
        ForObject(operation, job.Target!, nameSubject =>
        {
            nameSubject(job.Identity.ToString());
            step();
            isDone = true;
        });
        return isDone;
    }

    private void Write(
        WatchedJob job, MicrosoftGraphSynchronizationJob before, GraphSyncJobRepairAction action, Verdict verdict, MicrosoftGraphSynchronizationJob? seen)
    {
        var isOfApplication = job.Address.OwnerKind == OwnerKind.Application;
        var quarantine = JobFacts.IsInQuarantine(before) ? before.Status!.Quarantine : null;
        WriteObject(new GraphSyncJobRepair
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
        });
    }
}
