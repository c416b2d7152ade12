using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>Saving secrets and trying credentials. Values come in and never go out again, not even in an error.</summary>
internal static class SecretOperations
{
    public static GraphReply GetContainer(GraphCall call)
    {
        var owner = call.Owner();
        _ = new ODataQuery(call.Request);
        return GraphReply.Ok(new JsonObject
        {
            ["@odata.context"] = call.Context("/$entity"),
            ["id"] = call.Route.Kind.IdOf(owner),
            ["secrets"] = new JsonArray(),
        });
    }

    public static GraphReply PutContainer(GraphCall call)
    {
        var owner = call.Owner();
        owner.Secrets = Read(JsonBody.Read(call.Request, "id", "secrets"), "secrets");
        return GraphReply.NoContent();
    }

    public static GraphReply Put(GraphCall call)
    {
        var owner = call.Owner();
        owner.Secrets = Read(JsonBody.Read(call.Request, "value"), "value");
        return GraphReply.NoContent();
    }

    public static GraphReply Count(GraphCall call)
    {
        var owner = call.Owner();
        _ = new ODataQuery(call.Request);
        return GraphReply.Count(owner.Secrets.Count);
    }

    public static GraphReply AcquireAccessToken(GraphCall call)
    {
        _ = call.Owner();
        return Judge(Read(JsonBody.Read(call.Request, "credentials"), "credentials"));
    }

    public static GraphReply ValidateCredentials(GraphCall call)
    {
        _ = call.Job();
        return ValidateAnyCredentials(call);
    }

    public static GraphReply ValidateAnyCredentials(GraphCall call)
    {
        var owner = call.Owner();
        var body = JsonBody.Read(call.Request, "applicationIdentifier", "templateId", "useSavedCredentials", "credentials");
        if (JsonBody.Optional<string>(body, "templateId") is { } templateId && !call.Tenant.Templates.Contains(templateId))
        {
            throw new GraphErrorException(GraphError.BadRequest($"The template '{templateId}' does not exist."));
        }

        _ = JsonBody.Optional<string>(body, "applicationIdentifier");
        return Judge(JsonBody.Optional<bool?>(body, "useSavedCredentials") == true ? owner.Secrets : Read(body, "credentials"));
    }

    private static GraphReply Judge(Credentials credentials) =>
        credentials.AreGood ? GraphReply.NoContent() : throw new GraphErrorException(GraphError.InvalidCredentials());

    private static Credentials Read(JsonObject body, string property)
    {
        if (body[property] is not JsonArray pairs)
        {
            throw new GraphErrorException(GraphError.BadRequest($"A value for '{property}' is required, and must be a list of keys and values."));
        }

        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, item) in pairs.Index())
        {
            var path = $"{property}[{index}]";
            var pair = JsonBody.Check(JsonBody.Object(item, path), "key", "value");
            var name = JsonBody.Optional<string>(pair, "key");
            var key = name is null ? null : SecretKeys.Find(name);
            if (key is null)
            {
                // What was sent is not repeated: it may be a value in the wrong place.
                throw new GraphErrorException(GraphError.BadRequest(
                    $"The 'key' of '{path}' is not a member of the type 'microsoft.graph.synchronizationSecret'."));
            }

            if (!secrets.TryAdd(key, JsonBody.Optional<string>(pair, "value") ?? ""))
            {
                throw new GraphErrorException(GraphError.BadRequest($"The key '{key}' is in '{property}' more than once."));
            }
        }

        return new Credentials(secrets);
    }
}
