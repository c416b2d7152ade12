namespace Graph.SyncJob;

/// <summary>How a synchronization job is, in one word.</summary>
public enum GraphSyncJobVerdict
{
    /// <summary>It runs by its schedule, or is in its first cycle: nothing to do.</summary>
    Healthy,

    /// <summary>Somebody paused it.</summary>
    Paused,

    /// <summary>Its schedule is disabled, by somebody or by the service: it does not run.</summary>
    Disabled,

    /// <summary>The credentials for the target system are missing.</summary>
    NotConfigured,

    /// <summary>It is configured and was never started, or no run of it is recorded.</summary>
    NeverRan,

    /// <summary>It is in quarantine: the service tries less and less often.</summary>
    Quarantined,

    /// <summary>It has been in quarantine for three weeks or more; after four the service disables it.</summary>
    AboutToBeDisabled,

    /// <summary>It is active, and nothing has been heard of it for much longer than its interval.</summary>
    Overdue,

    /// <summary>Its last run failed altogether; if that goes on, it falls into quarantine.</summary>
    Failing,

    /// <summary>It runs, and many entries can't be provisioned.</summary>
    ManyEscrows,

    /// <summary>What was read of the job does not tell.</summary>
    Unknown,
}
