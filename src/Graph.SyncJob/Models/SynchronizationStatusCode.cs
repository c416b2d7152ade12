namespace Microsoft.Graph.PowerShell.Models;

/// <summary>The state of a synchronization job.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationstatus">synchronization-synchronizationstatus</seealso>
public enum SynchronizationStatusCode
{
    /// <summary>Credentials are missing; it has never run.</summary>
    NotConfigured,

    /// <summary>It is configured, and its first run is not complete.</summary>
    NotRun,

    /// <summary>It runs by its schedule.</summary>
    Active,

    /// <summary>It is paused.</summary>
    Paused,

    /// <summary>Too much went wrong: the service tries less and less often.</summary>
    Quarantine,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
