using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Client.Http;

/// <summary>Lets through only the answers that the call may succeed with: no redirect, and not any 2xx.</summary>
internal sealed class FailureHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var context = CallContext.Of(request);
        if (context.WantsResponseHeaders)
        {
            context.ResponseHeaders = response.Headers.Concat(response.Content is { } content ? content.Headers : [])
                .ToDictionary(header => header.Key, header => header.Value.ToArray(), StringComparer.OrdinalIgnoreCase);
        }

        if (IsSuccess(response, context.Answer))
        {
            return response;
        }

        using (response)
        {
            throw await Failures.ReadAsync(request, response).ConfigureAwait(false);
        }
    }

    private static bool IsSuccess(HttpResponseMessage response, Answer expected) => expected switch
    {
        Answer.NoContent => response.StatusCode == HttpStatusCode.NoContent,
        Answer.Text => response.IsSuccessStatusCode && response.Content?.Headers.ContentType?.MediaType == "text/plain",
        _ => response.IsSuccessStatusCode && response.Content?.Headers.ContentType?.MediaType == "application/json",
    };
}
