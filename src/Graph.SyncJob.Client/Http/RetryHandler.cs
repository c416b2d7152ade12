using System;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;

namespace Graph.SyncJob.Client.Http;

/// <summary>
/// The one place that decides whether a request goes out again unseen: when it was certainly not carried out, or when carrying it out twice
/// does no harm; after the time that the service asks for, and within the call's bounds. Whether a start that may have been carried out is
/// sent again is not decided here, but by looking at the job.
/// </summary>
internal sealed class RetryHandler(TimeProvider clock) : DelegatingHandler
{
    private static readonly TimeSpan FirstDelayOfService = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstDelayOfNetwork = TimeSpan.FromSeconds(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = CallContext.Of(request);
        for (var retry = 1; ; retry++)
        {
            HttpResponseMessage? response = null;
            Exception? failure = null;
            try
            {
                response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (Failures.Translate(exception, cancellationToken) is { } translated)
            {
                failure = translated;
            }

            if (Reason(response, failure, context.IsRepeatable) is not { } reason || !context.Budget.TryTake(Delay(response, retry, out var delay)))
            {
                return response ?? throw failure!;
            }

            context.IsInDoubt |= request.Method != HttpMethod.Get && MayBeDone(response, failure);
            context.Observer?.Verbose(string.Format(
                CultureInfo.InvariantCulture,
                "{0}; trying again in {1:0.#} s, retry {2} of {3}.",
                reason,
                delay.TotalSeconds,
                context.Budget.Taken,
                context.Budget.Most));
            response?.Dispose();
            await clock.WaitAsync(delay, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Why the request may go out again, in words; null when it may not.</summary>
    private static string? Reason(HttpResponseMessage? response, Exception? failure, bool isRepeatable) => (response, failure) switch
    {
        ({ StatusCode: (HttpStatusCode)429 or HttpStatusCode.ServiceUnavailable }, _) => Answered(response),
        ({ StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout }, _) when isRepeatable => Answered(response),
        (_, GraphRequestException { Code: ErrorCodes.ConnectionFailed }) => failure.Message.TrimEnd('.'),
        (_, GraphRequestException { Code: ErrorCodes.OutcomeUnknown }) when isRepeatable => failure.Message.TrimEnd('.'),
        _ => null,
    };

    private static bool MayBeDone(HttpResponseMessage? response, Exception? failure) => (response, failure) is
        ({ StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout }, _)
        or (_, GraphRequestException { Code: ErrorCodes.OutcomeUnknown });

    private static string Answered(HttpResponseMessage response) =>
        string.Format(CultureInfo.InvariantCulture, "Graph answered {0} ({1})", (int)response.StatusCode, response.ReasonPhrase);

    private TimeSpan Delay(HttpResponseMessage? response, int retry, out TimeSpan delay) => delay = response is null
        ? Backoff.Before(FirstDelayOfNetwork, retry)
        : RetryAfter.Of(response, clock.GetUtcNow()) ?? Backoff.Before(FirstDelayOfService, retry);
}
