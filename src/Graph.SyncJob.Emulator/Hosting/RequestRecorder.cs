using System;
using System.Collections.Generic;
using System.Linq;
using Graph.SyncJob.Emulator.Api;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>Writes requests into the log, without secrets.</summary>
internal sealed class RequestRecorder(RequestLog log, bool light)
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    /// <summary>Logs a request, after the parts that are in it; without an answer it is one that broke off.</summary>
    public void Record(GraphRequest request, DateTimeOffset arrived, Answer? answer)
    {
        foreach (var (part, answered) in answer?.Parts ?? [])
        {
            Record(part.Request, arrived, answered, answer!.Batch, part.Id);
        }

        Record(request, arrived, answer, answer?.Batch, batchPart: null);
    }

    private void Record(GraphRequest request, DateTimeOffset arrived, Answer? answer, long? batch, string? batchPart)
    {
        var route = GraphRoute.TryParse(request.Target, out var parsed) ? parsed : null;

        // Secrets are looked for in the whole body: cut first, the beginning of one might not be seen for what it is.
        var body = light ? "" : Redaction.OfBody(LoggedBody.Of(request));
        log.Add(new ReceivedRequest
        {
            Time = arrived,
            Method = request.Method,
            Target = Redaction.OfTarget(request.Target.ToString()),
            OwnerId = route?.Owner?.Value,
            JobId = route?.JobId,
            Status = answer?.Reply?.Status,
            CarriedOut = answer?.CarriedOut ?? false,
            Fault = answer?.FaultId,
            Batch = batch,
            BatchPart = batchPart,
            RequestId = request.RequestId,
            ClientRequestId = request.ClientRequestId,
            Headers = light ? NoHeaders : request.Headers.ToDictionary(header => header.Key, Redaction.OfHeader, StringComparer.OrdinalIgnoreCase),
            BodyLength = request.Body.Length,
            Body = body[..Math.Min(body.Length, RequestLog.LongestBody)],
            BodyTruncated = body.Length > RequestLog.LongestBody,
        });
    }
}
