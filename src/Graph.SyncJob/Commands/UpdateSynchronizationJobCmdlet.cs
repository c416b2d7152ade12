using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Completion;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Changes the schedule or the settings of a synchronization job. What is not given stays as it is.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjob">synchronizationJob</seealso>
[SynchronizationCmdlet(
    VerbsData.Update,
    "{Owner}SynchronizationJob",
    ["UpdateExpanded", "Update"],
    ["UpdateViaIdentityExpanded", "UpdateViaIdentity"],
    Impact = ConfirmImpact.Medium,
    Output = typeof(bool))]
public abstract class UpdateSynchronizationJobCmdlet : JobActionCmdlet
{
    private protected UpdateSynchronizationJobCmdlet()
    {
    }

    /// <summary>When the job is to run.</summary>
    [Parameter(ParameterSetName = "UpdateExpanded")]
    [Parameter(ParameterSetName = "UpdateViaIdentityExpanded")]
    [ValidateNotNull]
    public MicrosoftGraphSynchronizationSchedule? Schedule { get; set; }

    /// <summary>The settings of the job, in place of all that it has.</summary>
    [Parameter(ParameterSetName = "UpdateExpanded")]
    [Parameter(ParameterSetName = "UpdateViaIdentityExpanded")]
    [ValidateNotNull]
    public MicrosoftGraphKeyValuePair[]? SynchronizationJobSettings { get; set; }

    /// <summary>Id of the template that the job is based on.</summary>
    [Parameter(ParameterSetName = "UpdateExpanded")]
    [Parameter(ParameterSetName = "UpdateViaIdentityExpanded")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TemplateIdCompleter))]
    public string? TemplateId { get; set; }

    /// <summary>The changes as a job, for what has no parameter of its own.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Update")]
    [Parameter(Mandatory = true, ParameterSetName = "UpdateViaIdentity")]
    [ValidateNotNull]
    public MicrosoftGraphSynchronizationJob? BodyParameter { get; set; }

    private protected override Operation Operation => Operation.UpdateJob;

    private protected override Task ActAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        client.UpdateJobAsync(
            job,
            BodyParameter ?? new MicrosoftGraphSynchronizationJob
            {
                Schedule = Schedule,
                SynchronizationJobSettings = SynchronizationJobSettings,
                TemplateId = TemplateId,
                AdditionalProperties = AlsoInBody,
            },
            options,
            cancellationToken);
}
