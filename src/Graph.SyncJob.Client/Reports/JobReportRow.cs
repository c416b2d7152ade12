using System;
using System.Xml;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client.Reports;

/// <summary>What a report says of a job, in any format: a column of the table is a property here, in this order.</summary>
internal sealed record JobReportRow
{
    public string? DisplayName { get; init; }

    public string? JobId { get; init; }

    public string Verdict { get; init; } = string.Empty;

    public string? Cause { get; init; }

    public string? NextStep { get; init; }

    public DateTimeOffset? Since { get; init; }

    public string? State { get; init; }

    public string? TemplateId { get; init; }

    public string? Schedule { get; init; }

    /// <summary>An ISO 8601 duration, as Graph has it.</summary>
    public string? Interval { get; init; }

    public DateTimeOffset? LastRun { get; init; }

    public string? LastResult { get; init; }

    public string? LastError { get; init; }

    public long? Entitled { get; init; }

    public long? Escrowed { get; init; }

    public long? Exported { get; init; }

    public DateTimeOffset? QuarantinedSince { get; init; }

    public string? QuarantineReason { get; init; }

    public string? QuarantineError { get; init; }

    public DateTimeOffset? NextAttempt { get; init; }

    public DateTimeOffset? DisabledOn { get; init; }

    public string? ServicePrincipalId { get; init; }

    public string? ApplicationId { get; init; }

    public string? AppId { get; init; }

    public static JobReportRow Of(GraphSyncJobHealth health)
    {
        var (schedule, status) = (health.Job.Schedule, health.Job.Status);
        var last = status?.LastExecution;
        var quarantine = status?.Code == SynchronizationStatusCode.Quarantine ? status.Quarantine : null;
        return new JobReportRow
        {
            DisplayName = health.OwnerDisplayName,
            JobId = health.SynchronizationJobId,
            Verdict = health.Verdict.ToString(),
            Cause = health.Cause,
            NextStep = health.NextStep,
            Since = Time(health.Since),
            State = health.State?.ToString(),
            TemplateId = health.TemplateId,
            Schedule = schedule?.State?.ToString(),
            Interval = schedule?.Interval is { } interval ? XmlConvert.ToString(interval) : null,
            LastRun = Time(health.LastRun),
            LastResult = last?.State?.ToString(),
            LastError = Words(last?.Error),
            Entitled = last?.CountEntitled,
            Escrowed = last?.CountEscrowed,
            Exported = last?.CountExported,
            QuarantinedSince = Time(quarantine?.SeriesBegan ?? quarantine?.CurrentBegan),
            QuarantineReason = quarantine?.Reason?.ToString(),
            QuarantineError = Words(quarantine?.Error),
            NextAttempt = Time(health.NextAttempt),
            DisabledOn = Time(health.DisabledOn),
            ServicePrincipalId = health.ServicePrincipalId,
            ApplicationId = health.ApplicationId,
            AppId = health.OwnerAppId,
        };
    }

    // A time of the year 1 is how Graph says "never"; jobs that did not come through our reader still have it.
    private static DateTimeOffset? Time(DateTimeOffset? time) => time is { Year: > 1 } set ? set.ToUniversalTime() : null;

    private static string? Words(MicrosoftGraphSynchronizationError? error) => error?.ToString() is { Length: > 0 } words ? words : null;
}
