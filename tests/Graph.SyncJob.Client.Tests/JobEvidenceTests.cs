using Graph.SyncJob.Client.Outcomes;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client.Tests;

/// <summary>What a job's state says of a request, to the second: times come in whole ones from the service, and in fractions from this side.</summary>
public sealed class JobEvidenceTests
{
    private static readonly DateTimeOffset Sent = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<SynchronizationStatusCode?, SynchronizationScheduleState?, string> Started => new()
    {
        { SynchronizationStatusCode.Active, SynchronizationScheduleState.Active, "Done: its state is Active, its schedule Active" },
        { SynchronizationStatusCode.NotRun, SynchronizationScheduleState.Active, "Done: its state is NotRun, its schedule Active" },
        { SynchronizationStatusCode.Paused, SynchronizationScheduleState.Active, "NotDone: its state is Paused, its schedule Active" },
        { SynchronizationStatusCode.Active, SynchronizationScheduleState.Paused, "NotDone: its state is Active, its schedule Paused" },
        { SynchronizationStatusCode.Active, SynchronizationScheduleState.Disabled, "NotDone: its state is Active, its schedule Disabled" },
        { null, SynchronizationScheduleState.Active, "CannotTell: its state was not in the answer" },
        { SynchronizationStatusCode.Active, null, "CannotTell: its state was not in the answer" },
    };

    public static TheoryData<SynchronizationStatusCode?, SynchronizationScheduleState?, string> Paused => new()
    {
        { SynchronizationStatusCode.Paused, SynchronizationScheduleState.Active, "Done: its state is Paused, its schedule Active" },
        { SynchronizationStatusCode.Active, SynchronizationScheduleState.Paused, "Done: its state is Active, its schedule Paused" },
        { SynchronizationStatusCode.Active, SynchronizationScheduleState.Active, "NotDone: its state is Active, its schedule Active" },
        { null, SynchronizationScheduleState.Active, "CannotTell: its state was not in the answer" },
        { SynchronizationStatusCode.Active, null, "CannotTell: its state was not in the answer" },
    };

    public static TheoryData<SynchronizationJobRestartScope?, string> Scopes => new()
    {
        { null, "Done: its state is Active, its schedule Active, at the beginning of its first cycle" },
        { SynchronizationJobRestartScope.Watermark, "Done: its state is Active, its schedule Active, at the beginning of its first cycle" },
        { SynchronizationJobRestartScope.QuarantineState, "Done: its state is Active, its schedule Active, not in quarantine" },
        { SynchronizationJobRestartScope.Escrows, "CannotTell: its state is Active, its schedule Active, which it may have been before" },
        {
            SynchronizationJobRestartScope.QuarantineState | SynchronizationJobRestartScope.Escrows,
            "CannotTell: its state is Active, its schedule Active, which it may have been before"
        },
    };

    [Theory]
    [MemberData(nameof(Started))]
    public void A_start_shows_in_both_states(SynchronizationStatusCode? code, SynchronizationScheduleState? schedule, string finding) =>
        Assert.Equal(finding, Words(JobEvidence.OfStart(Job(code, schedule), Sent)));

    [Theory]
    [MemberData(nameof(Paused))]
    public void A_pause_shows_in_either(SynchronizationStatusCode? code, SynchronizationScheduleState? schedule, string finding) =>
        Assert.Equal(finding, Words(JobEvidence.OfPause(Job(code, schedule))));

    [Theory]
    [InlineData(-2.001, "NotDone: it is in quarantine since 2026-11-01 11:59:57Z")]
    [InlineData(-2.0, "CannotTell: it is in quarantine since 2026-11-01 11:59:58Z, which may be again")]
    [InlineData(1.0, "CannotTell: it is in quarantine since 2026-11-01 12:00:01Z, which may be again")]
    [InlineData(null, "CannotTell: it is in quarantine, and does not say since when")]
    public void A_quarantine_from_before_was_not_lifted(double? seconds, string finding)
    {
        var job = Job(SynchronizationStatusCode.Quarantine, SynchronizationScheduleState.Active);
        job.Status!.Quarantine = new MicrosoftGraphSynchronizationQuarantine { CurrentBegan = At(seconds) };

        Assert.Equal(finding, Words(JobEvidence.OfStart(job, Sent)));
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public void A_restart_shows_by_what_it_resets(SynchronizationJobRestartScope? scope, string finding) =>
        Assert.Equal(finding, Words(JobEvidence.OfRestart(Job(SynchronizationStatusCode.Active, SynchronizationScheduleState.Active), scope, Sent)));

    [Theory]
    [InlineData(-2.001, false)]
    [InlineData(-2, true)]
    public void A_steady_state_from_before_was_not_reset(double seconds, bool isDone)
    {
        var job = Job(SynchronizationStatusCode.Active, SynchronizationScheduleState.Active);
        job.Status!.SteadyStateFirstAchievedTime = At(seconds);

        Assert.Equal(Restarted(isDone), Words(JobEvidence.OfRestart(job, null, Sent)));
    }

    [Theory]
    [InlineData(-2.001, 5, false)]
    [InlineData(-2.0, 5, true)]
    [InlineData(-60.0, 0, true)]
    [InlineData(null, 5, true)]
    public void Progress_from_before_was_not_reset(double? seconds, long completed, bool isDone)
    {
        var job = Job(SynchronizationStatusCode.Active, SynchronizationScheduleState.Active);
        job.Status!.Progress =
        [
            new MicrosoftGraphSynchronizationProgress { CompletedUnits = 0, ProgressObservationDateTime = Sent },
            new MicrosoftGraphSynchronizationProgress { CompletedUnits = completed, ProgressObservationDateTime = At(seconds) },
        ];

        Assert.Equal(Restarted(isDone), Words(JobEvidence.OfRestart(job, null, Sent)));
    }

    private static string Restarted(bool isDone) => isDone
        ? "Done: its state is Active, its schedule Active, at the beginning of its first cycle"
        : "NotDone: its state is Active, its schedule Active, with the progress that it had before";

    private static MicrosoftGraphSynchronizationJob Job(SynchronizationStatusCode? code, SynchronizationScheduleState? schedule) => new()
    {
        Status = new MicrosoftGraphSynchronizationStatus { Code = code },
        Schedule = new MicrosoftGraphSynchronizationSchedule { State = schedule },
    };

    private static DateTimeOffset? At(double? seconds) => seconds is { } after ? Sent.AddSeconds(after) : null;

    private static string Words(Finding finding) => $"{finding.Verdict}: {finding.Seen}";
}
