using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>The directories of a schema, one by one.</summary>
internal static class DirectoryOperations
{
    private const string TypeName = "microsoft.graph.directoryDefinition";

    // What a discovery finds that was not known before.
    private const string Discovered = "CustomExtendedAttribute";

    private static readonly string[] Properties = ["id", "name", "discoverabilities", "discoveryDateTime", "readOnly", "version", "objects"];

    public static GraphReply List(GraphCall call)
    {
        var query = new ODataQuery(call.Request, "top", "skiptoken", "select", "count");
        query.SelectOnly(TypeName, Properties);
        return GraphReply.Ok(query.Page(
            Context(call), call.SchemaOwner().Schema.Directories.Index(), entry => entry.Index + 1, entry => Describe(entry.Item)));
    }

    public static GraphReply Count(GraphCall call)
    {
        _ = new ODataQuery(call.Request);
        return GraphReply.Count(call.SchemaOwner().Schema.Directories.Length);
    }

    public static GraphReply Get(GraphCall call)
    {
        var query = new ODataQuery(call.Request, "select");
        query.SelectOnly(TypeName, Properties);
        return GraphReply.Ok(AsEntity(call, query.Select(Describe(Find(call)))));
    }

    public static GraphReply Create(GraphCall call)
    {
        var schema = call.SchemaOwner().Schema;
        var directory = WithId(JsonBody.As<DirectoryDefinition>(JsonBody.Read(call.Request, Properties), "directoryDefinition"));
        SchemaOperations.Save(call, schema with { Directories = [.. schema.Directories, directory] });
        var directories = $"{call.Request.Host}{call.Request.Target.Path.TrimEnd('/')}";
        return GraphReply.Created(AsEntity(call, Describe(directory)), $"{directories}/{Uri.EscapeDataString(directory.Id)}");
    }

    public static GraphReply Update(GraphCall call)
    {
        var before = Find(call);
        var body = JsonBody.Read(call.Request, Properties);
        var merged = Describe(before);
        foreach (var (name, value) in body)
        {
            merged[name] = value?.DeepClone();
        }

        var after = JsonBody.As<DirectoryDefinition>(merged, "directoryDefinition");
        if (after.Id != before.Id)
        {
            throw new GraphErrorException(GraphError.BadRequest("The property 'id' is read-only."));
        }

        Save(call, before, after);
        return GraphReply.NoContent();
    }

    public static GraphReply Delete(GraphCall call)
    {
        var directory = Find(call);
        var schema = call.SchemaOwner().Schema;
        SchemaOperations.Save(call, schema with { Directories = [.. schema.Directories.Where(other => other != directory)] });
        return GraphReply.NoContent();
    }

    public static GraphReply Discover(GraphCall call)
    {
        var before = Find(call);
        if (before.Discoverabilities == Discoverabilities.None)
        {
            throw new GraphErrorException(GraphError.BadRequest($"The directory '{before.Name}' does not support discovery."));
        }

        var after = before with
        {
            DiscoveryDateTime = call.Clock.GetUtcNow(),
            Version = Guid.NewGuid().ToString(),
            Objects = [.. before.Objects.Select(WithDiscovered)],
        };
        Save(call, before, after);
        return GraphReply.Ok(AsEntity(call, Describe(after)));
    }

    /// <summary>The directory with an id, which a client need not send.</summary>
    public static DirectoryDefinition WithId(DirectoryDefinition directory) =>
        directory.Id.Length > 0 ? directory : directory with { Id = Guid.NewGuid().ToString() };

    private static ObjectDefinition WithDiscovered(ObjectDefinition definition) =>
        Array.Exists(definition.Attributes, attribute => attribute.Name == Discovered)
            ? definition
            : definition with { Attributes = [.. definition.Attributes, new() { Name = Discovered }] };

    private static void Save(GraphCall call, DirectoryDefinition before, DirectoryDefinition after)
    {
        var schema = call.SchemaOwner().Schema;
        SchemaOperations.Save(call, schema with
        {
            Directories = [.. schema.Directories.Select(directory => directory == before ? after : directory)],
        });
    }

    private static DirectoryDefinition Find(GraphCall call) =>
        Array.Find(call.SchemaOwner().Schema.Directories, directory => directory.Id.Equals(call.Route.DirectoryId, StringComparison.Ordinal))
        ?? throw new GraphErrorException(GraphError.NotFound(call.Route.DirectoryId!));

    private static JsonObject Describe(DirectoryDefinition directory) =>
        JsonSerializer.SerializeToNode(directory, GraphJson.Options)!.AsObject();

    private static JsonObject AsEntity(GraphCall call, JsonObject directory)
    {
        directory.Insert(0, "@odata.context", $"{Context(call)}/$entity");
        return directory;
    }

    private static string Context(GraphCall call) => call.Context($"{SchemaOperations.OwnerPath(call)}/schema/directories");
}
