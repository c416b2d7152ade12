using System.Collections.Generic;
using System.Threading;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>The last requests, oldest first. Bounded: a client in a loop must not fill the memory.</summary>
internal sealed class RequestLog(int capacity)
{
    public const int LongestBody = 4096;

    private readonly Lock _lock = new();
    private readonly Queue<ReceivedRequest> _requests = new();
    private long _dropped;

    public int Capacity => capacity;

    public void Add(ReceivedRequest request)
    {
        lock (_lock)
        {
            if (_requests.Count == capacity)
            {
                _requests.Dequeue();
                _dropped++;
            }

            _requests.Enqueue(request);
        }
    }

    public (IReadOnlyList<ReceivedRequest> Requests, long Dropped) Read()
    {
        lock (_lock)
        {
            return (_requests.ToArray(), _dropped);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
            _dropped = 0;
        }
    }
}
