using System.Text.Json.Nodes;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>What a sign-in endpoint answers.</summary>
internal sealed record EntraReply(int Status, JsonObject Body)
{
    public static EntraReply Ok(JsonObject body) => new(200, body);
}
