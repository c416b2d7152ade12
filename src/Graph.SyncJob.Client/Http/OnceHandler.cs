using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Client.Http;

/// <summary>Says that a request leaves, and keeps the transport from sending a request again on its own when a connection breaks: only a read may go out twice unasked.</summary>
/// <remarks>
/// SocketsHttpHandler repeats a request on a new connection when the old one closed without an answer, up to three times, unless it has
/// begun to send content. A start has none, so each break would be another start; content of no length, the same on the wire, prevents it.
/// </remarks>
internal sealed class OnceHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CallContext.Of(request).Sending?.Invoke();
        if (request.Method != HttpMethod.Get)
        {
            request.Content ??= new ByteArrayContent([]);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
