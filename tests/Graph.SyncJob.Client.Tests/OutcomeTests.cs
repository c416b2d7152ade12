using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using Graph.SyncJob.Port;
using Graph.SyncJob.Tests.Hosting;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client.Tests;

/// <summary>What it does when a request went out and its answer was lost: it looks, and does nothing twice.</summary>
public sealed class OutcomeTests
{
    private const string Lost = "504";
    private const string Running = """{"id":"job-1","status":{"code":"Active"},"schedule":{"state":"Active"}}""";
    private const string Paused = """{"id":"job-1","status":{"code":"Paused"},"schedule":{"state":"Paused"}}""";

    private static readonly JobAddress Job = new(OwnerKind.Application, "app-1", "job-1");

    [Fact]
    public async Task A_start_whose_answer_was_lost_has_worked_when_the_job_runs()
    {
        var result = await RunAsync(Start, Lost, Running);

        Assert.Null(result.Failure);
        Assert.Equal("POST GET", result.Verbs);
        Assert.Contains("The gateway before Graph gave up waiting: Words. The request may have been carried out. Looking whether it was.", result.Heard);
        Assert.Contains("It was carried out: its state is Active, its schedule Active.", result.Heard);
    }

    [Fact]
    public async Task A_job_that_shows_the_start_a_moment_later_is_not_started_again()
    {
        var result = await RunAsync(Start, Lost, Paused, Paused, Running);

        Assert.Null(result.Failure);
        Assert.Equal("POST GET GET GET", result.Verbs);
    }

    [Fact]
    public async Task A_job_that_was_not_started_is_started()
    {
        var result = await RunAsync(Start, Lost, Paused, Paused, Paused, Paused, "204");

        Assert.Null(result.Failure);
        Assert.Contains("It was not carried out: its state is Paused, its schedule Paused. Sending it again, retry 1 of 3.", result.Heard);
        Assert.Equal("POST GET GET GET GET POST", result.Verbs);
    }

    [Fact]
    public async Task A_quarantine_older_than_the_start_was_not_lifted()
    {
        var quarantined = Quarantined("2026-10-01T00:00:00Z");
        var result = await RunAsync(Start, Lost, quarantined, quarantined, quarantined, quarantined, "204");

        Assert.Null(result.Failure);
        Assert.Equal("POST GET GET GET GET POST", result.Verbs);
    }

