using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator.Model;
using Microsoft.AspNetCore.Http;

namespace Graph.SyncJob.Emulator.Admin;

/// <summary>Moving jobs on from outside: /emulator/jobs/{jobId}.</summary>
internal sealed class JobAdmin(JobControl jobs)
{
    private static readonly JsonSerializerOptions Strict = new(GraphJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static IReadOnlyList<(string Method, string Path, string Does)> Operations { get; } =
    [
        ("PATCH", "/jobs/{jobId}", "Gives a job another statusCode, scheduleState, quarantineReason, completedUnits, totalUnits."),
        ("POST", "/jobs/{jobId}/complete-cycle", "Lets a running job come to the end of its cycle."),
        ("POST", "/jobs/{jobId}/quarantine", "Puts a job in quarantine."),
    ];

    /// <summary>Does what the path after <c>/emulator/jobs</c> says.</summary>
    /// <returns>The status, with a message when it is an error.</returns>
    public async Task<(int Status, string? Error)> RunAsync(HttpRequest request, string[] path)
    {
        try
        {
            switch ((request.Method, path))
            {
                case ("PATCH", [var jobId]):
                    var change = await JsonSerializer
                        .DeserializeAsync<JobChange>(request.Body, Strict, request.HttpContext.RequestAborted)
                        .ConfigureAwait(false);
                    jobs.Set(jobId, change ?? new());
                    return (204, null);
                case ("POST", [var jobId, "complete-cycle"]):
                    jobs.CompleteCycle(jobId);
                    return (204, null);
                case ("POST", [var jobId, "quarantine"]):
                    jobs.Set(jobId, new() { StatusCode = nameof(StatusCode.Quarantine) });
                    return (204, null);
                case (_, [_]):
                    return (405, "/emulator/jobs/{jobId} takes PATCH.");
                case (_, [_, "complete-cycle" or "quarantine"]):
                    return (405, $"/emulator/jobs/{{jobId}}/{path[1]} takes POST.");
                default:
                    return (404, $"There is no /emulator/jobs/{string.Join('/', path)}; GET /emulator says what there is.");
            }
        }
        catch (NoSuchJobException none)
        {
            return (404, none.Message);
        }
        catch (Exception wrong) when (wrong is ArgumentException or JsonException)
        {
            return (400, wrong.Message);
        }
        catch (InvalidOperationException notNow)
        {
            return (409, notNow.Message);
        }
    }
}
