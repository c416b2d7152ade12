using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Replaces the schema of a synchronization job.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-update">Update synchronizationSchema</seealso>
[SynchronizationCmdlet(
    VerbsData.Update,
    "{Owner}SynchronizationJobSchema",
    ["UpdateExpanded", "Update"],
    ["UpdateViaIdentityExpanded", "UpdateViaIdentity"],
    Impact = ConfirmImpact.Medium,
    Output = typeof(bool))]
public abstract class UpdateSynchronizationJobSchemaCmdlet : JobActionCmdlet
{
    private protected UpdateSynchronizationJobSchemaCmdlet()
    {
    }

    /// <summary>The rules, each from one directory to another.</summary>
    [Parameter(ParameterSetName = "UpdateExpanded")]
    [Parameter(ParameterSetName = "UpdateViaIdentityExpanded")]
    public MicrosoftGraphSynchronizationRule[]? SynchronizationRules { get; set; }

    /// <summary>The directories, with the objects and attributes that they have.</summary>
    [Parameter(ParameterSetName = "UpdateExpanded")]
    [Parameter(ParameterSetName = "UpdateViaIdentityExpanded")]
    public MicrosoftGraphDirectoryDefinition[]? Directories { get; set; }

    /// <summary>Version of the schema; the service gives it another with every change.</summary>
    [Parameter(ParameterSetName = "UpdateExpanded")]
    [Parameter(ParameterSetName = "UpdateViaIdentityExpanded")]
    public string? Version { get; set; }

    /// <summary>Id of the schema.</summary>
    [Parameter(ParameterSetName = "UpdateExpanded")]
    [Parameter(ParameterSetName = "UpdateViaIdentityExpanded")]
    public string? Id { get; set; }

    /// <summary>The schema as a whole: what Get- wrote, an object from JSON, a hashtable.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Update", ValueFromPipeline = true)]
    [Parameter(Mandatory = true, ParameterSetName = "UpdateViaIdentity")]
    [ValidateNotNull]
    public MicrosoftGraphSynchronizationSchema? BodyParameter { get; set; }

    private protected override Operation Operation => Operation.UpdateSchema;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (HasNothingToSend(SynchronizationRules, Directories))
        {
            // The service replaces the schema with what is sent: sending nothing could leave nothing.
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "SchemaMissing",
                "There is nothing to put in the place of the schema: neither -BodyParameter nor -SynchronizationRules nor -Directories is given. Nothing was sent.",
                null,
                "Give the whole schema with -BodyParameter, for example what the Get- cmdlet wrote, changed."));
        }
    }

    private protected override string Describe(JobIdentity job) => $"the schema of {job}";

    private protected override Task ActAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        client.UpdateSchemaAsync(
            job,
            BodyParameter ?? new MicrosoftGraphSynchronizationSchema
            {
                Id = Id,
                Version = Version,
                SynchronizationRules = SynchronizationRules,
                Directories = Directories,
                AdditionalProperties = AlsoInBody,
            },
            options,
            cancellationToken);
}
