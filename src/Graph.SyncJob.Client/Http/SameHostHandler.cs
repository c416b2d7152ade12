using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Client.Http;

/// <summary>Lets no request go anywhere but to the Graph root: further down it is given a token.</summary>
internal sealed class SameHostHandler(Uri graphRoot) : DelegatingHandler
{
    public static void ThrowIfElsewhere(HttpRequestMessage request, Uri graphRoot)
    {
        if (Uri.Compare(request.RequestUri, graphRoot, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            throw Failures.Unexpected($"A request was about to leave for {request.RequestUri?.Host} in place of {graphRoot.Host}; it was not sent.");
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ThrowIfElsewhere(request, graphRoot);
        return base.SendAsync(request, cancellationToken);
    }
}
