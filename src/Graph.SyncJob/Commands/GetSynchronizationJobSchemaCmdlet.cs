using System.Management.Automation;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Reads the schema of a synchronization job: its rules and the directories that they are about.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-get">Get synchronizationSchema</seealso>
[SynchronizationCmdlet(
    VerbsCommon.Get, "{Owner}SynchronizationJobSchema", ["Get"], ["GetViaIdentity"], Output = typeof(MicrosoftGraphSynchronizationSchema))]
public abstract class GetSynchronizationJobSchemaCmdlet : ReadCmdlet
{
    private protected GetSynchronizationJobSchemaCmdlet()
    {
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation.GetSchema, given!, nameSubject =>
        {
            var job = JobIdentity.Of(given, OwnerKind, Counterpart);
            nameSubject($"the schema of {job}");
            var address = Locate(job);
            var schema = Send((client, options, cancellationToken) => client.GetSchemaAsync(address, Selection, options, cancellationToken));
            WriteObject(schema.From(Origin(address.OwnerId, address.JobId)));
        });
    }
}
