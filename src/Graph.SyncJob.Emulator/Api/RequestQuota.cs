using System;
using System.Threading;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>Throttling of the whole of Graph, in fixed windows; what is throttled does not count.</summary>
internal sealed class RequestQuota(RequestRate rate, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _ends;
    private int _admitted;

    /// <summary>Lets a request through, or says how long to wait.</summary>
    public bool TryAdmit(out TimeSpan wait)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (_ends <= now)
            {
                _ends = now + rate.Period;
                _admitted = 0;
            }

            wait = _ends - now;
            if (_admitted == rate.Requests)
            {
                return false;
            }

            _admitted++;
            return true;
        }
    }
}
