namespace Graph.SyncJob;

/// <summary>What Wait-Mg…SynchronizationJob waits for. Each is read off the job as Graph shows it, and compares no clocks.</summary>
public enum GraphSyncJobMilestone
{
    /// <summary>The job runs: its schedule is Active, and its state is Active or NotRun.</summary>
    Started,

    /// <summary>The first complete cycle is done: <c>status.steadyStateFirstAchievedTime</c> is set.</summary>
    FirstCycle,

    /// <summary>
    /// Source and target are in step: the job runs and its state is Active, a complete cycle was done, the last run did not fail, and the
    /// progress shows nothing left to do.
    /// </summary>
    SteadyState,

    /// <summary>The state of the job is not Quarantine.</summary>
    NotQuarantined,
}
