using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator.Faults;
using Microsoft.AspNetCore.Http;

namespace Graph.SyncJob.Emulator.Admin;

/// <summary>Faults on demand, seen and changed from outside: /emulator/faults.</summary>
internal sealed class FaultAdminApi(FaultSet faults)
{
    public static IReadOnlyList<(string Method, string Path, string Does)> Operations { get; } =
    [
        ("GET", "/faults", "The faults in force, and what each has done."),
        ("POST", "/faults", "Puts a fault in force, or a list of them."),
        ("DELETE", "/faults", "Takes all faults back."),
        ("DELETE", "/faults/{id}", "Takes one fault back."),
    ];

    public async Task HandleAsync(HttpContext context)
    {
        var (status, body) = await AnswerAsync(context).ConfigureAwait(false);
        await AdminApi.WriteAsync(context, status, body).ConfigureAwait(false);
    }

    private async Task<(int Status, JsonObject? Body)> AnswerAsync(HttpContext context)
    {
        var path = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (context.Request.Method, path)
        {
            case ("GET", []):
                return (200, Describe(faults.List()));
            case ("POST", []):
                try
                {
                    using var body = new MemoryStream();
                    await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
                    var ids = faults.Add(FaultJson.Read(body.ToArray())).Select(rule => rule.Id).ToHashSet();
                    return (201, Describe(faults.List().Where(report => ids.Contains(report.Rule.Id))));
                }
                catch (ArgumentException wrong)
                {
                    return (400, Error(wrong.Message));
                }

            case ("DELETE", []):
                faults.Clear();
                return (204, null);
            case ("DELETE", [var id]):
                return faults.Remove(id) ? (204, null) : (404, Error($"There is no fault '{id}'."));
            case (_, []):
                context.Response.Headers.Allow = "GET, POST, DELETE";
                return (405, Error("/emulator/faults takes GET, POST, DELETE."));
            case (_, [_]):
                context.Response.Headers.Allow = "DELETE";
                return (405, Error("/emulator/faults/{id} takes DELETE."));
            default:
                return (404, Error($"There is no /emulator/faults/{string.Join('/', path)}; GET /emulator says what there is."));
        }
    }

    private static JsonObject Describe(IEnumerable<FaultReport> reports) => new()
    {
        ["faults"] = new JsonArray([.. reports.Select(FaultJson.Describe)]),
    };

    private static JsonObject Error(string message) => new() { ["error"] = message };
}
