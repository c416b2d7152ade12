using System;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Http;

/// <summary>What one call may still spend on further tries, however many requests it is made of.</summary>
internal sealed class RetryBudget(RetryLimits limits, TimeProvider clock)
{
    private readonly long _began = clock.GetTimestamp();

    /// <summary>How many tries there may be after the first.</summary>
    public int Most => limits.MaxRetry;

    /// <summary>How long one may have to wait for a further try.</summary>
    public TimeSpan LongestWait => limits.TimeLimit;

    /// <summary>How many of them were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>Takes one more try, to begin after a wait; false when there is none left, or when it would begin too late.</summary>
    public bool TryTake(TimeSpan wait)
    {
        if (Taken >= Most || !HasTimeFor(wait))
        {
            return false;
        }

        Taken++;
        return true;
    }

    /// <summary>Whether something may begin after a wait.</summary>
    public bool HasTimeFor(TimeSpan wait) => clock.GetElapsedTime(_began) + wait <= limits.TimeLimit;
}
