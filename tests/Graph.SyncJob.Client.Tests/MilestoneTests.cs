using Graph.SyncJob.Waiting;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client.Tests;

/// <summary>When source and target are in step.</summary>
public sealed class MilestoneTests
{
    private static readonly DateTimeOffset Steady = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_job_that_runs_and_has_nothing_left_to_do_is_steady() => Assert.True(IsSteady(Job()));

    [Fact]
    public void A_job_that_never_came_to_the_end_of_a_cycle_is_not() =>
        Assert.False(IsSteady(Job(status => status.SteadyStateLastAchievedTime = null)));

    [Theory]
    [InlineData(SynchronizationTaskExecutionResult.Succeeded, true)]
    [InlineData(SynchronizationTaskExecutionResult.EntryLevelErrors, true)]
    [InlineData(SynchronizationTaskExecutionResult.Failed, false)]
    public void After_a_run_that_failed_it_is_not(SynchronizationTaskExecutionResult state, bool isSteady) =>
        Assert.Equal(isSteady, IsSteady(Job(status => status.LastExecution = new() { State = state })));

    [Theory]
    [InlineData(10, 10, 0, true)]
    [InlineData(9, 10, 0, false)]
    [InlineData(9, 10, 60, false)]
    [InlineData(9, 10, -60, true)]
    public void What_is_left_to_do_counts_unless_it_was_seen_before_the_last_cycle_ended(long done, long all, int secondsLater, bool isSteady) =>
        Assert.Equal(isSteady, IsSteady(Job(status => status.Progress =
            [new() { CompletedUnits = done, TotalUnits = all, ProgressObservationDateTime = Steady.AddSeconds(secondsLater) }])));

    [Fact]
    public void A_job_of_which_nothing_is_known_is_nowhere_and_may_come_anywhere() =>
        Assert.All(Enum.GetValues<GraphSyncJobMilestone>(), milestone =>
        {
            Assert.False(milestone.IsReached(new MicrosoftGraphSynchronizationJob()));
            Assert.Null(milestone.HindranceOf(new MicrosoftGraphSynchronizationJob()));
        });

    private static bool IsSteady(MicrosoftGraphSynchronizationJob job) => GraphSyncJobMilestone.SteadyState.IsReached(job);

    private static MicrosoftGraphSynchronizationJob Job(Action<MicrosoftGraphSynchronizationStatus>? change = null)
    {
        var status = new MicrosoftGraphSynchronizationStatus
        {
            Code = SynchronizationStatusCode.Active,
            SteadyStateFirstAchievedTime = Steady.AddDays(-1),
            SteadyStateLastAchievedTime = Steady,
        };
        change?.Invoke(status);
        return new() { Schedule = new() { State = SynchronizationScheduleState.Active }, Status = status };
    }
}
