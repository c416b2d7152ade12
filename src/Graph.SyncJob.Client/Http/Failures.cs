using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;

namespace Graph.SyncJob.Client.Http;

/// <summary>The one place that turns an answer, or its absence, into a <see cref="GraphRequestException"/>.</summary>
internal static class Failures
{
    // Graph's error bodies are a few hundred bytes; what is longer is a page from somewhere else, or hostile.
    private const int MostBytesRead = 64 * 1024;

    public static GraphRequestException Unexpected(string message, Exception? innerException = null) =>
        new(ErrorCodes.UnexpectedResponse, message, innerException);

    public static GraphRequestException TooLarge() =>
        Unexpected($"The answer is longer than {GraphPipeline.LargestAnswer / (1024 * 1024)} MiB and was given up.");

    public static GraphRequestException TooBusy(TimeSpan wait) => new("TooManyRequests", "Graph had asked to wait before this request could leave, longer than it may. Nothing was sent.")
    {
        StatusCode = 429,
        RetryAfter = wait,
    };

    /// <summary>Reads an answer that is no success, within bounds.</summary>
    public static async Task<GraphRequestException> ReadAsync(HttpRequestMessage request, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var graph = ParseError(await ReadStartAsync(response).ConfigureAwait(false));
        var (code, message) = response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => (ErrorCodes.UnexpectedResponse, DescribeUnexpected(response)),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => (ErrorCodes.UnexpectedResponse, DescribeRedirect(request, response)),
            HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout when request.Method != HttpMethod.Get => (
                ErrorCodes.OutcomeUnknown,
                $"The gateway before Graph {(status == 504 ? "gave up waiting" : "got no proper answer")}{Says(graph.Message)}. The request may have been carried out."),
            _ => (graph.Code ?? StatusName(response.StatusCode), graph.Message ?? DescribePlain(response)),
        };
        return new GraphRequestException(code, message)
        {
            StatusCode = status,
            RequestId = graph.RequestId ?? Header(response, "request-id"),
            ClientRequestId = graph.ClientRequestId ?? Header(response, "client-request-id") ?? Header(request, "client-request-id"),
            Date = graph.Date ?? response.Headers.Date,
            RetryAfter = RetryAfter.Of(response, DateTimeOffset.UtcNow),
        };
    }

    /// <summary>Translates what the SDK or the transport threw; null for what is to pass as it is.</summary>
    public static Exception? Translate(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        GraphRequestException or SignInException => null,
        OperationCanceledException when cancellationToken.IsCancellationRequested => null,
        OperationCanceledException => new GraphRequestException(
            ErrorCodes.OutcomeUnknown, "Graph did not answer in time. The request may have been carried out.", exception),
        HttpRequestException request when NeverSent(request) => new GraphRequestException(
            ErrorCodes.ConnectionFailed, $"Graph could not be reached: {Innermost(exception)}", exception),
        HttpRequestException or IOException => new GraphRequestException(
            ErrorCodes.OutcomeUnknown, $"The connection broke before a whole answer was there: {Innermost(exception)} The request may have been carried out.", exception),
        _ => Unexpected($"The answer could not be understood: {Clean(exception.Message)}", exception),
    };

    /// <summary>The failure of a further try, where an earlier one may have been carried out.</summary>
    public static GraphRequestException InDoubt(GraphRequestException failure) => failure.Code == ErrorCodes.OutcomeUnknown
        ? failure
        : new GraphRequestException(ErrorCodes.OutcomeUnknown, $"[{failure.Code}] {failure.Message} An earlier try may have been carried out.", failure)
        {
            StatusCode = failure.StatusCode,
            RequestId = failure.RequestId,
            ClientRequestId = failure.ClientRequestId,
            Date = failure.Date,
        };

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        var message = Clean(exception.Message);
        return message.EndsWith(".", StringComparison.Ordinal) ? message : message + ".";
    }

#if NET
    private static bool NeverSent(HttpRequestException exception) => exception.HttpRequestError
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;
#else
    private static bool NeverSent(HttpRequestException exception) => exception.InnerException is WebException
    {
        Status: WebExceptionStatus.ConnectFailure
            or WebExceptionStatus.NameResolutionFailure
            or WebExceptionStatus.ProxyNameResolutionFailure
            or WebExceptionStatus.TrustFailure
            or WebExceptionStatus.SecureChannelFailure,
    };
#endif

    private static string DescribeUnexpected(HttpResponseMessage response) =>
        $"The answer is not the one that Graph gives for this call: HTTP {(int)response.StatusCode} with {ContentType(response)}.";

    private static string DescribeRedirect(HttpRequestMessage request, HttpResponseMessage response) =>
        $"{request.RequestUri?.Host} points to another place{(response.Headers.Location is { IsAbsoluteUri: true } location ? $" ({Clean(location.Host)})" : string.Empty)}; "
        + "it was not followed, because a token goes to one host only.";

    private static string DescribePlain(HttpResponseMessage response) =>
        $"{ContentType(response)} came in place of Graph's error; it seems to come from a gateway or proxy on the way.";

    private static string ContentType(HttpResponseMessage response) => response.Content?.Headers.ContentType?.MediaType switch
    {
        null => "an empty or untyped body",
        "text/html" => "an HTML page",
        var type => $"a body of type {Clean(type)}",
    };

    private static string Says(string? message) => message is null ? string.Empty : $": {message.TrimEnd('.')}";

    private static string StatusName(HttpStatusCode status) => (int)status switch
    {
        429 => "TooManyRequests",
        _ when Enum.IsDefined(typeof(HttpStatusCode), status) => status.ToString(),
        var number => "Http" + number.ToString(CultureInfo.InvariantCulture),
    };

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? Clean(values.First()) : null;

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out var values) ? values.First() : null;

    // WholeAnswerHandler has read it from the network before.
    private static async Task<ReadOnlyMemory<byte>> ReadStartAsync(HttpResponseMessage response)
    {
        var body = response.Content is null ? [] : await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        return body.AsMemory(0, Math.Min(body.Length, MostBytesRead));
    }

    private static GraphError ParseError(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("error", out var error)
                || error.ValueKind != JsonValueKind.Object)
            {
                return default;
            }

            var inner = error.TryGetProperty("innerError", out var details) || error.TryGetProperty("innererror", out details) ? details : default;
            return new GraphError(
                Code(String(error, "code")),
                String(error, "message"),
                String(inner, "request-id"),
                String(inner, "client-request-id"),
                DateTimeOffset.TryParse(String(inner, "date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter is a text with half a surrogate pair.
            return default;
        }
    }

    private static string? String(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && Clean(value.GetString()!) is { } text
        && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    // The code becomes part of an error id, where a comma or a space would mislead.
    private static string? Code(string? code) =>
        code is { Length: <= 128 } && code.All(character => char.IsLetterOrDigit(character) || character is '_' or '.' or '-') ? code : null;

    private static string Clean(string text) => Text.OneLine(text, 2000);

    private readonly record struct GraphError(string? Code, string? Message, string? RequestId, string? ClientRequestId, DateTimeOffset? Date);
}
