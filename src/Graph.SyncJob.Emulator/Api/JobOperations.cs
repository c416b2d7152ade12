using System;
using System.Collections.Generic;
using System.Linq;
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
        var query = new ODataQuery(call.Request, "top", "skiptoken", "select", "filter", "count");
        query.SelectOnly("microsoft.graph.synchronizationJob", Properties);
        return GraphReply.Ok(query.Page(call.Context("/jobs"), Matching(call, query), job => job.Sequence, Describe));
    }

    public static GraphReply Count(GraphCall call)
    {
        var query = new ODataQuery(call.Request, "filter");
        return GraphReply.Count(Matching(call, query).Count());
    }

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

    public static GraphReply Update(GraphCall call)
    {
        var job = call.Job();
        var body = JsonBody.Read(call.Request, Properties);
        CheckUnchanged(body, "id", job.Document.Id);
        CheckUnchanged(body, "templateId", job.Document.TemplateId);
        var schedule = job.Document.Schedule;
        if (body.TryGetPropertyValue("schedule", out var changed))
        {
            schedule = Merge(schedule, changed);
        }

        var settings = body.TryGetPropertyValue("synchronizationJobSettings", out var replaced)
            ? JsonBody.As<JobSetting[]>(replaced, "synchronizationJobSettings")
            : job.Document.SynchronizationJobSettings;
        if (Array.Exists(settings, setting => setting.Name.Length == 0))
        {
            throw new GraphErrorException(GraphError.BadRequest("A setting in 'synchronizationJobSettings' has no name."));
        }

        job.Update(schedule, settings);
        return GraphReply.NoContent();
    }

    public static GraphReply Delete(GraphCall call)
    {
        call.Tenant.RemoveJob(call.Owner(), call.Job());
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

    private static IEnumerable<SynchronizationJob> Matching(GraphCall call, ODataQuery query)
    {
        var jobs = call.Owner().Jobs;
        return query.Filter is { } filter ? jobs.Where(JobFilter.Parse(filter)) : jobs;
    }

    // Of the schedule a client may send only what is to change.
    private static JobSchedule Merge(JobSchedule schedule, JsonNode? changed)
    {
        var merged = JsonSerializer.SerializeToNode(schedule, GraphJson.Options)!.AsObject();
        foreach (var (name, value) in JsonBody.Object(changed, "schedule"))
        {
            merged[name] = value?.DeepClone();
        }

        var result = JsonBody.As<JobSchedule>(merged, "schedule");
        return JobIntervals.IsValid(result.Interval)
            ? result
            : throw new GraphErrorException(GraphError.BadRequest($"The value '{result.Interval}' of 'schedule.interval' is not a duration."));
    }

    private static void CheckUnchanged(JsonObject body, string property, string value)
    {
        if (body.TryGetPropertyValue(property, out var sent) && !JsonNode.DeepEquals(sent, JsonValue.Create(value)))
        {
            throw new GraphErrorException(GraphError.BadRequest($"The property '{property}' is read-only."));
        }
    }

    private static JsonObject Describe(SynchronizationJob job) =>
        JsonSerializer.SerializeToNode(job.Document, GraphJson.Options)!.AsObject();

    private static JsonObject AsEntity(GraphCall call, JsonObject job)
    {
        job.Insert(0, "@odata.context", call.Context("/jobs/$entity"));
        return job;
    }
}
