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

    /// <inheritdoc/>
    public Task<Page<TemplateSummary>> ListTemplateSummariesAsync(
        OwnerKind kind, string ownerId, ListQuery query, CallOptions options, CancellationToken cancellationToken) => ReadPageAsync<TemplateSummary>(
        options,
        graph => kind == OwnerKind.Application
            ? graph.Applications[ownerId].Synchronization.Templates.ToGetRequestInformation()
            : graph.ServicePrincipals[ownerId].Synchronization.Templates.ToGetRequestInformation(),
        query,
        null,
        cancellationToken);
}
