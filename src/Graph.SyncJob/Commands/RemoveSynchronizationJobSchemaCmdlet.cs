using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>Drops all that was changed in the schema of a synchronization job: it has that of its template again.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-delete">Delete synchronizationSchema</seealso>
[SynchronizationCmdlet(
    VerbsCommon.Remove, "{Owner}SynchronizationJobSchema", ["Delete"], ["DeleteViaIdentity"], Impact = ConfirmImpact.High, Output = typeof(bool))]
public abstract class RemoveSynchronizationJobSchemaCmdlet : RemoveCmdlet
{
    private protected RemoveSynchronizationJobSchemaCmdlet()
    {
    }

    private protected override Operation Operation => Operation.RemoveSchema;

    private protected override string Describe(JobIdentity job) => $"the schema of {job}";

    private protected override Task DeleteAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        client.DeleteSchemaAsync(job, options, cancellationToken);
}
