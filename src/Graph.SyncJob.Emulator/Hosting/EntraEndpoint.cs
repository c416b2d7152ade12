using System.Threading.Tasks;
using Graph.SyncJob.Emulator.Api;
using Graph.SyncJob.Emulator.Entra;
using Graph.SyncJob.Emulator.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>Answers what is for Entra, and passes on what is for Graph.</summary>
internal sealed class EntraEndpoint(EntraService entra)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Features.GetRequiredFeature<GraphRequest>();
        return entra.Handle(request) is { } reply ? WriteAsync(context.Response, request, reply) : next(context);
    }

    private static Task WriteAsync(HttpResponse response, GraphRequest request, EntraReply reply)
    {
        response.StatusCode = reply.Status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store, no-cache";
        response.Headers.Pragma = "no-cache";
        response.Headers["x-ms-request-id"] = request.RequestId;
        return response.WriteAsync(reply.Body.ToJsonString(GraphJson.Options), response.HttpContext.RequestAborted);
    }
}
