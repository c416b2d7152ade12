namespace Graph.SyncJob.Emulator;

/// <summary>A synchronization job at one moment, for assertions in the same process.</summary>
public sealed record JobSnapshot
{
    /// <summary>The display name of the application that has the job.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The application's object id; null when the tenant has only the service principal.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The service principal's object id; null when the tenant has only the application.</summary>
    public string? ServicePrincipalId { get; init; }

    /// <summary>The job id.</summary>
    public required string JobId { get; init; }

    /// <summary>status.code: NotConfigured, NotRun, Active, Paused or Quarantine.</summary>
    public required string StatusCode { get; init; }

    /// <summary>schedule.state: Active, Disabled or Paused.</summary>
    public required string ScheduleState { get; init; }

    /// <summary>How often start was called.</summary>
    public int Starts { get; init; }

    /// <summary>How many of those starts met a job that was running already, which Graph's documentation warns against.</summary>
    public int StartsWhileRunning { get; init; }
}
