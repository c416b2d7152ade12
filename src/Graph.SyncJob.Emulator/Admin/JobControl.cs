using System;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Admin;

/// <summary>Moves jobs on, without waiting for a cycle. Job ids are unique in a tenant, or all of an id are meant.</summary>
internal sealed class JobControl(TenantStore tenants, TimeProvider clock)
{
    /// <summary>Lets a running job come to the end of its cycle.</summary>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    /// <exception cref="InvalidOperationException">The job is not running.</exception>
    public void CompleteCycle(string jobId) => Change(jobId, job =>
    {
        if (!job.CompleteCycle(clock.GetUtcNow()))
        {
            throw new InvalidOperationException(
                $"The job '{jobId}' is not running: its status is {job.Document.Status.Code}, its schedule {job.Document.Schedule.State}.");
        }
    });

    /// <summary>Gives a job another state.</summary>
    /// <exception cref="ArgumentException">There is no such job, or no such state.</exception>
    public void Set(string jobId, JobChange change)
    {
        var code = Named<StatusCode>(change.StatusCode, nameof(change.StatusCode));
        var schedule = Named<ScheduleState>(change.ScheduleState, nameof(change.ScheduleState));
        var reason = Named<QuarantineReason>(change.QuarantineReason, nameof(change.QuarantineReason));
        if (change.CompletedUnits < 0 || change.TotalUnits < 0)
        {
            throw new ArgumentException("Progress is counted from 0.", nameof(change));
        }

        Change(jobId, job => job.Set(code, schedule, reason, change.CompletedUnits, change.TotalUnits, clock.GetUtcNow()));
    }

    private void Change(string jobId, Action<SynchronizationJob> change) => tenants.Use(tenant =>
    {
        var jobs = tenant.FindJobs(jobId);
        if (jobs.Count == 0)
        {
            throw new NoSuchJobException(jobId);
        }

        foreach (var job in jobs)
        {
            change(job);
        }

        return jobs.Count;
    });

    private static T? Named<T>(string? name, string parameter)
        where T : struct, Enum
    {
        if (name is null)
        {
            return null;
        }

        return Array.Exists(Enum.GetNames<T>(), known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
            ? Enum.Parse<T>(name, ignoreCase: true)
            : throw new ArgumentException($"'{name}' is none of {string.Join(", ", Enum.GetNames<T>())}.", parameter);
    }
}

internal sealed class NoSuchJobException(string jobId) : ArgumentException($"There is no job '{jobId}'.");
