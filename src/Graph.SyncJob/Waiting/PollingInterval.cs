using System;

namespace Graph.SyncJob.Waiting;

/// <summary>How long to wait between two looks at a job: longer each time, up to a minute, and never in step with others.</summary>
internal sealed class PollingInterval(Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private double _seconds = First.TotalSeconds;

    /// <summary>The next wait: half as long again as the one before, give or take a fifth.</summary>
    public TimeSpan Next()
    {
        var wait = TimeSpan.FromSeconds(_seconds * (0.8 + (0.4 * random())));
        _seconds = Math.Min(_seconds * 1.5, Longest.TotalSeconds);
        return wait;
    }
}
