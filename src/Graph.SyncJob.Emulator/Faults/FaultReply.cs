using System;
using System.Globalization;
using System.Net;
using System.Text;
using Graph.SyncJob.Emulator.Api;

namespace Graph.SyncJob.Emulator.Faults;

/// <summary>What a request is answered that ran into a fault.</summary>
internal static class FaultReply
{
    private const string Json = "application/json";

    // What a proxy between a runbook and Graph shows to those who have not signed in to it.
    private static readonly byte[] Page = Encoding.UTF8.GetBytes(
        """
        <!DOCTYPE html>
        <html><head><title>Sign in to the network</title></head>
        <body><h1>Sign in to the network</h1><p>Access to the Internet needs a sign-in.</p></body></html>

        """);

    private static readonly byte[] Malformed = """{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#","value":[{"id":"""u8.ToArray();

    /// <summary>The answer of a fault that keeps the request from being carried out.</summary>
    public static GraphReply Instead(ActiveFault fault, GraphService graph, GraphRequest request, TimeProvider clock)
    {
        if (fault.Kind == FaultKind.TokenExpired)
        {
            return graph.Refuse(request, GraphError.InvalidToken("Lifetime validation failed, the token is expired."));
        }

        if (fault.Status < 400)
        {
            return new GraphReply(fault.Status, contentType: null, content: default);
        }

        var code = Enum.IsDefined((HttpStatusCode)fault.Status) ? ((HttpStatusCode)fault.Status).ToString() : "UnknownError";
        (string, string)? header = fault.Rule switch
        {
            { RetryAfter: { } seconds } => ("Retry-After", seconds.ToString(CultureInfo.InvariantCulture)),
            { RetryAfterDate: { } seconds } =>
                ("Retry-After", clock.GetUtcNow().AddSeconds(seconds).UtcDateTime.ToString("R", CultureInfo.InvariantCulture)),
            _ => null,
        };
        return graph.Refuse(request, new(fault.Status, code, $"The fault '{fault.Id}' of the emulator.", header));
    }

    /// <summary>What becomes of the reply to a request that was carried out; null when the connection is reset.</summary>
    public static GraphReply? After(ActiveFault fault, GraphReply reply, GraphService graph, GraphRequest request) => fault.Kind switch
    {
        FaultKind.ResetAfter => null,
        FaultKind.TimeoutAfter => Timeout(fault, graph, request),
        FaultKind.BadJson => reply.With(200, Json, Malformed),
        FaultKind.HtmlPage => reply.With(200, "text/html", Page),
        FaultKind.WrongType => AsText(WithBody(reply)),
        FaultKind.EmptyBody => reply.With(200, Json, content: default),
        FaultKind.OkForNoContent or FaultKind.HalfBody or FaultKind.HugeBody => WithBody(reply),
        _ => reply,
    };

    /// <summary>What stands in a batch for the reply: a part has no connection of its own that could break.</summary>
    public static GraphReply InBatch(ActiveFault fault, GraphReply? reply, GraphService graph, GraphRequest request) =>
        reply is null || fault.Kind is FaultKind.HalfBody or FaultKind.Drip or FaultKind.HugeBody ? Timeout(fault, graph, request) : reply;

    private static GraphReply Timeout(ActiveFault fault, GraphService graph, GraphRequest request) =>
        graph.Refuse(request, new(504, nameof(HttpStatusCode.GatewayTimeout), $"The fault '{fault.Id}' of the emulator."));

    private static GraphReply AsText(GraphReply reply) => reply.With(reply.Status, "text/plain", reply.Content);

    // A 204 has no body that could be cut or swollen.
    private static GraphReply WithBody(GraphReply reply) => reply.Content.IsEmpty ? reply.With(200, Json, "{}"u8.ToArray()) : reply;
}
