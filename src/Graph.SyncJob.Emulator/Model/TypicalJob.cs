using System;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>What a job in a given state looks like when nothing more is said about it.</summary>
internal static class TypicalJob
{
    /// <summary>What a job has before it that begins.</summary>
    public static JobProgress NoProgress { get; } = new() { TotalUnits = 128, Units = "users" };

    public static JobDocument Of(string id, StatusCode code, DateTimeOffset now) => new()
    {
        Id = id,
        TemplateId = id[..id.IndexOf('.', StringComparison.Ordinal)],
        Schedule = Schedule(code),
        Status = Status(id, code, now),
        SynchronizationJobSettings = [new() { Name = "QuarantineTooManyDeletesThreshold", Value = "500" }],
    };

    /// <summary>The same job, with entries that could not be provisioned.</summary>
    public static JobDocument WithEscrows(JobDocument job) => job with
    {
        Status = job.Status with
        {
            LastExecution = job.Status.LastExecution! with
            {
                State = ExecutionResult.EntryLevelErrors,
                CountEscrowed = 4,
                CountEscrowedRaw = 5,
                Error = new()
                {
                    Code = "EntryLevelErrors",
                    Message = "Some entries could not be provisioned. They are retried on each run.",
                    TenantActionable = true,
                },
            },
        },
    };

    public static JobSchedule Schedule(StatusCode code) => code switch
    {
        StatusCode.NotConfigured => new() { State = ScheduleState.Disabled, Interval = JobIntervals.Never },
        StatusCode.NotRun => new() { State = ScheduleState.Disabled },
        StatusCode.Paused => new() { State = ScheduleState.Paused },
        _ => new() { State = ScheduleState.Active },
    };

    public static JobStatus Status(string jobId, StatusCode code, DateTimeOffset now)
    {
        if (code is StatusCode.NotConfigured or StatusCode.NotRun)
        {
            return new JobStatus { Code = code };
        }

        var success = new TaskExecution
        {
            ActivityIdentifier = StableId.Of(jobId),
            CountEntitled = 128,
            CountEntitledForProvisioning = 128,
            CountExported = 3,
            CountExports = 3,
            CountImported = 131,
            CountImportedDeltas = 3,
            State = ExecutionResult.Succeeded,
            TimeBegan = now.AddMinutes(-25),
            TimeEnded = now.AddMinutes(-24),
        };
        var status = new JobStatus
        {
            Code = code,
            LastExecution = success,
            LastSuccessfulExecution = success,
            LastSuccessfulExecutionWithExports = success,
            SteadyStateFirstAchievedTime = now.AddDays(-30),
            SteadyStateLastAchievedTime = now.AddMinutes(-24),
            Progress = [NoProgress with { CompletedUnits = NoProgress.TotalUnits, ProgressObservationDateTime = now.AddMinutes(-24) }],
            SynchronizedEntryCountByType = [new() { Key = "User", Value = 120 }, new() { Key = "Group", Value = 8 }],
        };
        return code == StatusCode.Quarantine ? Quarantined(status, now) : status;
    }

    private static JobStatus Quarantined(JobStatus status, DateTimeOffset now)
    {
        var success = status.LastSuccessfulExecution! with { TimeBegan = now.AddDays(-2), TimeEnded = now.AddDays(-2).AddMinutes(1) };
        var error = new SynchronizationError
        {
            Code = "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
            Message = "The credentials saved for the target system were not accepted.",
            TenantActionable = true,
        };
        return status with
        {
            CountSuccessiveCompleteFailures = 6,
            LastExecution = new TaskExecution
            {
                ActivityIdentifier = status.LastExecution?.ActivityIdentifier,
                State = ExecutionResult.Failed,
                Error = error,
                TimeBegan = now.AddHours(-3),
                TimeEnded = now.AddHours(-3).AddSeconds(12),
            },
            Quarantine = new Quarantine
            {
                Reason = QuarantineReason.EncounteredQuarantineException,
                CurrentBegan = now.AddDays(-1),
                SeriesBegan = now.AddDays(-2),
                SeriesCount = 6,
                NextAttempt = now.AddHours(3),
                Error = error,
            },
            LastSuccessfulExecution = success,
            LastSuccessfulExecutionWithExports = success,
            SteadyStateLastAchievedTime = now.AddDays(-2),
            TroubleshootingUrl = "https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status",
        };
    }
}
