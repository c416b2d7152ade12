using System;
using System.Threading;

namespace Graph.SyncJob.Client;

/// <summary>Time limits by a clock that a test may hold in its hands.</summary>
internal static class Timers
{
    public static CancellationTokenSource CancelAfter(TimeProvider clock, TimeSpan time) =>
#if NET
        new(time, clock);
#else
        System.Threading.Tasks.TimeProviderTaskExtensions.CreateCancellationTokenSource(clock, time);
#endif
}
