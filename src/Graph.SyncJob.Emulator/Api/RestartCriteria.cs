using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>The body of restart.</summary>
internal static class RestartCriteria
{
    /// <summary>What to reset; without a body, criteria or scope that is the documented default.</summary>
    public static RestartScope Read(GraphRequest request)
    {
        if (request.Body.IsEmpty)
        {
            return SynchronizationJob.DefaultRestartScope;
        }

        return JsonBody.Read(request, "criteria")["criteria"] switch
        {
            null => SynchronizationJob.DefaultRestartScope,
            JsonObject criteria => JsonBody.Check(criteria, "resetScope")["resetScope"] switch
            {
                null => SynchronizationJob.DefaultRestartScope,
                JsonValue value when value.TryGetValue(out string? text) && FlagNames.TryParse(text, out RestartScope scope) => scope,
                var other => throw new GraphErrorException(GraphError.BadRequest(
                    $"Cannot convert {other.ToJsonString(GraphJson.Options)} to the type 'microsoft.graph.synchronizationJobRestartScope'.")),
            },
            _ => throw new GraphErrorException(GraphError.BadRequest("The value of 'criteria' must be an object.")),
        };
    }
}
