namespace Graph.SyncJob.Client.Outcomes;

/// <summary>Whether a request was carried out, as far as a look at what it was to change tells.</summary>
internal enum Verdict
{
    /// <summary>Things are as the request was to make them.</summary>
    Done,

    /// <summary>They are not; a service that lags behind may show it a moment later.</summary>
    NotDone,

    /// <summary>What there is to see does not tell.</summary>
    CannotTell,
}

/// <summary>What a look has found.</summary>
/// <param name="Verdict">Whether the request was carried out.</param>
/// <param name="Seen">What was seen, as a sentence.</param>
internal sealed record Finding(Verdict Verdict, string Seen);
