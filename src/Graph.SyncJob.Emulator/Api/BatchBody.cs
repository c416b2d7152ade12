using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Faults;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>The two bodies of a batch: what is sent, judged as a whole before any of it is done, and what is answered.</summary>
internal static class BatchBody
{
    private const int MostParts = 20;

    private static readonly string[] Methods = ["GET", "POST", "PATCH", "PUT", "DELETE"];

    /// <summary>The parts, in the order in which they are to be carried out.</summary>
    public static IReadOnlyList<BatchPart> Read(GraphRequest batch)
    {
        if (JsonBody.Read(batch, "requests")["requests"] is not JsonArray { Count: > 0 } requests)
        {
            throw Malformed("'requests' has to be a list with at least one request in it.");
        }

        if (requests.Count > MostParts)
        {
            throw new GraphErrorException(new(
                400, "MaximumValueExceeded", $"Number of batch request steps exceeds maximum value of {MostParts}."));
        }

        var parts = requests.Select((request, index) => ReadPart(batch, request, index)).ToArray();
        if (parts.CountBy(part => part.Id).FirstOrDefault(id => id.Value > 1) is { Key: { } twice })
        {
            throw Malformed($"The id '{twice}' is there more than once.");
        }

        return InOrder(parts);
    }

    /// <summary>What is answered to the batch.</summary>
    public static GraphReply Write(IEnumerable<AnsweredPart> parts)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body, new() { Encoder = GraphJson.Options.Encoder, SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("responses");
            foreach (var part in parts)
            {
                Write(writer, part);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return new GraphReply(200, MediaTypeNames.Application.Json, body.ToArray());
    }

    private static BatchPart ReadPart(GraphRequest batch, JsonNode? node, int index)
    {
        if (node is not JsonObject part)
        {
            throw Malformed($"'requests[{index}]' has to be an object.");
        }

        JsonBody.Check(part, "id", "method", "url", "headers", "body", "dependsOn");
        if (Text(part["id"]) is not { Length: > 0 } id)
        {
            throw Malformed($"'requests[{index}]' has no id, which is a text.");
        }

        var method = Text(part["method"])?.ToUpperInvariant();
        if (Array.IndexOf(Methods, method) < 0)
        {
            throw Malformed($"The method of the request '{id}' is none of {string.Join(", ", Methods)}.");
        }

        if (Text(part["url"]) is not { Length: > 0 } url || url.Contains("://", StringComparison.Ordinal))
        {
            throw Malformed($"The url of the request '{id}' is not one that is relative to the version, such as /servicePrincipals.");
        }

        var headers = Headers(batch, part["headers"], id);
        var body = part["body"];

        // Graph says so of a start without a body, too: in a batch there is no way to leave the body out.
        if (method is "POST" or "PATCH" or "PUT" && (body is null || !headers.ContainsKey("Content-Type")))
        {
            throw new GraphErrorException(GraphError.BadRequest($"Write request id : {id} does not contain Content-Type header or body."));
        }

        var version = batch.Target.Segments[0];
        return new(id, Request(), DependsOn(part["dependsOn"], id));

        GraphRequest Request() => new()
        {
            Method = method!,
            Target = RequestTarget.Parse($"/{version}/{url.TrimStart('/')}"),
            Host = batch.Host,
            Headers = headers,
            Body = body is null ? default : Bytes(body, headers.GetValueOrDefault("Content-Type"), id),
            RequestId = Guid.NewGuid().ToString(),
            ClientRequestId = headers.GetValueOrDefault("client-request-id", batch.ClientRequestId),
        };
    }

    // A batch has one token, whatever its parts say.
    private static Dictionary<string, string> Headers(GraphRequest batch, JsonNode? node, string id)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (node is not (null or JsonObject))
        {
            throw Malformed($"The headers of the request '{id}' have to be an object.");
        }

        foreach (var (name, value) in node as JsonObject ?? [])
        {
            headers[name] = Text(value) ?? throw Malformed($"The header '{name}' of the request '{id}' has to be a text.");
        }

        headers["Authorization"] = batch.Headers["Authorization"];
        return headers;
    }

    private static byte[] Bytes(JsonNode body, string? contentType, string id)
    {
        var isJson = contentType?.StartsWith(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase) == true;
        if (isJson || Text(body) is not { } text)
        {
            return Encoding.UTF8.GetBytes(body.ToJsonString(GraphJson.Options));
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? bytes[..length]
            : throw Malformed($"The body of the request '{id}' is neither JSON nor base64.");
    }

    private static string[] DependsOn(JsonNode? node, string id) => node switch
    {
        null => [],
        JsonArray list => [.. list.Select(other => Text(other) ?? throw Malformed($"The 'dependsOn' of the request '{id}' has to be a list of ids."))],
        _ => throw Malformed($"The 'dependsOn' of the request '{id}' has to be a list of ids."),
    };

    private static List<BatchPart> InOrder(BatchPart[] parts)
    {
        var ids = parts.Select(part => part.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.DependsOn.FirstOrDefault(id => !ids.Contains(id)) is { } unknown)
            {
                throw Malformed($"The request '{part.Id}' depends on '{unknown}', which is not in the batch.");
            }
        }

        var ordered = new List<BatchPart>();
        var waiting = parts.ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(part => part.DependsOn.All(id => ordered.Exists(other => other.Id == id)))
                ?? throw Malformed($"The request '{waiting[0].Id}' depends on itself.");
            ordered.Add(next);
            waiting.Remove(next);
        }

        return ordered;
    }

    private static void Write(Utf8JsonWriter writer, AnsweredPart answered)
    {
        var reply = answered.Answer.Reply!;
        writer.WriteStartObject();
        writer.WriteString("id", answered.Part.Id);
        writer.WriteNumber("status", reply.Status);
        writer.WriteStartObject("headers");
        foreach (var (name, value) in reply.Headers)
        {
            writer.WriteString(name, value);
        }

        if (reply.ContentType is not null)
        {
            writer.WriteString("Content-Type", reply.ContentType);
        }

        writer.WriteEndObject();
        if (!reply.Content.IsEmpty)
        {
            writer.WritePropertyName("body");
            if (IsJsonValue(answered))
            {
                writer.WriteRawValue(reply.Content.Span, skipInputValidation: true);
            }
            else
            {
                writer.WriteBase64StringValue(reply.Content.Span);
            }
        }

        writer.WriteEndObject();
    }

    // Anything that is not JSON goes in base64; a number is the same in both.
    private static bool IsJsonValue(AnsweredPart answered) =>
        (answered.Answer.Reply!.IsJson && answered.Answer.Fault?.Kind != FaultKind.BadJson)
        || !answered.Answer.Reply.Content.Span.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static GraphErrorException Malformed(string message) => new(GraphError.BadRequest($"Invalid batch payload format. {message}"));
}