    [Theory]
    [InlineData("2026-11-01T12:10:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task A_quarantine_that_may_be_newer_than_the_start_does_not_tell(string began)
    {
        var result = await RunAsync(Start, Lost, Quarantined(began));

        Assert.Equal("OutcomeUnknown", result.Failure?.Code);
        Assert.Contains("A look does not tell: it is in quarantine", result.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal("POST GET", result.Verbs);
    }

    [Fact]
    public async Task The_clocks_of_both_sides_may_differ()
    {
        // Over there it is an hour later: what began ten minutes from now by our clock is long past.
        var quarantined = Quarantined("2026-11-01T12:10:00Z") + "\nDate: Sun, 01 Nov 2026 13:00:00 GMT";
        var result = await RunAsync(Start, Lost, quarantined, quarantined, quarantined, quarantined, "204");

        Assert.Null(result.Failure);
    }

    [Theory]
    [InlineData("403", "looking failed: [Code] Words.")]
    [InlineData("{}", "its state was not in the answer.")]
    public async Task When_the_look_tells_nothing_the_outcome_stays_unknown(string look, string seen)
    {
        var result = await RunAsync(Start, Lost, look);

        Assert.Equal("OutcomeUnknown", result.Failure?.Code);
        Assert.Equal(
            "The gateway before Graph gave up waiting: Words. The request may have been carried out. A look does not tell: " + seen, result.Failure!.Message);
        Assert.Equal((504, ScriptedServer.RequestId), (result.Failure.StatusCode, result.Failure.RequestId));
        Assert.Equal("POST GET", result.Verbs);
    }

    [Fact]
    public async Task Looks_are_further_and_further_apart()
    {
        var times = new ConcurrentQueue<DateTimeOffset>();
        var clock = new TaskCompletionSource<TimeProvider>();
        using var graph = new ScriptedServer(number =>
        {
            times.Enqueue(clock.Task.Result.GetUtcNow());
            return Answer(number switch { 1 => Lost, 6 => "204", _ => Paused });
        });
        using var fixture = new ClientFixture(graph.Address);
        clock.SetResult(fixture.Clock);
        var running = Start(fixture.Client, fixture.Options);
        while (!running.IsCompleted)
        {
            fixture.Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await running;
        var looks = times.ToArray();
        Assert.Equal(6, looks.Length);
        Assert.True(looks[2] - looks[1] >= TimeSpan.FromSeconds(1));
        Assert.True(looks[3] - looks[2] >= TimeSpan.FromSeconds(2));
        Assert.True(looks[4] - looks[3] >= TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task What_an_earlier_run_sent_and_was_carried_out_is_not_sent_again()
    {
        var result = await RunAsync(Start, SentBefore(), Running);

        Assert.Null(result.Failure);
        Assert.Equal("GET", result.Verbs);
        Assert.Contains(
            "An earlier run sent this and did not hear the answer. The request may have been carried out. Looking whether it was.", result.Heard);
    }

    [Fact]
    public async Task What_an_earlier_run_sent_in_vain_is_sent_and_takes_no_further_try()
    {
        var result = await RunAsync(Start, SentBefore() with { MaxRetry = 0 }, Paused, "204");

        Assert.Null(result.Failure);
        Assert.Equal("GET POST", result.Verbs);
        Assert.Contains("It was not carried out: its state is Paused, its schedule Paused. Sending it.", result.Heard);
    }

    [Fact]
    public async Task What_an_earlier_run_sent_is_not_sent_again_when_nothing_tells()
    {
        var result = await RunAsync(Start, SentBefore(), "{}");

        Assert.Equal("OutcomeUnknown", result.Failure?.Code);
        Assert.Equal("GET", result.Verbs);
    }

    [Fact]
    public async Task A_job_that_went_away_after_an_earlier_run_wanted_it_deleted_was_deleted()
    {
        var result = await RunAsync(Delete, SentBefore() with { MaxRetry = 0 }, Running, "404");

        Assert.Null(result.Failure);
        Assert.Equal("GET DELETE", result.Verbs);
        Assert.Contains("It was not carried out: the job is still there. Sending it.", result.Heard);
        Assert.Contains("Graph says [Code]: an earlier try was carried out.", result.Heard);
    }

    [Fact]
    public async Task Tries_end_and_the_last_word_is_what_was_seen()
    {
        var result = await RunAsync(Start, Options(maxRetry: 1), Lost, Paused, Paused, Paused, Paused, Lost, Paused, Paused, Paused, Paused);

        Assert.Equal("OutcomeUnknown", result.Failure?.Code);
        Assert.Contains("It seems that it was not: its state is Paused", result.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(2, result.Verbs.Split(' ').Count(verb => verb == "POST"));
    }

    [Fact]
    public async Task Without_retries_there_is_one_look_and_no_second_try()
    {
        var result = await RunAsync(Start, Options(maxRetry: 0), Lost, Paused);

        Assert.Equal("OutcomeUnknown", result.Failure?.Code);
        Assert.Equal("POST GET", result.Verbs);
    }

    [Theory]
    [InlineData(Paused, "POST GET")]
    [InlineData(Running, "POST GET GET GET GET POST")]
    public async Task A_pause_is_settled_by_the_state_too(string seen, string verbs)
    {
        var result = await RunAsync(Pause, Lost, seen, seen, seen, seen, "204");

        Assert.Null(result.Failure);
        Assert.Equal(verbs, result.Verbs);
    }

    [Theory]
    [InlineData("""{"status":{"code":"NotRun"},"schedule":{"state":"Active"}}""", "POST GET")]
    [InlineData("""{"status":{"code":"Active","steadyStateFirstAchievedTime":"2026-10-01T00:00:00Z"},"schedule":{"state":"Active"}}""", "POST GET GET GET GET POST")]
    [InlineData("""{"status":{"code":"NotRun","progress":[{"completedUnits":5,"progressObservationDateTime":"2026-10-01T00:00:00Z"}]},"schedule":{"state":"Active"}}""", "POST GET GET GET GET POST")]
    [InlineData(Paused, "POST GET GET GET GET POST")]
    public async Task A_restart_is_settled_by_what_it_resets(string seen, string verbs)
    {
        var result = await RunAsync(Restart(null), Lost, seen, seen, seen, seen, "204");

        Assert.Null(result.Failure);
        Assert.Equal(verbs, result.Verbs);
    }

    [Fact]
    public async Task A_restart_that_leaves_no_trace_stays_unknown()
    {
        var result = await RunAsync(Restart(SynchronizationJobRestartScope.Escrows), Lost, Running);

        Assert.Equal("OutcomeUnknown", result.Failure?.Code);
    }

    [Fact]
    public async Task A_job_that_is_gone_was_deleted()
    {
        var result = await RunAsync(Delete, Lost, "404");

        Assert.Null(result.Failure);
        Assert.Equal("DELETE GET", result.Verbs);
        Assert.Contains("It was carried out: the job is gone.", result.Heard);
    }

    [Fact]
    public async Task A_further_try_that_finds_nothing_says_that_the_first_one_worked()
    {
        var result = await RunAsync(Delete, Lost, Running, Running, Running, Running, "404");

        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task A_job_that_never_was_is_an_error()
    {
        var result = await RunAsync(Delete, "404");

        Assert.Equal(404, result.Failure?.StatusCode);
    }

    [Fact]
    public async Task A_job_that_was_not_created_is_created()
    {
        const string Others = """{"value":[{"id":"a","templateId":"other"},{"id":"b","templateId":"box","status":{"lastExecution":{"state":"Succeeded"}}}]}""";
        var result = await RunAsync(Create, Lost, Others, Others, Others, Others, "201 " + Running);

        Assert.Null(result.Failure);
        Assert.Equal("POST GET GET GET GET POST", result.Verbs);
        Assert.StartsWith("GET /v1.0/applications/app-1/synchronization/jobs HTTP/1.1\n", result.Requests[1], StringComparison.Ordinal);
        Assert.Contains("It was not carried out: there is no job of this template that has never run. Sending it again, retry 1 of 3.", result.Heard);
    }

    [Fact]
    public async Task A_job_that_may_be_the_one_is_named_and_no_other_created()
    {
        var result = await RunAsync(Create, Lost, """{"value":[{"id":"box.1","templateId":"Box"},{"id":"box.2","templateId":"box"}]}""");

        Assert.Equal("OutcomeUnknown", result.Failure?.Code);
        Assert.Contains("there is 'box.1' and 'box.2' of this template, which has never run: it may be the one", result.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal("POST GET", result.Verbs);
    }

    [Fact]
    public async Task What_leaves_no_trace_at_all_is_not_sent_again()
    {
        var result = await RunAsync(
            (client, options) => client.ProvisionOnDemandAsync(Job, new ProvisionOnDemandPostRequestBody(), options, TestContext.Current.CancellationToken), Lost);

        Assert.Equal("OutcomeUnknown", result.Failure?.Code);
        Assert.Equal("POST", result.Verbs);
    }

    [Fact]
    public async Task A_change_to_a_given_value_is_sent_again_without_a_look()
    {
        var result = await RunAsync(
            (client, options) => client.UpdateJobAsync(Job, new MicrosoftGraphSynchronizationJob(), options, TestContext.Current.CancellationToken), Lost, "204");

        Assert.Null(result.Failure);
        Assert.Equal("PATCH PATCH", result.Verbs);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_as_good_as_a_504()
    {
        var result = await RunAsync(Start, "broken", Running);

        Assert.Null(result.Failure);
        Assert.Equal("POST GET", result.Verbs);
    }

    private static Task Start(ISynchronizationClient client, CallOptions options) => client.StartJobAsync(Job, options, TestContext.Current.CancellationToken);

    private static Task Pause(ISynchronizationClient client, CallOptions options) => client.PauseJobAsync(Job, options, TestContext.Current.CancellationToken);

    private static Task Delete(ISynchronizationClient client, CallOptions options) => client.DeleteJobAsync(Job, options, TestContext.Current.CancellationToken);

    private static Task Create(ISynchronizationClient client, CallOptions options) => client.CreateJobAsync(
        OwnerKind.Application, "app-1", new MicrosoftGraphSynchronizationJob { TemplateId = "box" }, options, TestContext.Current.CancellationToken);

    private static Func<ISynchronizationClient, CallOptions, Task> Restart(SynchronizationJobRestartScope? scope) => (client, options) => client.RestartJobAsync(
        Job,
        new RestartPostRequestBody { Criteria = new MicrosoftGraphSynchronizationJobRestartCriteria { ResetScope = scope } },
        options,
        TestContext.Current.CancellationToken);

    private static string Quarantined(string began) =>
        $$"""{"id":"job-1","status":{"code":"Quarantine","quarantine":{"currentBegan":"{{began}}" } },"schedule":{"state":"Active"} }""";

    private static CallOptions Options(int? maxRetry = null) => new() { MaxRetry = maxRetry };

    private static CallOptions SentBefore() => new() { SentBefore = new DateTimeOffset(2026, 11, 1, 11, 0, 0, TimeSpan.Zero) };

    private static Task<Result> RunAsync(Func<ISynchronizationClient, CallOptions, Task> call, params string[] answers) => RunAsync(call, Options(), answers);

    private static async Task<Result> RunAsync(Func<ISynchronizationClient, CallOptions, Task> call, CallOptions options, params string[] answers)
    {
        using var graph = new ScriptedServer(number => Answer(number <= answers.Length ? answers[number - 1] : "500"));
        using var fixture = new ClientFixture(graph.Address);
        var running = call(fixture.Client, options with { Observer = fixture.Heard });
        await fixture.WaitAsync(running);
        var failure = await Record.ExceptionAsync(() => running);
        return new Result((GraphRequestException?)failure, string.Join(' ', graph.Requests.Select(request => request.Split(' ')[0])))
        {
            Requests = graph.Requests,
            Heard = fixture.Heard.Messages,
        };
    }

    /// <summary>A status, or the body of a 200 with headers on lines of their own after it.</summary>
    private static string? Answer(string answer) => answer switch
    {
        "broken" => null,
        "204" => ScriptedServer.Answer(204),
        ['2', '0', '1', ' ', .. var body] => ScriptedServer.Answer(201, body, "Content-Type: application/json"),
        ['{', ..] => ScriptedServer.Answer(200, answer.Split('\n')[0], ["Content-Type: application/json", .. answer.Split('\n')[1..]]),
        _ => ScriptedServer.GraphError(int.Parse(answer, System.Globalization.CultureInfo.InvariantCulture), "Code", "Words."),
    };

    private sealed record Result(GraphRequestException? Failure, string Verbs)
    {
        public required IReadOnlyList<string> Requests { get; init; }

        public required IReadOnlyList<string> Heard { get; init; }
    }
}
