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
            ? graph.Applications.ToGetRequestInformation(request =>
            {
                request.QueryParameters.Top = query.PageSize;
                request.QueryParameters.Filter = query.Filter;
                request.QueryParameters.Select = NullIfEmpty(query.Properties);
            })
            : graph.ServicePrincipals.ToGetRequestInformation(request =>
            {
                request.QueryParameters.Top = query.PageSize;
                request.QueryParameters.Filter = query.Filter;
                request.QueryParameters.Select = NullIfEmpty(query.Properties);
            }),
        nextPage,
        cancellationToken);

    /// <inheritdoc/>
    public Task<Page<TemplateSummary>> ListTemplateSummariesAsync(
        OwnerKind kind, string ownerId, ListQuery query, CallOptions options, CancellationToken cancellationToken) => ReadPageAsync<TemplateSummary>(
        options,
        graph => kind == OwnerKind.Application
            ? graph.Applications[ownerId].Synchronization.Templates
                .ToGetRequestInformation(request => request.QueryParameters.Select = NullIfEmpty(query.Properties))
            : graph.ServicePrincipals[ownerId].Synchronization.Templates
                .ToGetRequestInformation(request => request.QueryParameters.Select = NullIfEmpty(query.Properties)),
        null,
        cancellationToken);
}
