using System.Management.Automation;
using Graph.SyncJob.Bulk;
using Graph.SyncJob.Completion;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Creates a synchronization job from a template. It does not run before it has credentials and is started.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronization-post-jobs">Create synchronizationJob</seealso>
[SynchronizationCmdlet(
    VerbsCommon.New,
    "{Owner}SynchronizationJob",
    ["CreateExpanded", "Create"],
    ["CreateViaIdentityExpanded", "CreateViaIdentity"],
    JobById = [],
    Impact = ConfirmImpact.Medium,
    Output = typeof(MicrosoftGraphSynchronizationJob))]
public abstract class NewSynchronizationJobCmdlet : BulkCmdlet
{
    private protected NewSynchronizationJobCmdlet()
    {
    }

    /// <summary>Id of the template, such as <c>BoxOutDelta</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "CreateExpanded")]
    [Parameter(Mandatory = true, ParameterSetName = "CreateViaIdentityExpanded")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TemplateIdCompleter))]
    public string? TemplateId { get; set; }

    /// <summary>The job as a whole, for what has no parameter of its own.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Create")]
    [Parameter(Mandatory = true, ParameterSetName = "CreateViaIdentity")]
    [ValidateNotNull]
    public MicrosoftGraphSynchronizationJob? BodyParameter { get; set; }

    private protected override Operation Operation => Operation.CreateJob;

    private protected override void ProcessObject()
    {
        var given = Given;
        ForObject(Operation, given!, nameSubject =>
        {
            var owner = OwnerIdentity.Of(given, OwnerKind, Counterpart);
            var job = BodyParameter ?? new MicrosoftGraphSynchronizationJob { TemplateId = TemplateId, AdditionalProperties = AlsoInBody };
            var subject = $"a synchronization job from template {Text.Quote(job.TemplateId ?? string.Empty)} for {owner}";
            nameSubject(subject);
            if (ShouldProcess(subject, "Create"))
            {
                var ownerId = Locate(owner);
                Begin(
                    subject,
                    Checkpoint.Key(OwnerKind, ownerId, job.TemplateId),
                    given!,
                    async (client, options, cancellationToken) =>
                        Owned(await client.CreateJobAsync(OwnerKind, ownerId, job, options, cancellationToken).ConfigureAwait(false), ownerId));
            }
        });
    }
}
