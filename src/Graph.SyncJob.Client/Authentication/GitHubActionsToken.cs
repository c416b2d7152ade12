using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>Asks GitHub for the token that proves which workflow this is.</summary>
/// <seealso href="https://docs.github.com/actions/reference/security/oidc">OpenID Connect in GitHub Actions</seealso>
internal sealed class GitHubActionsToken(ConnectionSettings settings, ProxySettings? proxy)
{
    private const string AddressVariable = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string TokenVariable = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        var (address, token) = ReadEnvironment();
        using var http = new HttpClient(Transport()) { MaxResponseContentBufferSize = 1024 * 1024, Timeout = settings.Timeout };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw Failure($"GitHub answered {(int)response.StatusCode} ({response.ReasonPhrase}) when asked for the workflow's token.");
            }

#if NET
            var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
#else
            var body = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
#endif
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("value").GetString()!;
        }
        catch (HttpRequestException exception)
        {
            throw Failure($"GitHub could not be reached for the workflow's token: {SignInFailures.Innermost(exception)}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or System.Collections.Generic.KeyNotFoundException)
        {
            throw Failure("GitHub's answer holds no token for the workflow.");
        }
    }

    private SignInException Failure(string what) =>
        SignInFailures.Of(settings, what, "Give the job 'permissions: id-token: write', and use -GitHubActions in a workflow only.");

    private HttpClientHandler Transport()
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        if (proxy is not null)
        {
            handler.Proxy = GraphPipeline.WebProxy(proxy);
        }

        return handler;
    }

    private (Uri Address, string Token) ReadEnvironment()
    {
        if (Environment.GetEnvironmentVariable(AddressVariable) is not { Length: > 0 } text
            || Environment.GetEnvironmentVariable(TokenVariable) is not { Length: > 0 } token)
        {
            throw Failure($"This is no GitHub workflow that may ask for a token: {AddressVariable} and {TokenVariable} are not both set.");
        }

        // The token is as good as a password for as long as the job runs.
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !(address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)))
        {
            throw Failure($"{AddressVariable} is not an https address.");
        }

        // Each cloud takes only tokens that were made for it.
        var audience = (Cloud.WithGraph(settings.GraphRoot) ?? Cloud.Named(Cloud.Global)).FederationAudience;
        var separator = address.Query.Length == 0 ? "?" : "&";
        return (new Uri(address.AbsoluteUri + separator + "audience=" + WebUtility.UrlEncode(audience)), token);
    }
}
