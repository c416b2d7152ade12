using Graph.SyncJob.Waiting;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Repairs;

/// <summary>What came of a repair, as far as it is known: the one place that judges it.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Advice">What to do now.</param>
/// <param name="IsFinal">Whether a further look could show nothing else.</param>
internal sealed record Verdict(GraphSyncJobRepairOutcome Outcome, string Advice, bool IsFinal = true)
{
    /// <summary>Not known, whatever the reason; an error tells it.</summary>
    public static readonly Verdict NotSeen = new(
        GraphSyncJobRepairOutcome.OutcomeUnknown,
        "Look at the job before you start it again: it may have been started. The error tells why that is not known.");

    /// <summary>What there is to say before anything is done; null when the job is to be repaired.</summary>
    public static Verdict? Before(MicrosoftGraphSynchronizationJob job)
    {
        if (!JobFacts.IsInQuarantine(job))
        {
            return new Verdict(
                GraphSyncJobRepairOutcome.NotNeeded,
                JobFacts.IsRunning(job) ? "None: the job runs." : $"It is not in quarantine, and does not run: {JobFacts.Describe(job)}.");
        }

        // A start would go on with what the service, or a person, stopped on purpose.
        return job.Status?.Quarantine?.Reason switch
        {
            QuarantineReason.TooManyDeletes => new Verdict(
                GraphSyncJobRepairOutcome.DecisionNeeded,
                "The service stopped before it deleted more than is allowed. Look at what it would delete; if that is right, "
                    + "let it with Restart-Mg…SynchronizationJob -ResetScope ForceDeletes; if not, put the source or the scope right first."),
            QuarantineReason.QuarantinedOnDemand => new Verdict(
                GraphSyncJobRepairOutcome.DecisionNeeded,
                "Somebody put it in quarantine on purpose. Ask them; start it with Start-Mg…SynchronizationJob when they agree."),
            _ => null,
        };
    }

    public static Verdict NotAgreed(bool isWhatIf) => isWhatIf
        ? new Verdict(GraphSyncJobRepairOutcome.Planned, "Run it without -WhatIf: the saved credentials are tested, and the job is started if they are good.")
        : new Verdict(GraphSyncJobRepairOutcome.Declined, "Nothing was done. Run it again and agree.");

    /// <summary>Graph refused the credentials that are saved.</summary>
    public static Verdict Refused(GraphRequestException refusal) => new(
        GraphSyncJobRepairOutcome.CredentialsInvalid,
        $"The saved credentials were refused: [{refusal.Code}] {refusal.Message} Save good ones with Set-Mg…SynchronizationSecret, then repair the job again.");

    /// <summary>What a look after the start tells.</summary>
    /// <param name="before">The job in quarantine.</param>
    /// <param name="after">The job now.</param>
    public static Verdict After(MicrosoftGraphSynchronizationJob before, MicrosoftGraphSynchronizationJob after)
    {
        var run = after.Status?.LastExecution;
        var hasRun = run is { TimeEnded: not null } && !IsSame(run, before.Status?.LastExecution);
        if (JobFacts.IsInQuarantine(after))
        {
            var isNew = hasRun
                || (after.Status!.Quarantine?.CurrentBegan is { } began && before.Status?.Quarantine?.CurrentBegan is { } old && began > old);
            return isNew
                ? new Verdict(
                    GraphSyncJobRepairOutcome.QuarantinedAgain,
                    $"Mend the cause first: {JobFacts.Describe(after.Status?.Quarantine)}.")
                : new Verdict(
                    GraphSyncJobRepairOutcome.StillQuarantined, "Graph accepted the start and has not lifted the quarantine yet. Look at the job later.", IsFinal: false);
        }

        if (!JobFacts.IsRunning(after))
        {
            return new Verdict(GraphSyncJobRepairOutcome.Started, $"It is out of quarantine, and does not run: {JobFacts.Describe(after)}.");
        }

        return (hasRun ? run!.State : null) switch
        {
            SynchronizationTaskExecutionResult.Succeeded => new Verdict(GraphSyncJobRepairOutcome.Repaired, "None: the job runs."),
            SynchronizationTaskExecutionResult.EntryLevelErrors => new Verdict(
                GraphSyncJobRepairOutcome.Repaired, "The job runs. Some entries failed; the provisioning logs tell which, and they are tried again."),
            SynchronizationTaskExecutionResult.Failed => new Verdict(
                GraphSyncJobRepairOutcome.AttemptFailed, $"The service tries again. What went wrong: {JobFacts.Describe(run!.Error)}."),
            _ => new Verdict(
                GraphSyncJobRepairOutcome.Started,
                "No attempt has ended yet. Wait for it with Wait-Mg…SynchronizationJob; don't start the job again.",
                IsFinal: false),
        };
    }

    private static bool IsSame(MicrosoftGraphSynchronizationTaskExecution run, MicrosoftGraphSynchronizationTaskExecution? other) =>
        other is not null && run.ActivityIdentifier == other.ActivityIdentifier && run.TimeBegan == other.TimeBegan && run.TimeEnded == other.TimeEnded;
}
