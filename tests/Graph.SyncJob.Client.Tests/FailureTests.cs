using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Port;
using Graph.SyncJob.Tests.Hosting;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client.Tests;

/// <summary>What becomes of an answer that is no success: its code, its words, and what a support request needs.</summary>
public sealed class FailureTests
{
    private const string Json = "Content-Type: application/json";

    private static readonly JobAddress Job = new(OwnerKind.Application, "app-1", "job-1");

    [Fact]
    public async Task All_that_Graph_says_is_kept()
    {
        var failure = await FailureOfStartAsync(ScriptedServer.GraphError(
            403, "Authorization_RequestDenied", "No.", "request-id: of-header", "client-request-id: of-header", "Date: Sun, 01 Nov 2026 13:00:00 GMT", "Retry-After: 7"));

        Assert.Equal(("Authorization_RequestDenied", "No.", 403), (failure.Code, failure.Message, failure.StatusCode));
        Assert.Equal((ScriptedServer.RequestId, "66666666-7777-8888-9999-000000000000"), (failure.RequestId, failure.ClientRequestId));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero), failure.Date);
        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
    }

    [Fact]
    public async Task What_the_error_does_not_say_the_headers_do()
    {
        var failure = await FailureOfStartAsync(ScriptedServer.Answer(
            403, """{"error":{"code":"Denied"}}""", Json, "request-id: r-1", "client-request-id: c-1", "Date: Sun, 01 Nov 2026 13:00:00 GMT"));

        Assert.Equal(("r-1", "c-1"), (failure.RequestId, failure.ClientRequestId));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 13, 0, 0, TimeSpan.Zero), failure.Date);
        Assert.Null(failure.RetryAfter);
    }

    [Fact]
    public async Task A_request_whose_answer_names_it_not_is_known_by_the_id_that_it_was_sent_with()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(403, "{}", Json));

        var failure = await FailureOfStartAsync(graph);

        Assert.Null(failure.RequestId);
        Assert.NotNull(failure.ClientRequestId);
        Assert.Contains($"client-request-id: {failure.ClientRequestId}\n", graph.Requests[0], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Details_are_found_under_their_other_spelling_too()
    {
        var failure = await FailureOfStartAsync(ScriptedServer.Answer(403, """{"error":{"code":"C","innererror":{"request-id":"r-1"}}}""", Json));

        Assert.Equal("r-1", failure.RequestId);
    }

    [Theory]
    [InlineData(400, "BadRequest")]
    [InlineData(403, "Forbidden")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(499, "Http499")]
    public async Task A_code_of_its_own_stands_in_for_one_that_Graph_does_not_give(int status, string code)
    {
        var failure = await FailureOfStartAsync(ScriptedServer.Answer(status, "{}", Json), maxRetry: 0);

        Assert.Equal(code, failure.Code);
    }

    [Theory]
    [InlineData("Content-Type: text/html", "an HTML page")]
    [InlineData("Content-Type: application/xml; charset=utf-8", "a body of type application/xml")]
    [InlineData("X-None: 0", "an empty or untyped body")]
    public async Task What_is_no_error_of_Graph_is_told_by_its_type(string type, string words)
    {
        var failure = await FailureOfStartAsync(ScriptedServer.Answer(403, "<error/>", type));

        Assert.Equal(words + " came in place of Graph's error; it seems to come from a gateway or proxy on the way.", failure.Message);
    }

    [Theory]
    [InlineData(128, "the code")]
    [InlineData(129, "Forbidden")]
    public async Task A_code_is_short(int length, string expected)
    {
        var code = new string('c', length);

        var failure = await FailureOfStartAsync(ScriptedServer.GraphError(403, code, "No."));

        Assert.Equal(expected == "the code" ? code : expected, failure.Code);
    }

    [Theory]
    [InlineData("A.code_with-1")]
    [InlineData("Two words", "Forbidden")]
    [InlineData("Two,parts", "Forbidden")]
    public async Task A_code_misleads_nobody_in_an_error_id(string code, string? expected = null)
    {
        var failure = await FailureOfStartAsync(ScriptedServer.GraphError(403, code, "No."));

        Assert.Equal(expected ?? code, failure.Code);
    }

    [Theory]
    [InlineData(64 * 1024, "C")]
    [InlineData((64 * 1024) + 1, "Forbidden")]
    public async Task An_error_is_short_too(int length, string code)
    {
        const string Error = """{"error":{"code":"C"}}""";

        var failure = await FailureOfStartAsync(ScriptedServer.Answer(403, Error.Insert(1, new string(' ', length - Error.Length)), Json));

        Assert.Equal(code, failure.Code);
    }

    [Theory]
    [InlineData(504, "gave up waiting: Too slow. The request")]
    [InlineData(502, "got no proper answer: Too slow. The request")]
    public async Task A_gateway_that_failed_a_start_leaves_it_unknown(int status, string words)
    {
        var failure = await FailureOfProvisionAsync(ScriptedServer.GraphError(status, "Code", "Too slow."));

        Assert.Equal(("OutcomeUnknown", status), (failure.Code, failure.StatusCode));
        Assert.Equal($"The gateway before Graph {words} may have been carried out.", failure.Message);
    }

    [Fact]
    public async Task A_gateway_may_say_nothing()
    {
        var failure = await FailureOfProvisionAsync(ScriptedServer.Answer(504));

        Assert.Equal("The gateway before Graph gave up waiting. The request may have been carried out.", failure.Message);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_gateway_that_failed_a_read_is_an_error_as_any_other(int status)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(status, "Code", "Words."));
        using var fixture = new ClientFixture(graph.Address);

        var failure = await Assert.ThrowsAsync<GraphRequestException>(
            () => fixture.Client.GetJobAsync(Job, Selection.AllProperties, new CallOptions { MaxRetry = 0 }, TestContext.Current.CancellationToken));

        Assert.Equal(("Code", "Words."), (failure.Code, failure.Message));
    }

    [Theory]
    [InlineData(307, "Location: https://elsewhere.example/v1.0/x?token=1", " (elsewhere.example)")]
    [InlineData(302, "Location: /v1.0/other", "")]
    [InlineData(300, "X-None: 0", "")]
    public async Task A_redirect_says_where_it_would_have_led(int status, string location, string host)
    {
        var failure = await FailureOfStartAsync(ScriptedServer.Answer(status, "", location));

        Assert.Equal("UnexpectedResponse", failure.Code);
        Assert.Equal($"127.0.0.1 points to another place{host}; it was not followed, because a token goes to one host only.", failure.Message);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(299)]
    public async Task A_success_of_another_kind_is_not_the_answer(int status)
    {
        var failure = await FailureOfStartAsync(ScriptedServer.Answer(status, "{}", Json));

        Assert.Equal("UnexpectedResponse", failure.Code);
        Assert.Equal($"The answer is not the one that Graph gives for this call: HTTP {status} with a body of type application/json.", failure.Message);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/html")]
    public async Task A_read_that_gets_something_else_than_JSON_has_failed(string type)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(200, "{}", "Content-Type: " + type));
        using var fixture = new ClientFixture(graph.Address);

        var failure = await Assert.ThrowsAsync<GraphRequestException>(
            () => fixture.Client.GetJobAsync(Job, Selection.AllProperties, fixture.Options, TestContext.Current.CancellationToken));

        Assert.Equal("UnexpectedResponse", failure.Code);
    }

    [Theory]
    [InlineData("{\"id\":", "The answer could not be understood: ")]
    [InlineData(null, "The answer is longer than 32 MiB and was given up.")]
    public async Task A_read_that_makes_no_sense_has_failed(string? body, string words)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(200, body ?? new string(' ', (32 * 1024 * 1024) + 1), Json));
        using var fixture = new ClientFixture(graph.Address);

        var failure = await Assert.ThrowsAsync<GraphRequestException>(
            () => fixture.Client.GetJobAsync(Job, Selection.AllProperties, fixture.Options, TestContext.Current.CancellationToken));

        Assert.Equal("UnexpectedResponse", failure.Code);
        Assert.StartsWith(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_count_is_plain_text()
    {
        using var graph = new ScriptedServer(number => ScriptedServer.Answer(200, "7", number == 1 ? "Content-Type: text/plain" : Json));
        using var fixture = new ClientFixture(graph.Address);

        Assert.Equal(7, await fixture.Client.CountJobsAsync(OwnerKind.Application, "a", null, fixture.Options, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<GraphRequestException>(
            () => fixture.Client.CountJobsAsync(OwnerKind.Application, "a", null, fixture.Options, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_no_answer()
    {
        var failure = await FailureOfProvisionAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n");

        Assert.Equal("OutcomeUnknown", failure.Code);
        Assert.StartsWith("The connection broke before a whole answer was there: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(". The request may have been carried out.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("..", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.InnerException);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_none()
    {
        using var graph = ScriptedServer.Silent();
        using var fixture = new ClientFixture(graph.Address);
        var call = fixture.Client.ProvisionOnDemandAsync(Job, new ProvisionOnDemandPostRequestBody(), fixture.Options, TestContext.Current.CancellationToken);
        await graph.Asked;
        fixture.Clock.Advance(fixture.Settings.Timeout);

        var failure = await Assert.ThrowsAsync<GraphRequestException>(() => call);

        Assert.Equal(("OutcomeUnknown", "Graph did not answer in time. The request may have been carried out."), (failure.Code, failure.Message));
    }

    [Fact]
    public async Task A_call_that_is_stopped_is_no_failure()
    {
        using var graph = ScriptedServer.Silent();
        using var fixture = new ClientFixture(graph.Address);
        using var stop = new CancellationTokenSource();
        var call = fixture.Client.StartJobAsync(Job, fixture.Options, stop.Token);
        await graph.Asked;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static async Task<GraphRequestException> FailureOfStartAsync(string answer, int? maxRetry = null)
    {
        using var graph = new ScriptedServer(_ => answer);
        return await FailureOfStartAsync(graph, maxRetry);
    }

    private static async Task<GraphRequestException> FailureOfStartAsync(ScriptedServer graph, int? maxRetry = null)
    {
        using var fixture = new ClientFixture(graph.Address);
        return await Assert.ThrowsAsync<GraphRequestException>(
            () => fixture.Client.StartJobAsync(Job, new CallOptions { MaxRetry = maxRetry }, TestContext.Current.CancellationToken));
    }

    /// <summary>Nothing is looked at when the answer to this one is lost: what comes is the failure itself.</summary>
    private static async Task<GraphRequestException> FailureOfProvisionAsync(string answer)
    {
        using var graph = new ScriptedServer(_ => answer);
        using var fixture = new ClientFixture(graph.Address);
        return await Assert.ThrowsAsync<GraphRequestException>(
            () => fixture.Client.ProvisionOnDemandAsync(Job, new ProvisionOnDemandPostRequestBody(), fixture.Options, TestContext.Current.CancellationToken));
    }
}
