using System;
using System.Linq;
using System.Text.Json;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>The schema of a job or of a template.</summary>
internal static class SchemaOperations
{
    private static readonly string[] Properties = ["id", "version", "synchronizationRules", "directories"];

    public static GraphReply Get(GraphCall call)
    {
        var query = new ODataQuery(call.Request, "select");
        query.SelectOnly("microsoft.graph.synchronizationSchema", Properties);
        var body = query.Select(JsonSerializer.SerializeToNode(call.SchemaOwner().Schema, GraphJson.Options)!.AsObject());
        body.Insert(0, "@odata.context", call.Context($"{OwnerPath(call)}/schema/$entity"));
        return GraphReply.Ok(body);
    }

    /// <summary>PUT: what is not sent is not there any more.</summary>
    public static GraphReply Replace(GraphCall call) => Change(call, new SchemaDocument());

    /// <summary>PATCH: what is not sent stays.</summary>
    public static GraphReply Update(GraphCall call) => Change(call, call.SchemaOwner().Schema);

    public static GraphReply Reset(GraphCall call)
    {
        call.SchemaOwner().ResetSchema();
        return GraphReply.NoContent();
    }

    /// <summary>Puts a schema in the place of the one there is, unless it contradicts itself.</summary>
    public static void Save(GraphCall call, SchemaDocument schema)
    {
        if (SchemaCheck.FindFault(schema) is { } fault)
        {
            throw new GraphErrorException(GraphError.BadRequest(fault));
        }

        var owner = call.SchemaOwner();
        owner.Schema = schema with { Id = owner.Schema.Id, Version = Guid.NewGuid().ToString() };
    }

    /// <summary>Where the schema is, below the owner's synchronization.</summary>
    public static string OwnerPath(GraphCall call) => call.Route.JobId is { } jobId
        ? $"/jobs('{Uri.EscapeDataString(jobId)}')"
        : $"/templates('{Uri.EscapeDataString(call.Route.TemplateId!)}')";

    private static GraphReply Change(GraphCall call, SchemaDocument before)
    {
        _ = call.SchemaOwner();
        var sent = JsonBody.As<SchemaDocument>(JsonBody.Read(call.Request, Properties), "schema");
        var body = JsonBody.Read(call.Request, Properties);
        Save(call, before with
        {
            SynchronizationRules = body["synchronizationRules"] is null ? before.SynchronizationRules : sent.SynchronizationRules,
            Directories = body["directories"] is null
                ? before.Directories
                : [.. sent.Directories.Select(directory => DirectoryOperations.WithId(directory))],
        });
        return GraphReply.NoContent();
    }
}
