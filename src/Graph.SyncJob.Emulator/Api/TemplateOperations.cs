using System.Text.Json;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>Reading the templates that fit an application.</summary>
internal static class TemplateOperations
{
    private static readonly string[] Properties = ["id", "applicationId", "default", "description", "discoverable", "factoryTag", "metadata"];

    public static GraphReply List(GraphCall call)
    {
        var query = new ODataQuery(call.Request, "top", "skiptoken", "select", "count");
        query.SelectOnly("microsoft.graph.synchronizationTemplate", Properties);
        return GraphReply.Ok(query.Page(call.Context("/templates"), call.Owner().Templates, template => template.Sequence, Describe));
    }

    public static GraphReply Count(GraphCall call)
    {
        _ = new ODataQuery(call.Request);
        return GraphReply.Count(call.Owner().Templates.Count);
    }

    public static GraphReply Get(GraphCall call)
    {
        var query = new ODataQuery(call.Request, "select");
        query.SelectOnly("microsoft.graph.synchronizationTemplate", Properties);
        var body = query.Select(Describe(call.Template()));
        body.Insert(0, "@odata.context", call.Context("/templates/$entity"));
        return GraphReply.Ok(body);
    }

    private static JsonObject Describe(SynchronizationTemplate template) =>
        JsonSerializer.SerializeToNode(template.Document, GraphJson.Options)!.AsObject();
}
