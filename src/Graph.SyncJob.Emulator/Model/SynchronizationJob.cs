using System;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>A job and what may happen to it: the one place that decides which state follows which.</summary>
internal sealed class SynchronizationJob(long sequence, JobDocument document, SynchronizationTemplate template) : ISchemaOwner
{
    public const RestartScope DefaultRestartScope = RestartScope.QuarantineState | RestartScope.Watermark | RestartScope.Escrows;

    // A job is Active only after its first run; one that is paused or in quarantine shows it by the steady state it once reached.
    private bool _firstRunComplete = document.Status.Code == StatusCode.Active || document.Status.SteadyStateFirstAchievedTime != default;

    public long Sequence { get; } = sequence;

    public JobDocument Document { get; private set; } = document;

    public SchemaDocument Schema { get; set; } = template.Schema with { Id = document.Id };

    public int Starts { get; private set; }

    public int StartsWhileRunning { get; private set; }

    private bool IsRunning => Document is { Schedule.State: ScheduleState.Active, Status.Code: StatusCode.Active or StatusCode.NotRun };

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

    /// <summary>Takes over what a client may change; a schedule that is changed neither starts nor stops a run.</summary>
    public void Update(JobSchedule schedule, JobSetting[] settings) =>
        Document = Document with { Schedule = schedule, SynchronizationJobSettings = settings };

    public void ResetSchema() => Schema = template.Schema with { Id = Document.Id, Version = Guid.NewGuid().ToString() };

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
