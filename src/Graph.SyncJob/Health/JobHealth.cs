using System;
using System.Globalization;
using System.Linq;
using Graph.SyncJob.Waiting;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Health;

/// <summary>Judges a job by what Graph says of it and by the time, and by nothing else.</summary>
internal static class JobHealth
{
    // The service disables a job after four weeks in quarantine. From the fourth week on it is said aloud.
    private static readonly TimeSpan QuarantineEnds = TimeSpan.FromDays(28);
    private static readonly TimeSpan QuarantineIsUrgent = TimeSpan.FromDays(21);

    // A run may be late, or long: one missed is no sign yet, and a short interval is not kept to the minute.
    private const int IntervalsMissed = 3;
    private static readonly TimeSpan LeastOverdue = TimeSpan.FromHours(2);

    // A hundred entries, or ten of a small job when they are a tenth of it.
    private const long ManyEscrows = 100;
    private const long ManyEscrowsOfFew = 10;
    private const long OneOf = 10;

    /// <summary>The verdict on a job.</summary>
    /// <param name="job">The job, as it was read.</param>
    /// <param name="now">The time to judge it by.</param>
    public static GraphSyncJobHealth Of(MicrosoftGraphSynchronizationJob job, DateTimeOffset now)
    {
        var quarantine = job.Status?.Quarantine;
        var finding = Judge(job, now);
        return new GraphSyncJobHealth
        {
            OwnerDisplayName = job.OwnerDisplayName,
            OwnerAppId = job.OwnerAppId,
            ApplicationId = job.ApplicationId,
            ServicePrincipalId = job.ServicePrincipalId,
            SynchronizationJobId = job.Id,
            TemplateId = job.TemplateId,
            State = job.Status?.Code,
            Verdict = finding.Verdict,
            Since = finding.Since?.ToUniversalTime(),
            Cause = finding.Cause,
            NextStep = finding.NextStep,
            LastRun = job.Status?.LastExecution?.TimeEnded?.ToUniversalTime(),
            NextAttempt = quarantine?.NextAttempt?.ToUniversalTime(),
            DisabledOn = finding.Verdict is GraphSyncJobVerdict.Quarantined or GraphSyncJobVerdict.AboutToBeDisabled
                ? (Began(quarantine) + QuarantineEnds)?.ToUniversalTime()
                : null,
            Job = job,
        };
    }

    private static Finding Judge(MicrosoftGraphSynchronizationJob job, DateTimeOffset now)
    {
        var noun = job.ApplicationId is null ? "ServicePrincipal" : "Application";
        var start = $"Start-Mg{noun}SynchronizationJob";
        return job switch
        {
            { Status.Code: SynchronizationStatusCode.NotConfigured } => new(GraphSyncJobVerdict.NotConfigured)
            {
                Cause = "The credentials for the target system are missing.",
                NextStep = $"Save credentials with Set-Mg{noun}SynchronizationSecret, test them with Test-Mg{noun}SynchronizationJobCredential, then start the job with {start}.",
            },
            { Status.Code: SynchronizationStatusCode.NotRun, Schedule.State: not SynchronizationScheduleState.Active } => new(GraphSyncJobVerdict.NeverRan)
            {
                Cause = "The job is configured and was never started.",
                NextStep = $"Start it with {start}.",
            },
            { Schedule.State: SynchronizationScheduleState.Disabled } => Disabled(job.Status?.Quarantine, noun, start),
            { Status.Code: SynchronizationStatusCode.Quarantine } => Quarantined(job.Status, noun, start, now),
            { Status.Code: SynchronizationStatusCode.Paused } or { Schedule.State: SynchronizationScheduleState.Paused } => new(GraphSyncJobVerdict.Paused)
            {
                Cause = "The job was paused; it goes on from where it was.",
                NextStep = $"When it is to run again, start it with {start}.",
            },
            { Status.Code: SynchronizationStatusCode.NotRun } => new(GraphSyncJobVerdict.Healthy) { Cause = FirstCycle(job.Status) },
            { Status: { Code: SynchronizationStatusCode.Active } status } => Active(status, job.Schedule?.Interval, noun, start, now),
            _ => new(GraphSyncJobVerdict.Unknown)
            {
                Cause = job.Status?.Code is null
                    ? "The job holds no status: it was read without, or it is the id of a job only."
                    : "Graph gives a state that this version of the module does not know.",
                NextStep = $"Read the job with Get-Mg{noun}SynchronizationJob, without -Property.",
            },
        };
    }

