using Graph.SyncJob.Emulator;

namespace Graph.SyncJob.Sandbox.Commands;

/// <summary>A job of the emulated tenant. By its ids it binds to the module's -InputObject.</summary>
internal sealed class EmulatorJob(JobSnapshot job)
{
    public string Name { get; } = job.DisplayName;

    public string State { get; } = job.StatusCode;

    public string Schedule { get; } = job.ScheduleState;

    public int Starts { get; } = job.Starts;

    public string? ApplicationId { get; } = job.ApplicationId;

    public string? ServicePrincipalId { get; } = job.ServicePrincipalId;

    public string SynchronizationJobId { get; } = job.JobId;
}
