using System;
using System.Collections.Generic;
using System.Linq;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>A job and what may happen to it: the one place that decides which state follows which.</summary>
internal sealed class SynchronizationJob(
    long sequence, JobDocument document, SynchronizationTemplate template, EnterpriseApplication application, JobCycle? cycle) : ISchemaOwner
{
    // What a cycle finds that was not there in the one before.
    private const int NewUnits = 3;

    public const RestartScope DefaultRestartScope = RestartScope.QuarantineState | RestartScope.Watermark | RestartScope.Escrows;

    // A job is Active only after its first run; one that is paused or in quarantine shows it by the steady state it once reached.
    private bool _firstRunComplete = document.Status.Code == StatusCode.Active || document.Status.SteadyStateFirstAchievedTime != default;

    private JobDocument _document = document;
    private DateTimeOffset _cycleBegan = cycle?.Now ?? default;
    private JobProgress? _progressBefore;

    private readonly HashSet<(string RuleId, string ObjectId)> _provisioned = [];

    public long Sequence { get; } = sequence;

    /// <summary>The job as it is now: with a cycle it has moved on since it was last looked at.</summary>
    public JobDocument Document
    {
        get
        {
            MoveOn();
            return _document;
        }

        private set => _document = value;
    }

    public SchemaDocument Schema { get; set; } = template.Schema with { Id = document.Id };

    public int Starts { get; private set; }

    public int StartsWhileRunning { get; private set; }

    private bool IsRunning => Runs(Document);

    /// <summary>The job as it is now, for reading it later.</summary>
    public SynchronizationJob Copy() => new(Sequence, Document, template, application, cycle: null) { Schema = Schema };

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

        Complete(now);
        BeginCycle();
        return true;
    }

    /// <summary>Catches up with the clock: what a running job has done since it was last looked at.</summary>
    public void MoveOn()
    {
        if (cycle is null || !Runs(_document))
        {
            return;
        }

        var now = cycle.Now;
        var cycles = (now - _cycleBegan) / cycle.Length;
        var whole = (long)cycles;
        var before = _progressBefore ??= ProgressOf(_document);
        var total = before.CompletedUnits < before.TotalUnits ? before.TotalUnits : before.CompletedUnits + NewUnits;
        if (whole < 1)
        {
            Show(before with
            {
                CompletedUnits = before.CompletedUnits + (long)((total - before.CompletedUnits) * cycles),
                TotalUnits = total,
                ProgressObservationDateTime = now,
            });
            return;
        }

        if (application.Secrets is { Count: > 0, AreGood: false })
        {
            _document = _document with { Status = Quarantined(_document.Status, _cycleBegan + cycle.Length) };
            return;
        }

        var ended = _cycleBegan + (cycle.Length * whole);
        Show(before with { TotalUnits = total + ((whole - 1) * NewUnits) });
        Complete(ended);
        _cycleBegan = ended;
        _progressBefore = ProgressOf(_document);
        MoveOn();
    }

    private void Complete(DateTimeOffset now)
    {
        _firstRunComplete = true;
        var status = _document.Status;
        var typical = TypicalJob.Status(_document.Id, StatusCode.Active, now);
        var execution = typical.LastExecution! with { TimeBegan = now.AddMinutes(-1), TimeEnded = now };
        _document = _document with
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
    }

    private void BeginCycle()
    {
        if (cycle is not null)
        {
            _cycleBegan = cycle.Now;
            _progressBefore = ProgressOf(_document);
        }
    }

    private void Show(JobProgress progress) => _document = _document with
    {
        Status = _document.Status with { Progress = [progress, .. _document.Status.Progress.Skip(1)] },
    };

    // A job that has not run yet does not know how much there is; it turns out to be the usual.
    private static JobProgress ProgressOf(JobDocument document) => document.Status.Progress is [var first, ..] ? first : TypicalJob.NoProgress;

    private static bool Runs(JobDocument document) =>
        document is { Schedule.State: ScheduleState.Active, Status.Code: StatusCode.Active or StatusCode.NotRun };

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
        BeginCycle();
    }

    /// <summary>Takes over what a client may change; a schedule that is changed neither starts nor stops a run.</summary>
    public void Update(JobSchedule schedule, JobSetting[] settings)
    {
        var wasRunning = IsRunning;
        Document = Document with { Schedule = schedule, SynchronizationJobSettings = settings };
        if (!wasRunning)
        {
            BeginCycle();
        }
    }

    public void ResetSchema() => Schema = template.Schema with { Id = Document.Id, Version = Guid.NewGuid().ToString() };

    /// <summary>Provisions an object on demand; false when it had been before, so that nothing was left to do.</summary>
    public bool Provision(string ruleId, string objectId) => _provisioned.Add((ruleId, objectId));

    private JobStatus Quarantined(JobStatus status, DateTimeOffset now)
    {
        var typical = TypicalJob.Status(_document.Id, StatusCode.Quarantine, now);
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
        BeginCycle();
    }

    // Starting does not authorize a job, so one that is not configured stays so.
    private StatusCode CodeWhenRunning(JobStatus status) => status switch
    {
        { Code: StatusCode.NotConfigured } => StatusCode.NotConfigured,
        { Quarantine: not null } => StatusCode.Quarantine,
        _ => _firstRunComplete ? StatusCode.Active : StatusCode.NotRun,
    };
}
