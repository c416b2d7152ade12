using System;
using Graph.SyncJob.Emulator.Admin;

namespace Graph.SyncJob.Emulator;

// Unless EmulatorOptions.Cycle is set nothing runs by itself in the emulator: a test says what happens next.
public sealed partial class EmulatorServer
{
    private readonly JobControl _jobs;

    /// <summary>Lets a running job come to the end of its cycle: it is Active, and its progress complete.</summary>
    /// <param name="jobId">The job.</param>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    /// <exception cref="InvalidOperationException">The job is not running: its schedule is not active, or its status is neither NotRun nor Active.</exception>
    public void CompleteCycle(string jobId) => _jobs.CompleteCycle(jobId);

    /// <summary>Puts a job in quarantine.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="reason">status.quarantine.reason, such as TooManyDeletes.</param>
    /// <exception cref="ArgumentException">There is no such job, or no such reason.</exception>
    public void Quarantine(string jobId, string reason = "EncounteredQuarantineException") =>
        SetJob(jobId, new() { StatusCode = "Quarantine", QuarantineReason = reason });

    /// <summary>Gives a job another state.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="change">What is to be different.</param>
    /// <exception cref="ArgumentException">There is no such job, or no such state.</exception>
    public void SetJob(string jobId, JobChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _jobs.Set(jobId, change);
    }
}
