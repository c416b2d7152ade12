using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Why and since when a synchronization job is in quarantine.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationquarantine">synchronization-synchronizationquarantine</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationQuarantine
{
    /// <summary>When this quarantine began, in UTC.</summary>
    public DateTimeOffset? CurrentBegan { get; set; }

    /// <summary>The error that led to it.</summary>
    public MicrosoftGraphSynchronizationError? Error { get; set; }

    /// <summary>When the service tries again, in UTC.</summary>
    public DateTimeOffset? NextAttempt { get; set; }

    /// <summary>Why the job is in quarantine.</summary>
    public QuarantineReason? Reason { get; set; }

    /// <summary>When the first quarantine of this series began, in UTC.</summary>
    public DateTimeOffset? SeriesBegan { get; set; }

    /// <summary>How often in a row the job was found faulty.</summary>
    public long? SeriesCount { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The quarantine as one line.</summary>
    public override string ToString() => ModelText.Join((Reason?.ToString(), null), (ModelText.Time(CurrentBegan), "since"), (Error?.ToString(), null));
}
