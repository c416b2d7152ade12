using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>
/// The way in: reads the request, gives the response the headers that every answer of Graph has, and logs both, whatever the rest
/// of the pipeline does with them.
/// </summary>
internal sealed class RequestRecorder(RequestLog log, GraphService graph, TimeProvider clock)
{
    public const int LargestBody = 1024 * 1024;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var arrived = clock.GetUtcNow();
        var request = Describe(context);
        var response = context.Response;
        response.Headers["request-id"] = request.RequestId;
        response.Headers["client-request-id"] = request.ClientRequestId;
        response.Headers.Date = arrived.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

        // Logged when the answer is complete but not yet sent: a client that has its answer finds the request in the log.
        var logged = false;
        response.OnStarting(() =>
        {
            Log(response.StatusCode);
            return Task.CompletedTask;
        });

        try
        {
            request = request with { Body = await ReadBodyAsync(context).ConfigureAwait(false) };
            context.Features.Set(request);
            await next(context).ConfigureAwait(false);
            if (!context.RequestAborted.IsCancellationRequested)
            {
                await response.StartAsync(context.RequestAborted).ConfigureAwait(false);
            }
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await GraphEndpoint.WriteAsync(response, graph.Refuse(request, GraphError.BodyTooLarge(LargestBody))).ConfigureAwait(false);
        }
        finally
        {
            Log(status: null);
        }

        void Log(int? status)
        {
            if (!logged)
            {
                logged = true;
                log.Add(Record(request, arrived, status));
            }
        }
    }

    private static GraphRequest Describe(HttpContext context)
    {
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new GraphRequest
        {
            Method = context.Request.Method,
            Target = RequestTarget.Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget),
            Host = $"{context.Request.Scheme}://{context.Request.Host}",
            Headers = headers,
            RequestId = Guid.NewGuid().ToString(),
            ClientRequestId = ClientRequestId(headers),
        };
    }

    // What cannot stand in a response header is not echoed.
    private static string ClientRequestId(Dictionary<string, string> headers) =>
        headers.TryGetValue("client-request-id", out var id) && id.Length > 0 && id.All(character => character is >= ' ' and <= '~')
            ? id
            : Guid.NewGuid().ToString();

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return body.ToArray();
    }

    private static ReceivedRequest Record(GraphRequest request, DateTimeOffset arrived, int? status)
    {
        var route = GraphRoute.TryParse(request.Target, out var parsed) ? parsed : null;

        // Secrets are looked for in the whole body: cut first, the beginning of one might not be seen for what it is.
        var body = Redaction.OfBody(LoggedBody.Of(request));
        return new ReceivedRequest
        {
            Time = arrived,
            Method = request.Method,
            Target = Redaction.OfTarget(request.Target.ToString()),
            OwnerId = route?.Owner?.Value,
            JobId = route?.JobId,
            Status = status,
            RequestId = request.RequestId,
            ClientRequestId = request.ClientRequestId,
            Headers = request.Headers.ToDictionary(header => header.Key, Redaction.OfHeader, StringComparer.OrdinalIgnoreCase),
            BodyLength = request.Body.Length,
            Body = body[..Math.Min(body.Length, RequestLog.LongestBody)],
            BodyTruncated = body.Length > RequestLog.LongestBody,
        };
    }
}
