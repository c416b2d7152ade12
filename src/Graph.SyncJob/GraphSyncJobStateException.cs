using System;
using System.Management.Automation;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob;

/// <summary>A job did not come to where it was waited for to be, or must not be started. <c>$_.Exception</c> of the errors that say so.</summary>
public sealed class GraphSyncJobStateException : Exception
{
    internal GraphSyncJobStateException(string errorId, string message, string recommendedAction)
        : base(message)
    {
        ErrorId = errorId;
        RecommendedAction = recommendedAction;
    }

    /// <summary>The job as it was seen last; null when it was not read, or could not be in the time that there was.</summary>
    public MicrosoftGraphSynchronizationJob? Job { get; init; }

    internal ErrorCategory Category { get; init; } = ErrorCategory.ResourceUnavailable;

    internal string ErrorId { get; }

    internal string RecommendedAction { get; }
}
