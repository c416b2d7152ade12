using System.Text;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Api;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>What a sign-in endpoint answers.</summary>
internal sealed record EntraReply(int Status, JsonObject Body)
{
    public static EntraReply Ok(JsonObject body) => new(200, body);

    public GraphReply AsReply(GraphRequest request) =>
        new(Status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(Body.ToJsonString(GraphJson.Options)))
        {
            Headers =
            {
                ["Cache-Control"] = "no-store, no-cache",
                ["Pragma"] = "no-cache",
                ["x-ms-request-id"] = request.RequestId,
            },
        };
}
