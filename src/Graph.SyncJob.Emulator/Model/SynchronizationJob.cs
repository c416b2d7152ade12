using System;
using System.Collections.Generic;
using System.Linq;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>A job and what may happen to it: the one place that decides which state follows which.</summary>
internal sealed class SynchronizationJob(long sequence, JobDocument document, SynchronizationTemplate template) : ISchemaOwner
{
    public const RestartScope DefaultRestartScope = RestartScope.QuarantineState | RestartScope.Watermark | RestartScope.Escrows;

    // A job is Active only after its first run; one that is paused or in quarantine shows it by the steady state it once reached.
    private bool _firstRunComplete = document.Status.Code == StatusCode.Active || document.Status.SteadyStateFirstAchievedTime != default;

    private readonly HashSet<(string RuleId, string ObjectId)> _provisioned = [];

    public long Sequence { get; } = sequence;

    public JobDocument Document { get; private set; } = document;

    public SchemaDocument Schema { get; set; } = template.Schema with { Id = document.Id };

    public int Starts { get; private set; }

    public int StartsWhileRunning { get; private set; }

    private bool IsRunning => Document is { Schedule.State: ScheduleState.Active, Status.Code: StatusCode.Active or StatusCode.NotRun };

    /// <summary>The job as it is now, for reading it later.</summary>
    public SynchronizationJob Copy() => new(Sequence, Document, template) { Schema = Schema };

    public void Start()
    {
        Starts++;
        if (IsRunning)
        {
            StartsWhileRunning++;
        }

        Run(Document.Status with { Quarantine = null });
    }

    public void Pause()
    {
        // A job that was never configured has no run to pause, and must not come out of the pause as one that could run.
        var code = Document.Status.Code == StatusCode.NotConfigured ? StatusCode.NotConfigured : StatusCode.Paused;
        Document = Document with
        {
            Schedule = Document.Schedule with { State = ScheduleState.Paused },
            Status = Document.Status with { Code = code },
        };
    }

    public void Restart(RestartScope scope)
    {
        var status = Document.Status;
        if (scope == RestartScope.None
            || scope.HasFlag(RestartScope.QuarantineState)
            || (scope.HasFlag(RestartScope.ForceDeletes) && status.Quarantine?.Reason == QuarantineReason.TooManyDeletes))
        {
            status = status with { Quarantine = null, CountSuccessiveCompleteFailures = 0 };
        }

        if (scope.HasFlag(RestartScope.Escrows))
        {
            status = status with
            {
                EscrowsPruned = false,
                LastExecution = status.LastExecution is { } last ? last with { CountEscrowed = 0, CountEscrowedRaw = 0 } : null,
            };
        }

        if (scope.HasFlag(RestartScope.Watermark))
        {
            _firstRunComplete = false;
            status = status with { Progress = [], SteadyStateFirstAchievedTime = default, SteadyStateLastAchievedTime = default };
        }

        Run(status);
    }

    /// <summary>Comes to the end of a cycle, if the job is running.</summary>
    public bool CompleteCycle(DateTimeOffset now)
    {
        if (!IsRunning)
        {
            return false;
        }

        _firstRunComplete = true;
        var status = Document.Status;
        var typical = TypicalJob.Status(Document.Id, StatusCode.Active, now);
        var execution = typical.LastExecution! with { TimeBegan = now.AddMinutes(-1), TimeEnded = now };
        Document = Document with
        {
            Status = status with
            {
                Code = StatusCode.Active,
                CountSuccessiveCompleteFailures = 0,
                LastExecution = execution,
                LastSuccessfulExecution = execution,
                LastSuccessfulExecutionWithExports = execution,
                SteadyStateFirstAchievedTime = status.SteadyStateFirstAchievedTime == default ? now : status.SteadyStateFirstAchievedTime,
                SteadyStateLastAchievedTime = now,
                Progress =
                [
                    .. (status.Progress is [] ? typical.Progress : status.Progress)
                        .Select(progress => progress with { CompletedUnits = progress.TotalUnits, ProgressObservationDateTime = now }),
                ],
                SynchronizedEntryCountByType =
                    status.SynchronizedEntryCountByType is [] ? typical.SynchronizedEntryCountByType : status.SynchronizedEntryCountByType,
            },
        };
        return true;
    }

    /// <summary>Puts the job into a state, whatever it was in; what is null stays.</summary>
    public void Set(
        StatusCode? code, ScheduleState? schedule, QuarantineReason? reason, long? completedUnits, long? totalUnits, DateTimeOffset now)
    {
        var status = Document.Status;
        if (code is not null)
        {
            _firstRunComplete = code is StatusCode.Active || (_firstRunComplete && code is not (StatusCode.NotRun or StatusCode.NotConfigured));
            status = code == StatusCode.Quarantine
                ? Quarantined(status, now)
                : status with { Code = code.Value, Quarantine = null, CountSuccessiveCompleteFailures = 0 };
        }

        if (reason is not null && status.Quarantine is { } quarantine)
        {
            status = status with { Quarantine = quarantine with { Reason = reason.Value } };
        }

        if (completedUnits is not null || totalUnits is not null)
        {
            var progress = status.Progress is [var first, ..] ? first : new JobProgress { Units = "users" };
            status = status with
            {
                Progress =
                [
                    progress with
                    {
                        CompletedUnits = completedUnits ?? progress.CompletedUnits,
                        TotalUnits = totalUnits ?? progress.TotalUnits,
                        ProgressObservationDateTime = now,
                    },
                ],
            };
        }

        Document = Document with
        {
            Schedule = Document.Schedule with { State = schedule ?? Document.Schedule.State },
            Status = status,
        };
    }

    /// <summary>Takes over what a client may change; a schedule that is changed neither starts nor stops a run.</summary>
    public void Update(JobSchedule schedule, JobSetting[] settings) =>
        Document = Document with { Schedule = schedule, SynchronizationJobSettings = settings };

    public void ResetSchema() => Schema = template.Schema with { Id = Document.Id, Version = Guid.NewGuid().ToString() };

    /// <summary>Provisions an object on demand; false when it had been before, so that nothing was left to do.</summary>
    public bool Provision(string ruleId, string objectId) => _provisioned.Add((ruleId, objectId));

    private JobStatus Quarantined(JobStatus status, DateTimeOffset now)
    {
        var typical = TypicalJob.Status(Document.Id, StatusCode.Quarantine, now);
        return status with
        {
            Code = StatusCode.Quarantine,
            CountSuccessiveCompleteFailures = typical.CountSuccessiveCompleteFailures,
            LastExecution = typical.LastExecution,
            Quarantine = typical.Quarantine! with { CurrentBegan = now, SeriesBegan = now, SeriesCount = 1 },
            TroubleshootingUrl = typical.TroubleshootingUrl,
        };
    }

    private void Run(JobStatus status)
    {
        Document = Document with
        {
            Schedule = Document.Schedule with { State = ScheduleState.Active },
            Status = status with { Code = CodeWhenRunning(status) },
        };
    }

    // Starting does not authorize a job, so one that is not configured stays so.
    private StatusCode CodeWhenRunning(JobStatus status) => status switch
    {
        { Code: StatusCode.NotConfigured } => StatusCode.NotConfigured,
        { Quarantine: not null } => StatusCode.Quarantine,
        _ => _firstRunComplete ? StatusCode.Active : StatusCode.NotRun,
    };
}
