using System.Threading.Tasks;
using Graph.SyncJob.Emulator.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>The end of the pipeline: Graph answers.</summary>
internal sealed class GraphEndpoint(GraphService graph)
{
    public Task InvokeAsync(HttpContext context) =>
        WriteAsync(context.Response, graph.Handle(context.Features.GetRequiredFeature<GraphRequest>()));

    public static async Task WriteAsync(HttpResponse response, GraphReply reply)
    {
        response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        if (reply.ContentType is not null)
        {
            response.ContentType = reply.ContentType;
            response.ContentLength = reply.Content.Length;
            await response.Body.WriteAsync(reply.Content, response.HttpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
