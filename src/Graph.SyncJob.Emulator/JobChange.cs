namespace Graph.SyncJob.Emulator;

/// <summary>What is to be different about a job, as if time had gone by. What is null stays as it is.</summary>
public sealed record JobChange
{
    /// <summary>status.code: NotConfigured, NotRun, Active, Paused or Quarantine. Anything but Quarantine ends a quarantine.</summary>
    public string? StatusCode { get; init; }

    /// <summary>schedule.state: Active, Disabled or Paused.</summary>
    public string? ScheduleState { get; init; }

    /// <summary>Why a job is in quarantine; EncounteredQuarantineException unless told otherwise.</summary>
    public string? QuarantineReason { get; init; }

    /// <summary>How far the job is.</summary>
    public long? CompletedUnits { get; init; }

    /// <summary>How far it has to go.</summary>
    public long? TotalUnits { get; init; }
}
