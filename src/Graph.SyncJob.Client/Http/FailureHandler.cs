using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Client.Http;

/// <summary>Lets through only the answers that the call may succeed with. The SDK above would take a redirect, or any 2xx, for success.</summary>
internal sealed class FailureHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (IsSuccess(response, CallContext.Of(request).Answer))
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
