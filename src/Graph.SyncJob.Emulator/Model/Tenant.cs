using System;
using System.Collections.Generic;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>Everything the emulated tenant holds. Not thread-safe: it is reached through <see cref="TenantStore"/> only.</summary>
internal sealed class Tenant(string id, IEnumerable<string> templates)
{
    private readonly List<EnterpriseApplication> _applications = [];
    private long _sequence;

    public string Id { get; } = id;

    public IReadOnlyList<EnterpriseApplication> Applications => _applications;

    public IReadOnlySet<string> Templates { get; } = new SortedSet<string>(templates, StringComparer.Ordinal);

    /// <summary>Numbers what is added, so that a page can continue after an entry that has been deleted meanwhile.</summary>
    public long NextSequence() => ++_sequence;

    public void Add(EnterpriseApplication application) => _applications.Add(application);

    public SynchronizationJob AddJob(EnterpriseApplication application, JobDocument document)
    {
        var job = new SynchronizationJob(NextSequence(), document);
        application.Jobs.Add(job);
        return job;
    }

    public SynchronizationJob CreateJob(EnterpriseApplication application, string templateId) => AddJob(application, new JobDocument
    {
        Id = $"{templateId}.{Id.Replace("-", "", StringComparison.Ordinal)}.{Guid.NewGuid()}",
        TemplateId = templateId,
        Schedule = new JobSchedule { State = ScheduleState.Disabled, Interval = JobIntervals.Never },
        Status = new JobStatus { Code = StatusCode.NotConfigured },
    });
}
