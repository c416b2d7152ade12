namespace Microsoft.Graph.PowerShell.Models;

/// <summary>How a run ended.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationtaskexecution">synchronization-synchronizationtaskexecution</seealso>
public enum SynchronizationTaskExecutionResult
{
    /// <summary>All went well.</summary>
    Succeeded,

    /// <summary>The run failed.</summary>
    Failed,

    /// <summary>The run ended, and some entries failed.</summary>
    EntryLevelErrors,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