    private static Finding Disabled(MicrosoftGraphSynchronizationQuarantine? quarantine, string noun, string start) => new(GraphSyncJobVerdict.Disabled)
    {
        Cause = quarantine is null
            ? "The schedule of the job is disabled: it does not run."
            : $"The job was in quarantine{After(" since ", Day(Began(quarantine)))}, and its schedule is disabled. {Why(quarantine, lastError: null)}",
        NextStep = (quarantine is null ? string.Empty : Mend(quarantine, lastError: null, noun) + " ") + $"When it is to run again, start it with {start}.",
    };

    private static Finding Quarantined(MicrosoftGraphSynchronizationStatus status, string noun, string start, DateTimeOffset now)
    {
        var quarantine = status.Quarantine;
        var began = Began(quarantine);
        var lastError = status.LastExecution?.Error;
        var isUrgent = now - began >= QuarantineIsUrgent;
        return new(isUrgent ? GraphSyncJobVerdict.AboutToBeDisabled : GraphSyncJobVerdict.Quarantined)
        {
            Since = began,
            Cause = Why(quarantine, lastError) + (isUrgent ? $" The service disables the job on {Day(began + QuarantineEnds)}, after four weeks." : string.Empty),
            NextStep = $"{Mend(quarantine, lastError, noun)} "
                + (quarantine?.Reason is QuarantineReason.TooManyDeletes or QuarantineReason.QuarantinedOnDemand
                    ? $"When the cause is gone, start it with {start}."
                    : "Then get the job out of quarantine with Repair-GraphSyncJob, which tests the credentials first."),
        };
    }

    private static Finding Active(MicrosoftGraphSynchronizationStatus status, TimeSpan? interval, string noun, string start, DateTimeOffset now)
    {
        var last = status.LastExecution;
        if (last is null)
        {
            return new(GraphSyncJobVerdict.NeverRan)
            {
                Cause = "The job is active, and no run of it is recorded.",
                NextStep = $"Look again after its interval. When there is still no run, restart it with Restart-Mg{noun}SynchronizationJob.",
            };
        }

        // A long run has no end yet, but tells how far it is.
        var heard = (status.Progress ?? []).Select(progress => progress.ProgressObservationDateTime).Append(last.TimeEnded ?? last.TimeBegan).Max();
        if (heard is { } sign && Due(interval) is { } patience && now - sign > patience)
        {
            return new(GraphSyncJobVerdict.Overdue)
            {
                Since = sign + interval,
                Cause = $"The job runs every {interval:c}, and the last that was heard of it was on {Day(sign)}.",
                NextStep = $"Pause it with Suspend-Mg{noun}SynchronizationJob and start it with {start}. When that does not help, restart it with Restart-Mg{noun}SynchronizationJob.",
            };
        }

        if (last.State == SynchronizationTaskExecutionResult.Failed || status.CountSuccessiveCompleteFailures > 0)
        {
            return new(GraphSyncJobVerdict.Failing)
            {
                Since = status.LastSuccessfulExecution?.TimeEnded,
                Cause = (status.CountSuccessiveCompleteFailures > 1
                    ? $"{Number(status.CountSuccessiveCompleteFailures.Value)} runs in a row failed."
                    : "The last run failed.") + After(" ", JobFacts.Describe(last.Error)),
                NextStep = Mend(quarantine: null, last.Error, noun),
            };
        }

        return Escrows(status, last, noun);
    }

