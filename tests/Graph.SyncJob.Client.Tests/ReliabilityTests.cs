using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Port;
using Graph.SyncJob.Tests.Hosting;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client.Tests;

/// <summary>What it says of a request is true, however the tries before the last one ended.</summary>
public sealed class ReliabilityTests
{
    private static readonly JobAddress Job = new(OwnerKind.Application, "app-1", "job-1");

    [Fact]
    public async Task A_change_whose_answers_were_all_lost_is_not_called_undone()
    {
        var failure = await UpdateAsync(_ => ScriptedServer.GraphError(504, "GatewayTimeout", "Too slow."));

        Assert.Equal("OutcomeUnknown", failure.Code);
        Assert.Equal(504, failure.StatusCode);
        Assert.DoesNotContain("An earlier try", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "Authorization_RequestDenied")]
    [InlineData(429, "TooManyRequests")]
    public async Task What_a_further_try_is_told_does_not_tell_what_became_of_the_one_before(int status, string code)
    {
        var failure = await UpdateAsync(number => number == 1 ? null : ScriptedServer.GraphError(status, code, "No."));

        Assert.Equal("OutcomeUnknown", failure.Code);
        Assert.Equal(status, failure.StatusCode);
        Assert.Contains($"[{code}] No. An earlier try may have been carried out.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 502)]
    [InlineData(1, 504)]
    [InlineData(2, 504)]
    public async Task However_many_answers_were_lost_one_of_them_may_have_been_to_a_change(int lost, int status)
    {
        var failure = await UpdateAsync(number => number <= lost
            ? ScriptedServer.GraphError(status, "Code", "Words.")
            : ScriptedServer.GraphError(403, "Authorization_RequestDenied", "No."));

        Assert.Equal("OutcomeUnknown", failure.Code);
    }

    [Fact]
    public async Task A_read_leaves_nothing_in_doubt()
    {
        using var graph = new ScriptedServer(number => number == 1 ? null : ScriptedServer.GraphError(403, "Authorization_RequestDenied", "No."));
        using var fixture = new ClientFixture(graph.Address);
        var call = fixture.Client.GetJobAsync(Job, Selection.AllProperties, fixture.Options, TestContext.Current.CancellationToken);
        await fixture.WaitAsync(call);

        Assert.Equal("Authorization_RequestDenied", (await Assert.ThrowsAsync<GraphRequestException>(() => call)).Code);
    }

    [Theory]
    [InlineData("13:00:20", "20")]
    [InlineData("12:59:20", "0")]
    public async Task A_date_in_Retry_After_is_one_by_the_clock_of_the_service(string time, string seconds)
    {
        // Over there it is an hour later.
        using var graph = new ScriptedServer(number => number == 1
            ? ScriptedServer.GraphError(429, "Busy", "Busy.", "Date: Sun, 01 Nov 2026 13:00:00 GMT", $"Retry-After: Sun, 01 Nov 2026 {time} GMT")
            : ScriptedServer.Answer(204));
        using var fixture = new ClientFixture(graph.Address);
        var call = fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken);
        await fixture.WaitAsync(call);

        await call;
        Assert.Contains($"trying again in {seconds} s", Assert.Single(fixture.Heard.Retries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_can_not_be_read_does_not_hide_that_the_answer_was_lost()
    {
        using var graph = new ScriptedServer(number => number == 1
            ? ScriptedServer.GraphError(504, "GatewayTimeout", "\\ud800")
            : ScriptedServer.Answer(200, """{"status":{"code":"Active"},"schedule":{"state":"Active"}}""", "Content-Type: application/json"));
        using var fixture = new ClientFixture(graph.Address);
        var call = fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken);
        await fixture.WaitAsync(call);

        await call;
        Assert.Equal(2, graph.Requests.Count);
    }

    [Fact]
    public async Task A_code_of_nothing_but_control_characters_is_none()
    {
        var failure = await UpdateAsync(_ => ScriptedServer.GraphError(403, "\\u0000\\u0001", "\\u0007"));

        Assert.Equal("Forbidden", failure.Code);
        Assert.Contains("in place of Graph's error", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("86400")]
    [InlineData("2147483647")]
    public async Task Nothing_waits_in_the_lanes_longer_than_its_call_may_wait(string seconds)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(429, "TooManyRequests", "Come back later.", $"Retry-After: {seconds}"));
        using var fixture = new ClientFixture(graph.Address);
        var lanes = fixture.Client.OpenLanes(1);
        var calls = Enumerable.Range(0, 50)
            .Select(_ => fixture.Client.StartJobAsync(Job, fixture.Options with { Lanes = lanes }, TestContext.Current.CancellationToken)).ToList();

        // The clock stands still.
        var messages = new List<string>();
        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<GraphRequestException>(() => call);
            Assert.Equal(("TooManyRequests", 429), (failure.Code, failure.StatusCode));
            messages.Add(failure.Message);
        }

        Assert.Contains("Graph had asked to wait before this request could leave, longer than it may. Nothing was sent.", messages);

        Assert.InRange(graph.Requests.Count, 1, 2);
    }

    [Fact]
    public async Task The_answers_in_a_batch_are_as_late_as_the_batch()
    {
        // Without it nobody could compare the times in an answer with those of this side.
        using var answer = new HttpResponseMessage { Content = new StringContent("""{"responses":[{"id":"1","status":204},{"id":"2","status":204,"headers":{"Date":"Sun, 01 Nov 2026 12:00:00 GMT"}}]}""") };
        answer.Headers.Date = new DateTimeOffset(2026, 11, 1, 13, 0, 0, TimeSpan.Zero);

        var parts = await Batch.ReadAsync(answer, 2);

        Assert.Equal([13, 12], parts.Select(part => part!.Headers.Date!.Value.Hour));
    }

    private static async Task<GraphRequestException> UpdateAsync(Func<int, string?> answer)
    {
        using var graph = new ScriptedServer(answer);
        using var fixture = new ClientFixture(graph.Address);
        var call = fixture.Client.UpdateJobAsync(Job, new MicrosoftGraphSynchronizationJob(), fixture.Options, TestContext.Current.CancellationToken);
        await fixture.WaitAsync(call);
        return await Assert.ThrowsAsync<GraphRequestException>(() => call);
    }
}
