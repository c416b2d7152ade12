using System.Collections.Generic;

namespace Graph.SyncJob;

/// <summary>
/// What became of the objects that were under way when a command was stopped, and for which nothing was written any more:
/// <c>$GraphSyncJobInterruption</c>. Objects whose output or error was written, and those that were not reached, are not among them.
/// </summary>
public sealed class GraphSyncJobInterruption
{
    /// <summary>The command that was stopped.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>It was done to these.</summary>
    public IReadOnlyList<object> Done { get; init; } = [];

    /// <summary>It was certainly not done to these: the service refused, or could not be reached.</summary>
    public IReadOnlyList<object> Failed { get; init; } = [];

    /// <summary>The request left and no answer came: it may or may not have been done to these.</summary>
    public IReadOnlyList<object> OutcomeUnknown { get; init; } = [];

    /// <summary>Nothing was sent for these.</summary>
    public IReadOnlyList<object> NotSent { get; init; } = [];
}
