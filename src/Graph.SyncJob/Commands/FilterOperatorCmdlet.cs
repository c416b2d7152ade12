using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Lists the operators that conditions of a scope can have.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-filteroperators">synchronizationSchema: filterOperators</seealso>
[SynchronizationCmdlet(
    VerbsLifecycle.Invoke,
    "Filter{Owner}SynchronizationJobSchemaOperator",
    ["Filter"],
    ["FilterViaIdentity"],
    Output = typeof(MicrosoftGraphFilterOperatorSchema))]
public abstract class FilterOperatorCmdlet : ListForSchemaCmdlet<MicrosoftGraphFilterOperatorSchema>
{
    private protected FilterOperatorCmdlet()
    {
    }

    private protected override Operation Operation => Operation.ListFilterOperators;

    private protected override Task<Page<MicrosoftGraphFilterOperatorSchema>> ReadAsync(
        ISynchronizationClient client, JobAddress job, ListQuery query, string? page, CallOptions options, CancellationToken cancellationToken) =>
        client.ListFilterOperatorsAsync(job, query, page, options, cancellationToken);
}
