using System;
using System.Threading;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>
/// The one way to the tenant. Everything done to it is quick and in memory, so one lock around each piece of work is all the
/// thread safety that is needed.
/// </summary>
internal sealed class TenantStore(Func<Tenant> seed)
{
    private readonly Lock _lock = new();
    private Tenant _tenant = seed();

    public T Use<T>(Func<Tenant, T> work)
    {
        lock (_lock)
        {
            return work(_tenant);
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _tenant = seed();
        }
    }
}
