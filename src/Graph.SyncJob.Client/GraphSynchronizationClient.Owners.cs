using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client;

/// <content>The owners of jobs.</content>
internal sealed partial class GraphSynchronizationClient
{
    /// <inheritdoc/>
    public Task<Page<OwnerSummary>> ListOwnersAsync(
        OwnerKind kind, ListQuery query, string? nextPage, CallOptions options, CancellationToken cancellationToken) => ReadPageAsync<OwnerSummary>(
        options,
        graph => kind == OwnerKind.Application
            ? graph.Applications.ToGetRequestInformation()
            : graph.ServicePrincipals.ToGetRequestInformation(),
        query,
        nextPage,
        cancellationToken);
}
