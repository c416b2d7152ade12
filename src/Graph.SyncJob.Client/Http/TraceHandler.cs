using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Http;

/// <summary>Shows each request and answer to whoever watches the call (<c>-Debug</c>), without secrets.</summary>
internal sealed class TraceHandler : DelegatingHandler
{
    private const int MostBodyShown = 4000;
    private const string Redacted = "(redacted)";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        CallContext.Of(request).Observer is { WantsDebug: true } observer
            ? ShowAsync(observer, request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> ShowAsync(ICallObserver observer, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isSecret = SecretAddresses.Include(request);
        observer.Debug(await DescribeAsync(request, isSecret).ConfigureAwait(false));
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        observer.Debug(await DescribeAsync(response, isSecret).ConfigureAwait(false));
        return response;
    }

    private static async Task<string> DescribeAsync(HttpRequestMessage request, bool isSecret)
    {
        var text = new StringBuilder("HTTP request: ").Append(request.Method).Append(' ').Append(request.RequestUri?.AbsoluteUri);
        AppendHeaders(text, request.Headers);
        await AppendBodyAsync(text, request.Content, isSecret).ConfigureAwait(false);
        return text.ToString();
    }

    private static async Task<string> DescribeAsync(HttpResponseMessage response, bool isSecret)
    {
        var text = new StringBuilder("HTTP response: ")
            .Append(((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)).Append(' ').Append(response.ReasonPhrase);
        AppendHeaders(text, response.Headers);
        await AppendBodyAsync(text, response.Content, isSecret).ConfigureAwait(false);
        return text.ToString();
    }

    private static async Task AppendBodyAsync(StringBuilder text, HttpContent? content, bool isSecret)
    {
        if (content is null)
        {
            return;
        }

        var body = await content.ReadAsStringAsync().ConfigureAwait(false);
        if (body.Length > 0)
        {
            text.AppendLine().Append(isSecret ? Redacted : Text.OneLine(body, MostBodyShown));
        }
    }

    private static void AppendHeaders(StringBuilder text, HttpHeaders headers)
    {
        foreach (var header in headers)
        {
            text.AppendLine().Append("  ").Append(header.Key).Append(": ").Append(
                IsSecret(header.Key) ? Redacted : Text.OneLine(string.Join(", ", header.Value), MostBodyShown));
        }
    }

    private static bool IsSecret(string header) =>
        header.ToUpperInvariant() is "AUTHORIZATION" or "PROXY-AUTHORIZATION" or "COOKIE" or "SET-COOKIE";
}
