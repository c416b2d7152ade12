using System;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Client.Http;

/// <summary>
/// The one place that decides whether a request is sent again: only when the service says that it did not carry it out (429, 503),
/// after the time that it asks for, and within bounds.
/// </summary>
internal sealed class RetryHandler(TimeProvider clock) : DelegatingHandler
{
    private const int MostRetries = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var retry = 1; ; retry++)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is not (429 or 503) || retry > MostRetries)
            {
                return response;
            }

            var delay = RetryAfter.Of(response, clock.GetUtcNow()) ?? Backoff(retry);
            if (delay > LongestDelay)
            {
                return response;
            }

            CallContext.Of(request)?.Observer?.Verbose(string.Format(
                CultureInfo.InvariantCulture,
                "Graph answered {0} ({1}); trying again in {2:0.#} s, retry {3} of {4}.",
                (int)response.StatusCode,
                response.ReasonPhrase,
                delay.TotalSeconds,
                retry,
                MostRetries));
            response.Dispose();
            await Delay(delay, cancellationToken).ConfigureAwait(false);
        }
    }

    // Doubles each time; the jitter keeps many callers from coming back in step.
    private static TimeSpan Backoff(int retry)
    {
        var seconds = FirstDelay.TotalSeconds * Math.Pow(2, retry - 1);
#if NET
        var jitter = Random.Shared.NextDouble();
#else
        var jitter = new Random().NextDouble();
#endif
        return TimeSpan.FromSeconds(seconds * (0.75 + (jitter / 2)));
    }

    private Task Delay(TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, clock, cancellationToken);
#else
        clock.Delay(delay, cancellationToken);
#endif
}
