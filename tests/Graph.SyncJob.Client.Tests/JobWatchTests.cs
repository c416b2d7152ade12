using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Graph.SyncJob.Waiting;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client.Tests;

/// <summary>How jobs are watched: how often, how many at once, and for how long.</summary>
public sealed class JobWatchTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<DateTimeOffset> _looks = new();
    private readonly ConcurrentQueue<(WatchedJob Job, MicrosoftGraphSynchronizationJob? Seen, Exception? Failure)> _ended = new();

    [Fact]
    public void Waits_grow_by_half_from_five_seconds_to_a_minute_give_or_take_a_fifth()
    {
        var middle = new PollingInterval(() => 0.5);
        var shortest = new PollingInterval(() => 0);
        var longest = new PollingInterval(() => 1);

        Assert.Equal([5, 7.5, 11.25, 16.875, 25.3125, 37.96875, 56.953125, 60, 60], Enumerable.Range(0, 9).Select(_ => middle.Next().TotalSeconds));
        Assert.Equal(4, shortest.Next().TotalSeconds, 6);
        Assert.Equal(6, longest.Next().TotalSeconds, 6);
    }

    [Fact]
    public async Task No_more_than_eight_jobs_are_read_at_once()
    {
        var (now, most) = (0, 0);
        var enough = new TaskCompletionSource();
        var watch = Watch(TimeSpan.Zero, async (_, cancellationToken) =>
        {
            var count = Interlocked.Increment(ref now);
            InterlockedMax(ref most, count);
            if (count == JobWatch.MostReadsAtOnce)
            {
                enough.TrySetResult();
            }

            await enough.Task.WaitAsync(cancellationToken);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return new MicrosoftGraphSynchronizationJob();
        });

        await watch.RunAsync(Jobs(100), TestContext.Current.CancellationToken);

        Assert.Equal(8, most);
        Assert.Equal(100, _ended.Count);
    }

    [Fact]
    public async Task Without_time_each_job_is_looked_at_once()
    {
        await Watch(TimeSpan.Zero, Read).RunAsync(Jobs(3), TestContext.Current.CancellationToken);

        Assert.Equal(3, _looks.Count);
        Assert.All(_ended, end => Assert.NotNull(end.Seen));
    }

    [Fact]
    public async Task When_the_time_is_over_there_is_one_last_look()
    {
        var began = _clock.GetUtcNow();
        var run = Watch(TimeSpan.FromSeconds(20), Read).RunAsync(Jobs(1), TestContext.Current.CancellationToken);

        await PassAsync(run);

        Assert.Equal(began, _looks.First());
        Assert.Single(_looks, look => look >= began.AddSeconds(20));
        Assert.NotNull(Assert.Single(_ended).Seen);
    }

    [Fact]
    public async Task A_look_that_takes_too_long_at_the_end_is_given_up()
    {
        var began = _clock.GetUtcNow();
        var run = Watch(TimeSpan.FromSeconds(20), async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new MicrosoftGraphSynchronizationJob();
        }).RunAsync(Jobs(1), TestContext.Current.CancellationToken);

        await PassAsync(run);

        Assert.Equal((null, null), (_ended.Single().Seen, _ended.Single().Failure));
        Assert.True(_clock.GetUtcNow() >= began.AddSeconds(30));
    }

    [Fact]
    public async Task A_failure_ends_the_watch_of_its_job_alone()
    {
        var failure = new GraphRequestException("Gone", "Gone.");
        var watch = Watch(TimeSpan.FromSeconds(20), (job, cancellationToken) => job.Address.JobId == "1" ? throw failure : Read(job, cancellationToken));

        var run = watch.RunAsync(Jobs(3), TestContext.Current.CancellationToken);
        await PassAsync(run);

        Assert.Equal(["1"], _ended.Where(end => end.Failure == failure).Select(end => end.Job.Address.JobId));
        Assert.Equal(2, _ended.Count(end => end.Failure is null));
    }

    [Fact]
    public async Task Once_it_is_stopped_nothing_is_looked_at_any_more()
    {
        using var stop = new CancellationTokenSource();
        var run = Watch(TimeSpan.FromHours(1), Read).RunAsync(Jobs(3), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(3, _looks.Count);
        Assert.Empty(_ended);
    }

    private JobWatch Watch(TimeSpan timeout, Func<WatchedJob, CancellationToken, Task<MicrosoftGraphSynchronizationJob>> read) =>
        new(read, _clock.WaitAsync, timeout)
        {
            IsSettled = (_, _, _) => false,
            Saw = (_, _) => { },
            Ended = (job, seen, failure) => _ended.Enqueue((job, seen, failure)),
        };

    private Task<MicrosoftGraphSynchronizationJob> Read(WatchedJob job, CancellationToken cancellationToken)
    {
        _looks.Enqueue(_clock.GetUtcNow());
        return Task.FromResult(new MicrosoftGraphSynchronizationJob());
    }

    private static IReadOnlyList<WatchedJob> Jobs(int count) =>
    [
        .. Enumerable.Range(0, count).Select(number => new WatchedJob(
            number,
            new JobIdentity(new OwnerIdentity(OwnerKind.Application, "app", null), $"{number}"),
            new JobAddress(OwnerKind.Application, "app", $"{number}"))),
    ];

    private async Task PassAsync(Task run)
    {
        while (!run.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await run;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
