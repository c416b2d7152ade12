namespace Graph.SyncJob.Emulator;

/// <summary>A rule that is in force, and what it has done so far.</summary>
public sealed record FaultReport
{
    /// <summary>The rule, with its id.</summary>
    public required FaultRule Rule { get; init; }

    /// <summary>How many requests matched its method and path.</summary>
    public required long Matched { get; init; }

    /// <summary>How many requests it hit.</summary>
    public required long Hits { get; init; }
}
