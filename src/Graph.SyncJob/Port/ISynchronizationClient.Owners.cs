using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Port;

/// <content>What the cmdlets need of the owners of jobs.</content>
internal partial interface ISynchronizationClient
{
    /// <summary>Reads a page of applications or service principals: <c>GET /applications</c>, <c>GET /servicePrincipals</c>.</summary>
    Task<Page<OwnerSummary>> ListOwnersAsync(OwnerKind kind, ListQuery query, string? nextPage, CallOptions options, CancellationToken cancellationToken);
}

/// <summary>An application or a service principal, as far as people choose by it.</summary>
internal sealed record OwnerSummary
{
    public string? Id { get; init; }

    public string? AppId { get; init; }

    public string? DisplayName { get; init; }
}
