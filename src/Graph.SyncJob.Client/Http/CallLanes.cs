using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Http;

/// <summary>
/// At most so many requests at a time, and what waits meanwhile travels together, in a batch. When the service says that it is busy, nothing
/// leaves until it is ready again, and then half as much at a time; each batch that goes well widens the lanes a little.
/// </summary>
internal sealed class CallLanes(int width, TimeProvider clock) : ICallLanes
{
    // No call may wait longer than that.
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(RetryLimits.LongestTime);

    private readonly object _lock = new();
    private readonly Queue<Part> _new = new();
    private readonly Queue<Part> _repeated = new();
    private double _width = width;
    private int _underWay;
    private int _holds;
    private DateTimeOffset _heldUntil;
    private bool _isClosed;

    public delegate Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Sends a request when there is room for it.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Send send, CancellationToken cancellationToken)
    {
        var part = new Part(request, send, cancellationToken);
        using var cancellation = cancellationToken.Register(static part => ((Part)part!).Cancel(), part);
        lock (_lock)
        {
            if (_isClosed)
            {
                part.Fail(Stopped());
            }

            GiveUpWhatWillNotWait([part]);

            // What waited once goes first: it has the fewest tries left.
            (CallContext.Of(request).Budget.Taken > 0 ? _repeated : _new).Enqueue(part);
            Fill();
        }

        return await part.Answer.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var part in _new.Concat(_repeated))
            {
                part.Fail(Stopped());
            }

            _new.Clear();
            _repeated.Clear();
        }
    }

    private static GraphRequestException Stopped() => new(ErrorCodes.Stopped, "The command was stopped before the request could leave.");

    private void Fill()
    {
        while (_underWay < (int)_width && _holds == 0 && Next() is { Count: > 0 } parts)
        {
            _underWay++;
            _ = Task.Run(() => SendAsync(parts));
        }
    }

    private List<Part> Next()
    {
        var parts = new List<Part>();
        while (parts.Count < Batch.MostParts && (_repeated.Count > 0 ? _repeated : _new) is { Count: > 0 } queue)
        {
            var part = queue.Peek();
            if (!part.Answer.IsCompleted)
            {
                if (parts.Count > 0 && !(part.MayTravelTogether && parts[0].MayTravelTogether))
                {
                    break;
                }

                parts.Add(part);
            }

            queue.Dequeue();
        }

        return parts;
    }

    private async Task SendAsync(List<Part> parts)
    {
        try
        {
            if (parts is [var alone])
            {
                alone.Complete(await alone.Send(alone.Request, alone.CancellationToken).ConfigureAwait(false), clock.GetUtcNow());
            }
            else
            {
                await SendTogetherAsync(parts).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            foreach (var part in parts)
            {
                part.Fail(exception);
            }
        }
        finally
        {
            lock (_lock)
            {
                _underWay--;
                Adapt(parts);
                Fill();
            }
        }
    }

    private async Task SendTogetherAsync(List<Part> parts)
    {
        var first = parts[0];
        using var batch = Batch.Write([.. parts.Select(part => part.Request)]);
        using var answer = await first.Send(batch, first.CancellationToken).ConfigureAwait(false);
        var answers = await Batch.ReadAsync(answer, parts.Count).ConfigureAwait(false);
        for (var index = 0; index < parts.Count; index++)
        {
            if (answers[index] is { } response)
            {
                response.RequestMessage = parts[index].Request;
                parts[index].Complete(response, clock.GetUtcNow());
            }
            else
            {
                parts[index].Fail(new HttpRequestException("The answer to the batch leaves this request out."));
            }
        }
    }

    // Additive increase, multiplicative decrease: half as many at a sign of trouble, one more for each round that went well.
    private void Adapt(List<Part> parts)
    {
        var wait = parts.Max(part => part.Wait);
        if (wait is null)
        {
            _width = Math.Min(width, _width + (1 / _width));
            return;
        }

        // Those that left before the first of them came back busy are no further sign.
        if (_holds == 0)
        {
            _width = Math.Max(1, _width / 2);
        }

        _holds++;
        var held = wait.Value < LongestHold ? wait.Value : LongestHold;
        var until = clock.GetUtcNow() + held;
        _heldUntil = until > _heldUntil ? until : _heldUntil;
        GiveUpWhatWillNotWait(_new.Concat(_repeated));
        _ = ReleaseAfterAsync(held);
    }

    // A call that may not wait so long for a further try need not wait so long for its first one.
    private void GiveUpWhatWillNotWait(IEnumerable<Part> parts)
    {
        if (_holds == 0 || _heldUntil - clock.GetUtcNow() is not { Ticks: > 0 } wait)
        {
            return;
        }

        foreach (var part in parts.Where(part => CallContext.Of(part.Request).Budget.LongestWait < wait))
        {
            part.Fail(Failures.TooBusy(wait));
        }
    }

    private async Task ReleaseAfterAsync(TimeSpan wait)
    {
        await clock.WaitAsync(wait, CancellationToken.None).ConfigureAwait(false);
        lock (_lock)
        {
            _holds--;
            Fill();
        }
    }

    /// <summary>One request in the lanes.</summary>
    private sealed class Part(HttpRequestMessage request, Send send, CancellationToken cancellationToken)
    {
        private readonly TaskCompletionSource<HttpResponseMessage> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HttpRequestMessage Request => request;

        public Send Send => send;

        public CancellationToken CancellationToken => cancellationToken;

        public Task<HttpResponseMessage> Answer => _answer.Task;

        /// <summary>How long the service asked to wait; null when it did not.</summary>
        public TimeSpan? Wait { get; private set; }

        public bool MayTravelTogether { get; } = Batch.Takes(request);

        public void Complete(HttpResponseMessage response, DateTimeOffset now)
        {
            if ((int)response.StatusCode == 429)
            {
                Wait = RetryAfter.Of(response, now) ?? TimeSpan.Zero;
            }

            if (!_answer.TrySetResult(response))
            {
                response.Dispose();
            }
        }

        public void Fail(Exception exception) => _answer.TrySetException(exception);

        public void Cancel() => _answer.TrySetCanceled();
    }
}
