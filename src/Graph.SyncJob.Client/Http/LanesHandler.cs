using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Client.Http;

/// <summary>Sends a request through the lanes that its call shares with others.</summary>
internal sealed class LanesHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        CallContext.Of(request).Lanes is { } lanes
            ? lanes.SendAsync(request, base.SendAsync, cancellationToken)
            : base.SendAsync(request, cancellationToken);
}
