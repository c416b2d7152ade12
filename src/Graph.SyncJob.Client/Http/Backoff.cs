using System;

namespace Graph.SyncJob.Client.Http;

/// <summary>How long to wait where nobody says: longer each time, and never in step with other callers.</summary>
internal static class Backoff
{
    /// <param name="first">The first wait; it doubles each time.</param>
    /// <param name="retry">Which wait this is, from 1.</param>
    public static TimeSpan Before(TimeSpan first, int retry)
    {
#if NET
        var jitter = Random.Shared.NextDouble();
#else
        var jitter = new Random().NextDouble();
#endif
        return TimeSpan.FromSeconds(first.TotalSeconds * Math.Pow(2, retry - 1) * (0.75 + (jitter / 2)));
    }
}