    private static Finding Escrows(MicrosoftGraphSynchronizationStatus status, MicrosoftGraphSynchronizationTaskExecution last, string noun)
    {
        var escrows = last.CountEscrowed ?? 0;
        var cause = $"{Number(escrows)} {(escrows == 1 ? "entry" : "entries")} can't be provisioned, and {(escrows == 1 ? "is" : "are")} tried again in each run"
            + (status.EscrowsPruned == true ? "; others were dropped, because there were too many." : ".");
        return escrows >= ManyEscrows || escrows >= ManyEscrowsOfFew && escrows * OneOf >= (last.CountEntitled ?? 0) || status.EscrowsPruned == true
            ? new(GraphSyncJobVerdict.ManyEscrows)
            {
                Cause = cause,
                NextStep = $"The provisioning logs say why, entry by entry. Provision one with New-Mg{noun}SynchronizationJobOnDemand to see the reason; "
                    + $"once it is mended, have all tried at once: Restart-Mg{noun}SynchronizationJob with the reset scope Escrows.",
            }
            : new(GraphSyncJobVerdict.Healthy) { Cause = escrows > 0 ? cause : null };
    }

    // CurrentBegan is when the quarantine was last imposed, again and again; the series is the whole of it.
    private static DateTimeOffset? Began(MicrosoftGraphSynchronizationQuarantine? quarantine) => quarantine?.SeriesBegan ?? quarantine?.CurrentBegan;

    // The longest interval there is stands for "never" with Graph.
    private static TimeSpan? Due(TimeSpan? interval) => interval is { } time && time > TimeSpan.Zero && time < TimeSpan.FromDays(365)
        ? TimeSpan.FromTicks(Math.Max(time.Ticks * IntervalsMissed, LeastOverdue.Ticks))
        : null;

    private static string FirstCycle(MicrosoftGraphSynchronizationStatus status) => "The first cycle is under way"
        + (status.Progress is { Length: > 0 } progress ? $": {string.Join(", ", progress.Select(part => part.ToString()))}." : ".");

    private static string Why(MicrosoftGraphSynchronizationQuarantine? quarantine, MicrosoftGraphSynchronizationError? lastError) => (quarantine?.Reason switch
    {
        QuarantineReason.EncounteredBaseEscrowThreshold or QuarantineReason.EncounteredTotalEscrowThreshold => "Too many entries failed.",
        QuarantineReason.EncounteredEscrowProportionThreshold => "Too large a part of the entries failed.",
        QuarantineReason.TooManyDeletes => "The run would have deleted more than is allowed.",
        QuarantineReason.QuarantinedOnDemand => "Somebody asked for the quarantine.",
        QuarantineReason.IngestionInterrupted => "The source broke off.",
        QuarantineReason.EncounteredQuarantineException => "A run met an error that no further try mends.",
        _ => "Graph does not say why.",
    }) + After(" ", JobFacts.Describe(quarantine?.Error ?? lastError));

    private static string Mend(MicrosoftGraphSynchronizationQuarantine? quarantine, MicrosoftGraphSynchronizationError? lastError, string noun) => quarantine?.Reason switch
    {
        QuarantineReason.EncounteredBaseEscrowThreshold or QuarantineReason.EncounteredTotalEscrowThreshold or QuarantineReason.EncounteredEscrowProportionThreshold =>
            $"The provisioning logs say why entries fail. Mend that, and check it with one object and New-Mg{noun}SynchronizationJobOnDemand.",
        QuarantineReason.TooManyDeletes =>
            $"Look at what it would delete. If that is right, let it with Restart-Mg{noun}SynchronizationJob and the reset scope ForceDeletes; "
            + "if not, put the source or the scope right.",
        QuarantineReason.QuarantinedOnDemand => "Ask whoever put it there.",
        _ when (quarantine?.Error ?? lastError) is { Code: { } code } && code.IndexOf("Credential", StringComparison.OrdinalIgnoreCase) >= 0 =>
            $"Renew the credentials with Set-Mg{noun}SynchronizationSecret, and test them with Test-Mg{noun}SynchronizationJobCredential.",
        _ => $"Mend what the error says; Test-Mg{noun}SynchronizationJobCredential tells whether it is the credentials.",
    };

    private static string After(string before, string? text) => string.IsNullOrEmpty(text) ? string.Empty : before + text;

    private static string? Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Finding(GraphSyncJobVerdict Verdict)
    {
        public DateTimeOffset? Since { get; init; }

        public string? Cause { get; init; }

        public string? NextStep { get; init; }
    }
}
