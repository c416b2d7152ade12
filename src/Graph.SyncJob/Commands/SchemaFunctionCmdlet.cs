using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Lists the functions that expressions can have.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-functions">synchronizationSchema: functions</seealso>
[SynchronizationCmdlet(
    VerbsLifecycle.Invoke,
    "Function{Owner}SynchronizationJobSchema",
    ["Function"],
    ["FunctionViaIdentity"],
    Output = typeof(MicrosoftGraphAttributeMappingFunctionSchema))]
public abstract class SchemaFunctionCmdlet : ListForSchemaCmdlet<MicrosoftGraphAttributeMappingFunctionSchema>
{
    private protected SchemaFunctionCmdlet()
    {
    }

    private protected override Operation Operation => Operation.ListFunctions;

    private protected override Task<Page<MicrosoftGraphAttributeMappingFunctionSchema>> ReadAsync(
        ISynchronizationClient client, JobAddress job, ListQuery query, string? page, CallOptions options, CancellationToken cancellationToken) =>
        client.ListFunctionsAsync(job, query, page, options, cancellationToken);
}
