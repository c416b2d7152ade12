using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Client.Authentication;

namespace Graph.SyncJob.Client.Http;

/// <summary>Puts the token on each request that leaves for the Graph root, and lets none go elsewhere.</summary>
internal sealed class BearerTokenHandler(Uri graphRoot, TokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SameHostHandler.ThrowIfElsewhere(request, graphRoot);
        var token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
