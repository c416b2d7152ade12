using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Bulk;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Graph.SyncJob.Schemas;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Import-GraphSyncJobSchema: gives a job the schema in a file. Before that it says what will be different.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-update">Update synchronizationSchema</seealso>
[Cmdlet(VerbsData.Import, "GraphSyncJobSchema", DefaultParameterSetName = "Identity", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(bool))]
[JobOfAnyOwner]
public sealed partial class ImportGraphSyncJobSchemaCommand : BulkCmdlet
{
    private const int MostDifferencesShown = 20;

    /// <summary>The file, such as <c>Export-GraphSyncJobSchema</c> writes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The job, as an object or a hashtable that holds its ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Identity", ValueFromPipeline = true)]
    [AllowNull]
    [IdentityArgument]
    public IApplicationsIdentity? InputObject { get; set; }

    /// <summary>Whether to write <c>$true</c> for each job that has the schema of the file then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override IApplicationsIdentity? Identity => InputObject;

    private protected override Operation Operation => Operation.ImportSchema;

    private protected override void ProcessObject()
    {
        var given = Given;
        ForObject(Operation, given!, nameSubject =>
        {
            var job = JobOf(given);
            var subject = $"the schema of {job}";
            nameSubject(subject);
            var file = SchemaFile.At(Path, SessionState);
            var schema = file.Read();
            var address = Locate(job);
            Begin(
                new BulkItem(Operation, subject, given!),
                Checkpoint.Key(address.OwnerKind, address.OwnerId, address.JobId),
                async (client, options, ask, cancellationToken) =>
                {
                    var present = await client.GetSchemaAsync(address, Selection.AllProperties, Looking(options), cancellationToken).ConfigureAwait(false);
                    var differences = SchemaComparison.Compare(present, schema);
                    if (differences.Count == 0)
                    {
                        options.Observer?.Verbose($"The schema of {job} is that of {file.Path} already. Nothing was sent.");
                    }
                    else if (!await ask(() => Agreed(job, file, differences)).ConfigureAwait(false))
                    {
                        return null;
                    }
                    else
                    {
                        // Which schema it is and of what version, the service says: those of another job would be wrong here.
                        (schema.Id, schema.Version) = (null, null);
                        await client.UpdateSchemaAsync(address, schema, options, cancellationToken).ConfigureAwait(false);
                    }

                    return PassThru ? true : null;
                });
        });
    }

    private bool Agreed(JobIdentity job, SchemaFile file, IReadOnlyList<GraphSyncJobSchemaDifference> differences)
    {
        var lines = differences.Take(MostDifferencesShown).Select(difference => $"  {difference}").ToList();
        if (differences.Count > lines.Count)
        {
            lines.Add($"  and {differences.Count - lines.Count} more: Compare-GraphSyncJobSchema lists them all");
        }

        var description = string.Join(
            Environment.NewLine,
            lines.Prepend($"Performing the operation \"Import\" on target \"the schema of {job}\" with {file.Path}:"));
        return ShouldProcess(description, description, caption: null);
    }
}
