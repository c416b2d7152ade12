using System.Linq;
using System.Threading.Tasks;
using Graph.SyncJob.Port;
using Graph.SyncJob.Starts;

namespace Graph.SyncJob.Client.Tests;

/// <summary>How many starts of a job are remembered, and for how long.</summary>
public sealed class StartHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly StartHistory _history = new(mostRemembered: 100);

    [Fact]
    public void Starts_of_a_job_are_counted_for_ten_minutes()
    {
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(minute => _history.Add(Job(1), Now.AddMinutes(minute)).Count));
        Assert.Equal(4, _history.Add(Job(1), Now.AddMinutes(9.9)).Count);
        Assert.Equal(4, _history.Add(Job(1), Now.AddMinutes(10)).Count);
        Assert.Equal(1, _history.Add(Job(1), Now.AddMinutes(30)).Count);
    }

    [Fact]
    public void Each_job_of_each_owner_in_each_Graph_counts_for_itself()
    {
        var jobs = new[]
        {
            Job(1),
            Job(2),
            Job(1) with { GraphRoot = new Uri("https://graph.microsoft.us") },
            Job(1) with { Address = new(OwnerKind.ServicePrincipal, "owner", "1") },
            Job(1) with { Address = new(OwnerKind.Application, "other", "1") },
        };

        Assert.All(jobs, job => Assert.Equal(1, _history.Add(job, Now).Count));
        Assert.All(jobs, job => Assert.Equal(2, _history.Add(job, Now).Count));
    }

    [Fact]
    public void A_start_that_did_not_take_place_is_taken_back_once()
    {
        var refused = _history.Add(Job(1), Now);
        _history.TakeBack(refused);
        _history.TakeBack(refused);

        Assert.Equal([1, 2], new[] { _history.Add(Job(1), Now).Count, _history.Add(Job(1), Now).Count });
        Assert.Equal(1, _history.Add(Job(1), Now.AddMinutes(20)).Count);
    }

    [Fact]
    public void Of_very_many_starts_the_oldest_are_forgotten_first()
    {
        _history.Add(Job(-1), Now);
        for (var job = 0; job < 99; job++)
        {
            _history.Add(Job(job), Now);
        }

        Assert.Equal(2, _history.Add(Job(98), Now).Count);
        Assert.Equal(1, _history.Add(Job(-1), Now).Count);
    }

    [Fact]
    public void It_counts_right_from_many_threads()
    {
        var counts = new int[64];
        Parallel.For(0, counts.Length, index => counts[index] = _history.Add(Job(1), Now).Count);

        Assert.Equal(Enumerable.Range(1, counts.Length), counts.Order());
    }

    private static StartedJob Job(int number) => new(new Uri("https://graph.microsoft.com"), new JobAddress(OwnerKind.Application, "owner", $"{number}"));
}
