using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>When a synchronization job runs.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationschedule">synchronization-synchronizationschedule</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationSchedule
{
    /// <summary>When the schedule ends, in UTC; null when it does not.</summary>
    public DateTimeOffset? Expiration { get; set; }

    /// <summary>Time between two runs.</summary>
    public TimeSpan? Interval { get; set; }

    /// <summary>Whether the schedule is in force.</summary>
    public SynchronizationScheduleState? State { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The schedule as one line.</summary>
    public override string ToString() => ModelText.Join((State?.ToString(), null), (ModelText.Interval(Interval), "every"));
}
