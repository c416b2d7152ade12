using System;
using System.Text.Json.Serialization;
using System.Xml;

namespace Graph.SyncJob.Emulator.Model;

// The shapes of Graph's metadata, property by property and in the order Graph writes them. They are immutable, so an answer
// can be written from one without holding anything up, and the state machine replaces them whole.

internal sealed record JobDocument
{
    public string Id { get; init; } = "";

    public string TemplateId { get; init; } = "";

    public JobSchedule Schedule { get; init; } = new();

    public JobStatus Status { get; init; } = new();

    public JobSetting[] SynchronizationJobSettings { get; init; } = [];
}

internal sealed record JobSchedule
{
    public DateTimeOffset? Expiration { get; init; }

    public string Interval { get; init; } = JobIntervals.Ordinary;

    public ScheduleState State { get; init; }
}

internal static class JobIntervals
{
    public const string Ordinary = "PT40M";

    // The longest .NET time span: what Graph gives a job that has no schedule yet.
    public const string Never = "P10675199DT2H48M5.4775807S";

    public static bool IsValid(string interval)
    {
        try
        {
            _ = XmlConvert.ToTimeSpan(interval);
            return true;
        }
        catch (Exception notADuration) when (notADuration is FormatException or OverflowException)
        {
            return false;
        }
    }
}

internal sealed record JobStatus
{
    public long CountSuccessiveCompleteFailures { get; init; }

    public bool EscrowsPruned { get; init; }

    public StatusCode Code { get; init; }

    public TaskExecution? LastExecution { get; init; }

    public TaskExecution? LastSuccessfulExecution { get; init; }

    public TaskExecution? LastSuccessfulExecutionWithExports { get; init; }

    public Quarantine? Quarantine { get; init; }

    public DateTimeOffset SteadyStateFirstAchievedTime { get; init; }

    public DateTimeOffset SteadyStateLastAchievedTime { get; init; }

    public string? TroubleshootingUrl { get; init; }

    public JobProgress[] Progress { get; init; } = [];

    public EntryCount[] SynchronizedEntryCountByType { get; init; } = [];
}

internal sealed record TaskExecution
{
    public string? ActivityIdentifier { get; init; }

    public long CountEntitled { get; init; }

    public long CountEntitledForProvisioning { get; init; }

    public long CountEscrowed { get; init; }

    public long CountEscrowedRaw { get; init; }

    public long CountExported { get; init; }

    public long CountExports { get; init; }

    public long CountImported { get; init; }

    public long CountImportedDeltas { get; init; }

    public long CountImportedReferenceDeltas { get; init; }

    public ExecutionResult State { get; init; }

    public SynchronizationError? Error { get; init; }

    public DateTimeOffset TimeBegan { get; init; }

    public DateTimeOffset TimeEnded { get; init; }
}

internal sealed record Quarantine
{
    public DateTimeOffset CurrentBegan { get; init; }

    public DateTimeOffset NextAttempt { get; init; }

    public QuarantineReason Reason { get; init; }

    public DateTimeOffset SeriesBegan { get; init; }

    public long SeriesCount { get; init; }

    public SynchronizationError? Error { get; init; }
}

internal sealed record SynchronizationError
{
    public string? Code { get; init; }

    public string? Message { get; init; }

    public bool TenantActionable { get; init; }
}

internal sealed record JobProgress
{
    public long CompletedUnits { get; init; }

    public DateTimeOffset ProgressObservationDateTime { get; init; }

    public long TotalUnits { get; init; }

    public string? Units { get; init; }
}

internal sealed record EntryCount
{
    public string? Key { get; init; }

    public long Value { get; init; }
}

internal sealed record JobSetting
{
    public string Name { get; init; } = "";

    public string? Value { get; init; }
}

[JsonConverter(typeof(EnumNameConverter<StatusCode>))]
internal enum StatusCode
{
    NotConfigured = 0,
    NotRun = 1,
    Active = 2,
    Paused = 3,
    Quarantine = 4,
}

[JsonConverter(typeof(EnumNameConverter<ScheduleState>))]
internal enum ScheduleState
{
    Active = 0,
    Disabled = 1,
    Paused = 2,
}

[JsonConverter(typeof(EnumNameConverter<ExecutionResult>))]
internal enum ExecutionResult
{
    Succeeded = 0,
    Failed = 1,
    EntryLevelErrors = 2,
}

[JsonConverter(typeof(EnumNameConverter<QuarantineReason>))]
internal enum QuarantineReason
{
    EncounteredBaseEscrowThreshold = 0,
    EncounteredTotalEscrowThreshold = 1,
    EncounteredEscrowProportionThreshold = 2,
    EncounteredQuarantineException = 4,
    Unknown = 8,
    QuarantinedOnDemand = 16,
    TooManyDeletes = 32,
    IngestionInterrupted = 64,
}

[Flags]
internal enum RestartScope
{
    None = 0,
    ConnectorDataStore = 1,
    Escrows = 2,
    Watermark = 4,
    QuarantineState = 8,
    Full = 15,
    ForceDeletes = 32,
}
