using System.Management.Automation;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Has the service find out which objects and attributes a directory has, and writes the directory as it is then.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-directorydefinition-discover">directoryDefinition: discover</seealso>
[SynchronizationCmdlet(
    VerbsCommon.Find,
    "{Owner}SynchronizationJobSchemaDirectory",
    ["Discover"],
    ["DiscoverViaIdentity"],
    Impact = ConfirmImpact.Medium,
    Output = typeof(MicrosoftGraphDirectoryDefinition))]
public abstract class FindSchemaDirectoryCmdlet : OwnedCmdlet
{
    private protected FindSchemaDirectoryCmdlet()
    {
    }

    /// <summary>Id of the directory, as the schema has it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Discover")]
    public string? DirectoryDefinitionId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation.DiscoverDirectory, given!, nameSubject =>
        {
            var job = JobIdentity.Of(given, OwnerKind, Counterpart);
            var id = IdParameter.Of(given!, nameof(DirectoryDefinitionId), IsByIdentity ? given!.DirectoryDefinitionId : DirectoryDefinitionId);
            var subject = $"directory {Text.Quote(id)} of {job}";
            nameSubject(subject);
            if (ShouldProcess(subject, "Discover"))
            {
                var address = Locate(job);
                var directory = Send((client, options, cancellationToken) => client.DiscoverDirectoryAsync(address, id, options, cancellationToken));
                WriteObject(directory.From(Origin(address.OwnerId, address.JobId)));
            }
        });
    }
}
