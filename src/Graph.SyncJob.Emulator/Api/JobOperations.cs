using System;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>Everything under <c>{owner}/synchronization/jobs</c>.</summary>
internal static class JobOperations
{
    private static readonly string[] Properties = ["id", "templateId", "schedule", "status", "synchronizationJobSettings"];

    public static GraphReply List(GraphCall call)
    {
        var query = new ODataQuery(call.Request, "top", "skiptoken", "select", "count");
        query.SelectOnly("microsoft.graph.synchronizationJob", Properties);
        return GraphReply.Ok(query.Page(Context(call), call.Owner().Jobs, job => job.Sequence, Describe));
    }

    public static GraphReply Count(GraphCall call) => GraphReply.Count(call.Owner().Jobs.Count);

    public static GraphReply Get(GraphCall call)
    {
        var query = new ODataQuery(call.Request, "select");
        query.SelectOnly("microsoft.graph.synchronizationJob", Properties);
        return GraphReply.Ok(AsEntity(call, query.Select(Describe(call.Job()))));
    }

    public static GraphReply Create(GraphCall call)
    {
        var owner = call.Owner();
        var body = JsonBody.Read(call.Request, Properties);
        if (body["templateId"] is not JsonValue value || !value.TryGetValue(out string? templateId))
        {
            throw new GraphErrorException(GraphError.BadRequest("A value for 'templateId' is required, and must be a string."));
        }

        if (!call.Tenant.Templates.Contains(templateId))
        {
            throw new GraphErrorException(GraphError.BadRequest($"The template '{templateId}' does not exist."));
        }

        var job = call.Tenant.CreateJob(owner, templateId);
        var jobs = $"{call.Request.Host}{call.Request.Target.Path.TrimEnd('/')}";
        return GraphReply.Created(AsEntity(call, Describe(job)), $"{jobs}/{Uri.EscapeDataString(job.Document.Id)}");
    }

    public static GraphReply Delete(GraphCall call)
    {
        var job = call.Job();
        call.Owner().Jobs.Remove(job);
        return GraphReply.NoContent();
    }

    public static GraphReply Start(GraphCall call)
    {
        call.Job().Start();
        return GraphReply.NoContent();
    }

    public static GraphReply Pause(GraphCall call)
    {
        call.Job().Pause();
        return GraphReply.NoContent();
    }

    public static GraphReply Restart(GraphCall call)
    {
        var job = call.Job();
        job.Restart(RestartCriteria.Read(call.Request));
        return GraphReply.NoContent();
    }

    private static JsonObject Describe(SynchronizationJob job) =>
        JsonSerializer.SerializeToNode(job.Document, GraphJson.Options)!.AsObject();

    private static JsonObject AsEntity(GraphCall call, JsonObject job)
    {
        job.Insert(0, "@odata.context", $"{Context(call)}/$entity");
        return job;
    }

    private static string Context(GraphCall call) =>
        $"{call.MetadataUrl}#{call.Route.Kind.EntitySet}('{Uri.EscapeDataString(call.Route.Owner!.Value)}')/synchronization/jobs";
}
