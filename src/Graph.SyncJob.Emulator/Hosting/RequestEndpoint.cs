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
/// The way in and out: reads the request, has it answered, logs both, and writes the answer with the headers that every answer of Graph has.
/// </summary>
internal sealed class RequestEndpoint(
    Gateway gateway, RequestRecorder recorder, GraphService graph, ReplyWriter writer, TimeSpan latency, TimeProvider clock)
{
    public const int LargestBody = 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var arrived = clock.GetUtcNow();
        var request = Describe(context);
        var headers = context.Response.Headers;
        headers["request-id"] = request.RequestId;
        headers["client-request-id"] = request.ClientRequestId;
        headers.Date = arrived.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

        Answer? answer = null;
        try
        {
            request = request with { Body = await ReadBodyAsync(context).ConfigureAwait(false) };
            if (latency > TimeSpan.Zero)
            {
                await Task.Delay(latency, clock, context.RequestAborted).ConfigureAwait(false);
            }

            answer = await gateway.AnswerAsync(request, context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            answer = new(graph.Refuse(request, GraphError.BodyTooLarge(LargestBody)));
        }
        finally
        {
            // Logged when the answer is complete but not yet sent: a client that has its answer finds the request in the log.
            recorder.Record(request, arrived, answer);
        }

        await writer.WriteAsync(context, answer).ConfigureAwait(false);
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
}
