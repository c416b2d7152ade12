using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Client.Authentication;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Http;

/// <summary>The last step of a request that goes out through another module's session: hands it to that session's client.</summary>
internal sealed class BorrowedSessionHandler(IBorrowedSession session) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var copy = Copy(request);
        try
        {
            var response = await session.Client()
                .SendAsync(copy, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);

            // The copy, which now holds the token, stays here.
            response.RequestMessage = request;
            return response;
        }
        catch (Exception exception) when (exception is not (HttpRequestException or OperationCanceledException or SignInException or System.IO.IOException))
        {
            throw SignInFailures.OfSession(exception);
        }
        finally
        {
            copy.Content = null;
        }
    }

    // A client sends no message that another one sent before. Our own options stay behind: they mean nothing to the steps of others.
    private HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content, Version = request.Version };
        foreach (var header in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

#if NET
        System.Collections.Generic.IDictionary<string, object?> options = copy.Options;
#else
        var options = copy.Properties;
#endif
        foreach (var option in session.SendOnceOptions)
        {
            options[option.Key] = option.Value;
        }

        return copy;
    }
}
