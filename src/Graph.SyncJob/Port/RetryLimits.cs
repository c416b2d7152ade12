using System;

namespace Graph.SyncJob.Port;

/// <summary>How often, and for how long, a call that did not succeed is tried again.</summary>
/// <param name="MaxRetry">How many tries there may be after the first.</param>
/// <param name="TimeLimit">How long after the first try another one may begin.</param>
internal sealed record RetryLimits(int MaxRetry, TimeSpan TimeLimit)
{
    /// <summary>More than this many tries are no patience but a load.</summary>
    public const int MostRetries = 100;

    /// <summary>In seconds: a day.</summary>
    public const int LongestTime = 86400;

    public static readonly RetryLimits Default = new(3, TimeSpan.FromMinutes(5));
}
