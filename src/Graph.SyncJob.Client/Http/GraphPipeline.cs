using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using Graph.SyncJob.Client.Authentication;
using Graph.SyncJob.Port;
using Microsoft.Graph;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;

namespace Graph.SyncJob.Client.Http;

/// <summary>Puts the way of a request together, outermost first. The SDK's own retry and redirect steps are left out on purpose.</summary>
/// <remarks>
/// The SDK's retry step repeats a 504, which after a POST may be a second start; ours does not. Its redirect step is not replaced:
/// a token goes to one host, and Graph redirects none of these calls.
/// </remarks>
internal static class GraphPipeline
{
    /// <summary>More than any answer of Graph; what is longer is given up before it fills the memory.</summary>
    public const int LargestAnswer = 32 * 1024 * 1024;

    /// <summary>The way of a request that we put a token on.</summary>
    public static HttpClient Create(ConnectionSettings settings, TokenSource tokens, ProxySettings? proxy, TimeProvider clock) =>
        CreateOver(Transport(settings.GraphRoot, proxy), settings, tokens, clock);

    /// <summary>The same, over a transport of the caller's.</summary>
    public static HttpClient CreateOver(HttpMessageHandler transport, ConnectionSettings settings, TokenSource tokens, TimeProvider clock) => Create(
        transport, new BearerTokenHandler(settings.GraphRoot, tokens), settings.Timeout, clock);

    /// <summary>The way of a request that goes out through another module's session, which puts its token on it.</summary>
    public static HttpClient Create(ConnectionSettings settings, IBorrowedSession session, TimeProvider clock) => Create(
        new BorrowedSessionHandler(session), new SameHostHandler(settings.GraphRoot), settings.Timeout, clock);

    private static HttpClient Create(HttpMessageHandler transport, DelegatingHandler gate, TimeSpan timeout, TimeProvider clock)
    {
        var first = KiotaClientFactory.ChainHandlersCollectionAndGetFirstLink(
            transport,
            new FailureHandler(),
            new GraphTelemetryHandler(),
            new ParametersNameDecodingHandler(),
            new JustCreatedHandler(clock),
            new RetryHandler(clock),
            new LanesHandler(),
            gate,
            new TimeLimitHandler(timeout, clock),
            new TraceHandler(),
            new OnceHandler(),
            new WholeAnswerHandler());
        var client = new HttpClient(first!) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(
            new ProductInfoHeaderValue("Graph.SyncJob", typeof(GraphPipeline).Assembly.GetName().Version!.ToString(3)));
        return client;
    }

    /// <summary>The last step: to Graph itself. No cookies, no redirects; a loopback service is never asked for through a proxy.</summary>
#if NET
    public static SocketsHttpHandler Transport(Uri graphRoot, ProxySettings? proxy) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseProxy = UsesProxy(graphRoot, proxy),
        Proxy = WebProxy(proxy),
    };
#else
    private static HttpClientHandler Transport(Uri graphRoot, ProxySettings? proxy)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseProxy = UsesProxy(graphRoot, proxy),
        };
        if (WebProxy(proxy) is { } webProxy)
        {
            handler.Proxy = webProxy;
        }

        return handler;
    }
#endif

    private static bool UsesProxy(Uri graphRoot, ProxySettings? proxy) => proxy is not null || graphRoot.Scheme == Uri.UriSchemeHttps;

    public static WebProxy? WebProxy(ProxySettings? proxy) => proxy is null
        ? null
        : new WebProxy(proxy.Address) { Credentials = proxy.UseDefaultCredentials ? CredentialCache.DefaultCredentials : proxy.Credential };
}
