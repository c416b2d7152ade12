using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Client.Http;

/// <summary>
/// Gives each try its time, for the whole answer. The limit of HttpClient would count the waits between tries, too, and cut off one that the
/// service itself asked for.
/// </summary>
internal sealed class TimeLimitHandler(TimeSpan time, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = Timers.CancelAfter(clock, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return await base.SendAsync(request, either.Token).ConfigureAwait(false);
    }
}
