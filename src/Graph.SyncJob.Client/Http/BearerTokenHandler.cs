using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Client.Authentication;

namespace Graph.SyncJob.Client.Http;

/// <summary>
/// Puts the token on each request that leaves for the Graph root, and lets none go elsewhere. When Graph refuses the token, which it does
/// before it does anything, another one is asked for once.
/// </summary>
internal sealed class BearerTokenHandler(Uri graphRoot, TokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SameHostHandler.ThrowIfElsewhere(request, graphRoot);
        var token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        var response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized
            || await tokens.RenewAsync(token, Claims(response), cancellationToken).ConfigureAwait(false) is not { } other)
        {
            return response;
        }

        CallContext.Of(request).Observer?.Verbose("Graph refused the token; trying again with a new one.");
        response.Dispose();
        return await SendAsync(request, other, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HeldToken token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Text);
        return base.SendAsync(request, cancellationToken);
    }

    /// <summary>What Graph demands of the next token (continuous access evaluation), as the identity provider wants to hear it; null when nothing.</summary>
    private static string? Claims(HttpResponseMessage response)
    {
        var challenge = response.Headers.WwwAuthenticate.FirstOrDefault(header => header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))?.Parameter;
        if (challenge is null || Regex.Match(challenge, "\\bclaims=\"([A-Za-z0-9+/=_-]{1,4096})\"") is not { Success: true } claims)
        {
            return null;
        }

        try
        {
            var text = claims.Groups[1].Value.Replace('-', '+').Replace('_', '/').TrimEnd('=');
            return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
