using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>What is answered, by Graph or by what stands in front of it, ready to be written.</summary>
internal sealed class GraphReply
{
    private const string Json = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    public GraphReply(int status, string? contentType, ReadOnlyMemory<byte> content)
    {
        Status = status;
        ContentType = contentType;
        Content = content;
    }

    private GraphReply(int status, string? contentType, string content)
        : this(status, contentType, Encoding.UTF8.GetBytes(content))
    {
    }

    public int Status { get; }

    public string? ContentType { get; }

    public ReadOnlyMemory<byte> Content { get; }

    public Dictionary<string, string> Headers { get; private init; } = [];

    /// <summary>The id of the fault that had Graph read old data.</summary>
    public string? StaleBy { get; set; }

    public bool IsSuccess => Status < 400;

    public bool IsJson => ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;

    public static GraphReply NoContent() => new(204, contentType: null, content: "");

    public static GraphReply Ok(JsonObject body) =>
        new(200, Json, body.ToJsonString(GraphJson.Options)) { Headers = { ["OData-Version"] = "4.0" } };

    public static GraphReply Count(int count) => new(200, "text/plain", $"{count}") { Headers = { ["OData-Version"] = "4.0" } };

    public static GraphReply Created(JsonObject body, string location) =>
        new(201, Json, body.ToJsonString(GraphJson.Options)) { Headers = { ["OData-Version"] = "4.0", ["Location"] = location } };

    /// <summary>The same answer with another status or body.</summary>
    public GraphReply With(int status, string? contentType, ReadOnlyMemory<byte> content) =>
        new(status, contentType, content) { Headers = Headers, StaleBy = StaleBy };

    public static GraphReply Error(GraphError error, GraphRequest request, DateTimeOffset now)
    {
        var body = new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = error.Code,
                ["message"] = error.Message,
                ["innerError"] = new JsonObject
                {
                    ["date"] = $"{now.UtcDateTime:yyyy-MM-ddTHH:mm:ss}",
                    ["request-id"] = request.RequestId,
                    ["client-request-id"] = request.ClientRequestId,
                },
            },
        };
        var reply = new GraphReply(error.Status, "application/json", body.ToJsonString(GraphJson.Options));
        if (error.Header is { } header)
        {
            reply.Headers[header.Name] = header.Value;
        }

        return reply;
    }
}
