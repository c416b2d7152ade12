namespace Graph.SyncJob.Emulator;

/// <summary>
/// A fault on demand: which requests it hits, and what becomes of them. docs/emulator.md has the whole list.
/// <c>FaultRule.Parse("429 retry-after=2 on POST */start nth=3")</c> says the same in one line.
/// </summary>
public sealed record FaultRule
{
    /// <summary>What the rule is called in the request log; fault-1, fault-2 … when left out.</summary>
    public string? Id { get; init; }

    /// <summary>What happens: a status such as 503, or a name such as reset-after.</summary>
    public string Fault { get; init; } = "";

    /// <summary>The HTTP method; any when left out.</summary>
    public string? Method { get; init; }

    /// <summary>
    /// The path as it is sent, without its query; <c>*</c> stands for anything, slashes included. Left out: everything that goes to Graph.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>Only this one of the requests that match, counted from 1.</summary>
    public int? Nth { get; init; }

    /// <summary>Every so many of the requests that match.</summary>
    public int? Every { get; init; }

    /// <summary>Only so many of the requests that match, from the first.</summary>
    public int? First { get; init; }

    /// <summary>How likely a request that matches is hit, up to 1.</summary>
    public double? Probability { get; init; }

    /// <summary>What decides on <see cref="Probability"/>: the same seed hits the same requests.</summary>
    public int? Seed { get; init; }

    /// <summary>How often at most.</summary>
    public int? Times { get; init; }

    /// <summary>For a status: the seconds in Retry-After.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>For a status: Retry-After as a date, so many seconds from then.</summary>
    public int? RetryAfterDate { get; init; }

    /// <summary>In milliseconds. For latency: how long it takes; for drip: the time between two bytes.</summary>
    public int? Delay { get; init; }

    /// <summary>For stale: how long reads answer as before the write.</summary>
    public int? Seconds { get; init; }

    /// <summary>For huge-body: how many megabytes.</summary>
    public int? Size { get; init; }

    /// <summary>Reads a rule as it is written on the command line.</summary>
    /// <param name="text">Such as <c>503 first=2 on GET</c>.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="System.ArgumentException">The text is not understood.</exception>
    public static FaultRule Parse(string text) => Faults.FaultText.Parse(text);

    /// <summary>The rule as it is written on the command line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Faults.FaultText.Write(this);
}
