namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Whether the schedule of a job is in force.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationschedule">synchronization-synchronizationschedule</seealso>
public enum SynchronizationScheduleState
{
    /// <summary>The job runs by its schedule.</summary>
    Active,

    /// <summary>The job does not run.</summary>
    Disabled,

    /// <summary>The job is paused.</summary>
    Paused,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
