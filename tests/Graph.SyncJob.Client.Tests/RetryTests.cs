using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Graph.SyncJob.Port;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Client.Tests;

/// <summary>How long it waits before it asks a busy service again.</summary>
public sealed class RetryTests
{
    private static readonly JobAddress Job = new(OwnerKind.Application, "app-1", "job-1");

    [Fact]
    public async Task Without_Retry_After_the_wait_doubles_from_three_seconds_with_jitter()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(503, "Busy", "Busy."));
        using var fixture = new ClientFixture(graph.Address);
        var call = fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken);

        await fixture.WaitAsync(call);

        var failure = await Assert.ThrowsAsync<GraphRequestException>(() => call);
        Assert.Equal(503, failure.StatusCode);
        Assert.Equal(4, graph.Requests.Count);
        var waits = Waits(fixture);
        Assert.InRange(waits[0], 2.2, 3.8);
        Assert.InRange(waits[1], 4.4, 7.6);
        Assert.InRange(waits[2], 8.9, 15.1);
    }

    [Fact]
    public async Task Retry_After_is_honoured_in_seconds_and_as_a_date()
    {
        var date = new DateTimeOffset(2026, 11, 1, 12, 5, 0, TimeSpan.Zero);
        using var graph = new ScriptedServer(number => number switch
        {
            1 => ScriptedServer.GraphError(429, "Busy", "Busy.", "Retry-After: 17"),
            2 => ScriptedServer.GraphError(429, "Busy", "Busy.", $"Retry-After: {date:r}"),
            _ => ScriptedServer.Answer(204),
        });
        using var fixture = new ClientFixture(graph.Address);
        var call = fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken);

        // The clock stands still but while the first wait passes.
        await Until(() => fixture.Heard.Retries.Count == 1);
        await Until(() => graph.Requests.Count == 2, whileWaiting: () => fixture.Clock.Advance(TimeSpan.FromSeconds(1)));
        await Until(() => fixture.Heard.Retries.Count == 2);
        var untilDate = (date - fixture.Clock.GetUtcNow()).TotalSeconds;
        await fixture.WaitAsync(call);

        await call;
        Assert.Equal([17, untilDate], Waits(fixture));
        Assert.Equal(3, graph.Requests.Count);
    }

    private static async Task Until(Func<bool> condition, Action? whileWaiting = null)
    {
        while (!condition())
        {
            whileWaiting?.Invoke();
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private static double[] Waits(ClientFixture fixture) =>
        [.. fixture.Heard.Retries.Select(message => double.Parse(Regex.Match(message, "again in ([0-9.]+) s").Groups[1].Value, CultureInfo.InvariantCulture))];
}
