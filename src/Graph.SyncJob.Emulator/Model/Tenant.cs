using System;
using System.Collections.Generic;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>Everything the emulated tenant holds. Not thread-safe: it is reached through <see cref="TenantStore"/> only.</summary>
internal sealed class Tenant(string id, IEnumerable<string> templates)
{
    private readonly List<EnterpriseApplication> _applications = [];
    private readonly Dictionary<string, EnterpriseApplication> _byAppId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<OwnerKind, Dictionary<string, EnterpriseApplication>> _byId = new()
    {
        [OwnerKind.Applications] = new(StringComparer.OrdinalIgnoreCase),
        [OwnerKind.ServicePrincipals] = new(StringComparer.OrdinalIgnoreCase),
    };
    private readonly Dictionary<string, List<SynchronizationJob>> _jobs = new(StringComparer.Ordinal);
    private long _sequence;

    public string Id { get; } = id;

    /// <summary>How jobs move by themselves; null when they do not.</summary>
    public JobCycle? Cycle { get; init; }

    public IReadOnlyList<EnterpriseApplication> Applications => _applications;

    public IReadOnlySet<string> Templates { get; } = new SortedSet<string>(templates, StringComparer.Ordinal);

    /// <summary>Numbers what is added, so that a page can continue after an entry that has been deleted meanwhile.</summary>
    public long NextSequence() => ++_sequence;

    public void Add(EnterpriseApplication application)
    {
        _applications.Add(application);
        _byAppId[application.AppId] = application;
        foreach (var (kind, applications) in _byId)
        {
            if (kind.IdOf(application) is { } objectId)
            {
                applications[objectId] = application;
            }
        }
    }

    /// <summary>The application that has an object of this kind under this object id.</summary>
    public EnterpriseApplication? FindById(OwnerKind kind, string objectId) => _byId[kind].GetValueOrDefault(objectId);

    /// <summary>The application that has an object of this kind under this appId.</summary>
    public EnterpriseApplication? FindByAppId(OwnerKind kind, string appId) =>
        _byAppId.GetValueOrDefault(appId) is { } application && kind.IdOf(application) is not null ? application : null;

    public SynchronizationTemplate AddTemplate(EnterpriseApplication application, TemplateDocument document, SchemaDocument? schema = null)
    {
        schema = schema is null ? TemplateCatalog.Schema(document.Id) : schema with { Id = document.Id };
        var template = new SynchronizationTemplate(NextSequence(), document, schema);
        application.Templates.Add(template);
        return template;
    }

    /// <summary>Adds a job, and its template if the application does not have that yet.</summary>
    public SynchronizationJob AddJob(EnterpriseApplication application, JobDocument document, SchemaDocument? schema = null)
    {
        var template = application.Templates.Find(template => template.Document.Id == document.TemplateId)
            ?? AddTemplate(application, TemplateCatalog.Typical(document.TemplateId, application.AppId));
        var job = new SynchronizationJob(NextSequence(), document, template, application, Cycle);
        if (schema is not null)
        {
            job.Schema = schema with { Id = document.Id };
        }

        application.Jobs.Add(job);
        if (_jobs.TryGetValue(document.Id, out var others))
        {
            others.Add(job);
        }
        else
        {
            _jobs[document.Id] = [job];
        }

        return job;
    }

    public void RemoveJob(EnterpriseApplication application, SynchronizationJob job)
    {
        application.Jobs.Remove(job);
        _jobs[job.Document.Id].Remove(job);
    }

    /// <summary>The jobs of this id, of which there is one at most unless a seed file has it otherwise.</summary>
    public IReadOnlyList<SynchronizationJob> FindJobs(string jobId) => _jobs.GetValueOrDefault(jobId, []);

    public SynchronizationJob CreateJob(EnterpriseApplication application, string templateId) => AddJob(application, new JobDocument
    {
        Id = $"{templateId}.{Id.Replace("-", "", StringComparison.Ordinal)}.{Guid.NewGuid()}",
        TemplateId = templateId,
        Schedule = new JobSchedule { State = ScheduleState.Disabled, Interval = JobIntervals.Never },
        Status = new JobStatus { Code = StatusCode.NotConfigured },
    });
}
