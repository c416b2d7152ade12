using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>How far a run has come.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationprogress">synchronization-synchronizationprogress</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationProgress
{
    /// <summary>Units done.</summary>
    public long? CompletedUnits { get; set; }

    /// <summary>When that was observed, in UTC.</summary>
    public DateTimeOffset? ProgressObservationDateTime { get; set; }

    /// <summary>Units in all.</summary>
    public long? TotalUnits { get; set; }

    /// <summary>What a unit is.</summary>
    public string? Units { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The progress as one line.</summary>
    public override string ToString() => $"{CompletedUnits} of {TotalUnits} {Units}".TrimEnd();
}
