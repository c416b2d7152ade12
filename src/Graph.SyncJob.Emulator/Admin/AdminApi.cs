using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator.Api;
using Graph.SyncJob.Emulator.Hosting;
using Graph.SyncJob.Emulator.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Graph.SyncJob.Emulator.Admin;

/// <summary>What Graph does not have: looking at the emulator from outside, and putting it back. Under /emulator, without a token.</summary>
internal sealed class AdminApi
{
    private static readonly JsonSerializerOptions ForReading = new(GraphJson.Options) { WriteIndented = true };

    private readonly TenantStore _tenants;
    private readonly RequestLog _log;
    private readonly TimeProvider _clock;
    private readonly JobAdmin _jobs;
    private readonly AdminOperation[] _operations;

    public AdminApi(TenantStore tenants, RequestLog log, TimeProvider clock, JobAdmin jobs)
    {
        _jobs = jobs;
        _tenants = tenants;
        _log = log;
        _clock = clock;
        _operations =
        [
            new("GET", "", "What is here.", About),
            new("GET", "/state", "The tenant: applications, their jobs, how often each was started.", () => _tenants.Use(State)),
            new("POST", "/reset", "Puts the tenant back to its seed. The requests stay.", () => Done(_tenants.Reset)),
            new("GET", "/requests", $"The last {log.Capacity} requests to Graph, oldest first.", Requests),
            new("DELETE", "/requests", "Forgets the requests.", () => Done(_log.Clear)),
        ];
    }

    public Task HandleAsync(HttpContext context)
    {
        // Ids of jobs may hold anything: they are taken from the target as it was sent.
        if (RequestTarget.Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget).Segments is [_, "jobs", _, ..] segments)
        {
            return ChangeJobAsync(context, segments[2..]);
        }

        var path = context.Request.Path.Value?.TrimEnd('/') ?? "";
        var here = _operations.Where(operation => operation.Path.Equals(path, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (here.Length == 0)
        {
            return WriteAsync(context, 404, new JsonObject { ["error"] = $"There is no /emulator{path}; GET /emulator says what there is." });
        }

        if (Array.Find(here, operation => operation.Method == context.Request.Method) is not { } operation)
        {
            var allowed = string.Join(", ", here.Select(other => other.Method));
            context.Response.Headers.Allow = allowed;
            return WriteAsync(context, 405, new JsonObject { ["error"] = $"/emulator{path} takes {allowed}." });
        }

        var body = operation.Run();
        return WriteAsync(context, body is null ? 204 : 200, body);
    }

    /// <summary>Answers, in a form that is good to read.</summary>
    public static Task WriteAsync(HttpContext context, int status, JsonObject? body)
    {
        context.Response.StatusCode = status;
        if (body is null)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(ForReading), context.RequestAborted);
    }

    private async Task ChangeJobAsync(HttpContext context, string[] path)
    {
        var (status, error) = await _jobs.RunAsync(context.Request, path).ConfigureAwait(false);
        await WriteAsync(context, status, error is null ? null : new JsonObject { ["error"] = error }).ConfigureAwait(false);
    }

    private static JsonObject? Done(Action action)
    {
        action();
        return null;
    }

    private JsonObject About() => new()
    {
        ["name"] = "Graph.SyncJob.Emulator",
        ["version"] = typeof(AdminApi).Assembly.GetName().Version?.ToString(3),
        ["graph"] = new JsonArray("/v1.0", "/beta"),
        ["entra"] = "/emulator/entra",
        ["admin"] = new JsonArray([.. _operations
            .Select(operation => (operation.Method, operation.Path, operation.Does))
            .Concat(JobAdmin.Operations)
            .Concat(FaultAdminApi.Operations)
            .Select(operation => new JsonObject
            {
                ["method"] = operation.Method,
                ["path"] = $"/emulator{operation.Path}",
                ["does"] = operation.Does,
            })]),
    };

    private JsonObject State(Tenant tenant) => new()
    {
        ["time"] = GraphJson.Time(_clock.GetUtcNow()),
        ["tenantId"] = tenant.Id,
        ["templates"] = Node(tenant.Templates),
        ["applications"] = new JsonArray([.. tenant.Applications.Select(application => new JsonObject
        {
            ["displayName"] = application.DisplayName,
            ["appId"] = application.AppId,
            ["applicationId"] = application.ApplicationId,
            ["servicePrincipalId"] = application.ServicePrincipalId,
            ["secrets"] = Node(application.Secrets.Keys),
            ["jobs"] = new JsonArray([.. application.Jobs.Select(State)]),
        })]),
    };

    // The counts come first: they are what a test looks for, and what Graph itself does not tell.
    private static JsonObject State(SynchronizationJob job)
    {
        var state = new JsonObject { ["starts"] = job.Starts, ["startsWhileRunning"] = job.StartsWhileRunning };
        foreach (var (name, value) in Node(job.Document)!.AsObject().ToArray())
        {
            state[name] = value?.DeepClone();
        }

        return state;
    }

    private JsonObject Requests()
    {
        var (requests, dropped) = _log.Read();
        return new() { ["dropped"] = dropped, ["requests"] = Node<IReadOnlyList<ReceivedRequest>>(requests) };
    }

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, GraphJson.Options);

    private sealed record AdminOperation(string Method, string Path, string Does, Func<JsonObject?> Run);
}
