using System;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Client;

/// <summary>Waits and time limits by a clock that a test may hold in its hands.</summary>
internal static class Timers
{
    public static CancellationTokenSource CancelAfter(TimeProvider clock, TimeSpan time) =>
#if NET
        new(time, clock);
#else
        TimeProviderTaskExtensions.CreateCancellationTokenSource(clock, time);
#endif

    public static Task WaitAsync(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(time, clock, cancellationToken);
#else
        clock.Delay(time, cancellationToken);
#endif
}
