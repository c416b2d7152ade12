using System.Diagnostics;
using System.Linq;
using System.Net.NetworkInformation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client.Tests;

/// <summary>Alone in the process while it measures.</summary>
[CollectionDefinition(nameof(ReliabilityDayTests), DisableParallelization = true)]
public sealed class ReliabilityDay;

/// <summary>A runbook that loops for a day by the clock: it holds on to nothing.</summary>
[Collection(nameof(ReliabilityDayTests))]
public sealed class ReliabilityDayTests
{
    private static readonly TenantSize Size = new(10, 10);
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMinutes(7);

    // Enough for a fault that comes back at every try for a while.
    private static readonly CallOptions Options = new() { MaxRetry = 20 };

    [Fact]
    public async Task A_day_of_a_runbook_leaves_no_more_behind_than_two_hours_of_it()
    {
        // The fixture's clock is the service's clock, too: one of both has to be there first.
        var clock = new LateClock();
        await using var graph = await EmulatorServer.StartAsync(
            new EmulatorOptions
            {
                Url = new Uri("http://127.0.0.1:0"),
                TenantSize = Size,
                Clock = clock,
                RequestLogCapacity = 10,
                LightRequestLog = true,
                Faults =
                [
                    FaultRule.Parse("429 retry-after=7 probability=0.07 seed=1"),
                    FaultRule.Parse("504-after probability=0.05 seed=2 on POST"),
                    FaultRule.Parse("reset-before probability=0.05 seed=3 on POST"),
                ],
            },
            TestContext.Current.CancellationToken);
        using var fixture = new ClientFixture(graph.Address);
        clock.Clock = fixture.Clock;
        var began = fixture.Clock.GetUtcNow();
        var rounds = 0;

        Footprint? early = null;
        for (; fixture.Clock.GetUtcNow() - began < TimeSpan.FromHours(24); rounds++)
        {
            await RoundAsync(fixture);
            fixture.Clock.Advance(BetweenRounds);
            if (early is null && fixture.Clock.GetUtcNow() - began >= TimeSpan.FromHours(2))
            {
                early = Footprint.Now(graph.Address);
            }
        }

        var late = Footprint.Now(graph.Address);
        var seen = $"after 2 hours {early}, after 24 {late}, {rounds} rounds, {fixture.Credential.Asked} tokens";
        TestContext.Current.TestOutputHelper?.WriteLine(seen);

        // What a leak of a few hundred bytes a request would come to is more than that.
        Assert.True(late.Heap - early!.Heap < 1024 * 1024, seen);
        Assert.True(late.Handles - early.Handles < 20, seen);
        Assert.InRange(late.Connections, 1, 20);
        Assert.InRange(fixture.Credential.Asked, 24, 28);
        Assert.True(graph.Faults.All(fault => fault.Hits > 30), seen);
        Assert.All(graph.Jobs, job => Assert.Equal(0, job.StartsWhileRunning));
    }

    // Looks at all jobs, pauses those that run one after the other, and starts them again, many at a time.
    private static async Task RoundAsync(ClientFixture fixture)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var running = new List<JobAddress>();
        foreach (var number in Enumerable.Range(1, Size.ServicePrincipals))
        {
            var address = new JobAddress(OwnerKind.ServicePrincipal, TenantSize.ServicePrincipalId(number), Size.JobId(number)!);
            var job = await Done(fixture.Client.GetJobAsync(address, Selection.AllProperties, Options, cancellation));
            if (job is { Status.Code: SynchronizationStatusCode.Active, Schedule.State: SynchronizationScheduleState.Active })
            {
                running.Add(address);
                await Done(Void(fixture.Client.PauseJobAsync(address, Options, cancellation)));
            }
        }

        Assert.NotEmpty(running);
        var lanes = fixture.Client.OpenLanes(2);
        await Done(Void(Task.WhenAll(running.Select(job => fixture.Client.StartJobAsync(job, Options with { Lanes = lanes }, cancellation)))));

        async Task<T> Done<T>(Task<T> call)
        {
            await fixture.WaitAsync(call);
            return await call;
        }
    }

    private static async Task<bool> Void(Task task)
    {
        await task;
        return true;
    }

    private sealed record Footprint(long Heap, int Handles, int Connections)
    {
        public static Footprint Now(Uri graph)
        {
            for (var turn = 0; turn < 3; turn++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            using var process = Process.GetCurrentProcess();
            return new Footprint(
                GC.GetTotalMemory(forceFullCollection: true),
                process.HandleCount,
                IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
                    .Count(connection => connection.State == TcpState.Established && connection.RemoteEndPoint.Port == graph.Port));
        }
    }

    /// <summary>A clock that is set to another one later.</summary>
    private sealed class LateClock : TimeProvider
    {
        public TimeProvider? Clock { get; set; }

        public override DateTimeOffset GetUtcNow() => (Clock ?? System).GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            (Clock ?? System).CreateTimer(callback, state, dueTime, period);
    }
}
