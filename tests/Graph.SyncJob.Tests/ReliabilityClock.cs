using System.Threading;

namespace Graph.SyncJob.Tests;

/// <summary>The emulator's clock where a test says that time went by, or that it goes faster over there.</summary>
internal sealed class ReliabilityClock(int speed = 1) : TimeProvider
{
    private readonly DateTimeOffset _began = System.GetUtcNow();
    private long _skipped;

    public override DateTimeOffset GetUtcNow() => _began + ((System.GetUtcNow() - _began) * speed) + new TimeSpan(Interlocked.Read(ref _skipped));

    public void Skip(TimeSpan time) => Interlocked.Add(ref _skipped, time.Ticks);
}
