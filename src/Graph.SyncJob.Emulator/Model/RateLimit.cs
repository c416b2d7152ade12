using System;
using System.Collections.Generic;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>So many requests in so long a time.</summary>
internal sealed class RateLimit(int requests, TimeSpan period)
{
    private readonly Queue<DateTimeOffset> _admitted = new();

    /// <summary>Lets a request through, or says how long to wait; one that is not let through does not count.</summary>
    public bool TryAdmit(DateTimeOffset now, out TimeSpan wait)
    {
        while (_admitted.TryPeek(out var oldest) && oldest + period <= now)
        {
            _admitted.Dequeue();
        }

        wait = _admitted.Count < requests ? TimeSpan.Zero : _admitted.Peek() + period - now;
        if (wait > TimeSpan.Zero)
        {
            return false;
        }

        _admitted.Enqueue(now);
        return true;
    }
}
