using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>How a synchronization job is doing.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationstatus">synchronization-synchronizationstatus</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationStatus
{
    /// <summary>The state of the job.</summary>
    public SynchronizationStatusCode? Code { get; set; }

    /// <summary>How many runs in a row failed altogether.</summary>
    public long? CountSuccessiveCompleteFailures { get; set; }

    /// <summary>Whether entries in escrow were dropped because there were too many.</summary>
    public bool? EscrowsPruned { get; set; }

    /// <summary>The last run.</summary>
    public MicrosoftGraphSynchronizationTaskExecution? LastExecution { get; set; }

    /// <summary>The last run without errors.</summary>
    public MicrosoftGraphSynchronizationTaskExecution? LastSuccessfulExecution { get; set; }

    /// <summary>The last run without errors that wrote to the target.</summary>
    public MicrosoftGraphSynchronizationTaskExecution? LastSuccessfulExecutionWithExports { get; set; }

    /// <summary>How far the run under way has come.</summary>
    public MicrosoftGraphSynchronizationProgress[]? Progress { get; set; }

    /// <summary>Why the job is in quarantine; null when it is not.</summary>
    public MicrosoftGraphSynchronizationQuarantine? Quarantine { get; set; }

    /// <summary>When the first complete cycle was done, in UTC; null when none was.</summary>
    public DateTimeOffset? SteadyStateFirstAchievedTime { get; set; }

    /// <summary>When the last complete cycle was done, in UTC; null when none was.</summary>
    public DateTimeOffset? SteadyStateLastAchievedTime { get; set; }

    /// <summary>How many entries of each type are in sync.</summary>
    public MicrosoftGraphStringKeyLongValuePair[]? SynchronizedEntryCountByType { get; set; }

    /// <summary>Where the service explains what is wrong.</summary>
    public string? TroubleshootingUrl { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The status as one line.</summary>
    public override string ToString() => ModelText.Join((Code?.ToString(), null), (Quarantine?.ToString(), null));
}
