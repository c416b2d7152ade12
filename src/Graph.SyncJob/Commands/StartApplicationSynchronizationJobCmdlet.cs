using System;
using System.Collections.Generic;
using System.Management.Automation;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Starts an application's synchronization job, or lifts it out of quarantine. The versions of the API differ in name only.</summary>
public abstract class StartApplicationSynchronizationJobCmdlet : GraphRequestCmdlet
{
    private readonly Dictionary<Guid, string> _foundApplications = new();

    private protected StartApplicationSynchronizationJobCmdlet()
    {
    }

    /// <summary>Object id of the application that owns the job.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Start")]
    public string? ApplicationId { get; set; }

    /// <summary>Id of the job.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Start")]
    public string? SynchronizationJobId { get; set; }

    /// <summary>The job as an object or a hashtable that holds both ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "StartViaIdentity", ValueFromPipeline = true)]
    [AllowNull]
    public IApplicationsIdentity? InputObject { get; set; }

    /// <summary>Whether to write <c>$true</c> for each job started.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = ParameterSetName == "Start"
            ? new ApplicationsIdentity { ApplicationId = ApplicationId, SynchronizationJobId = SynchronizationJobId }
            : InputObject;
        ForObject(Operation.StartJob, given!, nameSubject =>
        {
            var job = JobIdentity.Of(given);
            nameSubject(job.ToString());
            if (ShouldProcess(job.ToString(), "Start"))
            {
                Start(job);
            }
        });
    }

    private void Start(JobIdentity job)
    {
        var address = new JobAddress(OwnerKind.Application, job.ApplicationId ?? FindApplication(job.AppId!.Value), job.JobId);
        Send(async (client, options, cancellationToken) =>
        {
            await client.StartJobAsync(address, options, cancellationToken).ConfigureAwait(false);
            return true;
        });
        if (PassThru)
        {
            WriteObject(true);
        }
    }

    private string FindApplication(Guid appId)
    {
        if (!_foundApplications.TryGetValue(appId, out var id))
        {
            id = Send((client, options, cancellationToken) => client.FindOwnerIdAsync(OwnerKind.Application, appId, options, cancellationToken));
            _foundApplications.Add(appId, id);
        }

        return id;
    }
}
