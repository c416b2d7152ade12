using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Errors are made for people: what happened, to which object, and what to do.</summary>
public sealed class ErrorTests
{
    private const string Start = "Start-MgApplicationSynchronizationJob -ApplicationId app-1 -SynchronizationJobId job-1 -PassThru";

    public static TheoryData<int, string, ErrorCategory, string> Refusals => new()
    {
        { 400, "Request_BadRequest", ErrorCategory.InvalidArgument, "Check the ids and the job's configuration" },
        { 401, "InvalidAuthenticationToken", ErrorCategory.AuthenticationError, "Connect-GraphSyncJob" },
        { 403, "Authorization_RequestDenied", ErrorCategory.PermissionDenied, "Synchronization.ReadWrite.All" },
        { 404, "Request_ResourceNotFound", ErrorCategory.ObjectNotFound, "SynchronizationJobId = … }), and the job must belong to it." },
        { 405, "Request_BadRequest", ErrorCategory.InvalidArgument, "Check the ids and the job's configuration" },
        { 408, "RequestTimeout", ErrorCategory.OperationTimeout, "try again later" },
        { 409, "Conflict", ErrorCategory.ResourceBusy, "Something else is changing the job" },
        { 410, "Gone", ErrorCategory.ObjectNotFound, "SynchronizationJobId = … }), and the job must belong to it." },
        { 412, "PreconditionFailed", ErrorCategory.ResourceBusy, "Something else is changing the job" },
        { 413, "RequestTooLarge", ErrorCategory.InvalidArgument, "Check the ids and the job's configuration" },
        { 415, "UnsupportedMediaType", ErrorCategory.InvalidArgument, "Check the ids and the job's configuration" },
        { 422, "UnprocessableEntity", ErrorCategory.InvalidArgument, "Check the ids and the job's configuration" },
        { 423, "Locked", ErrorCategory.ResourceBusy, "Something else is changing the job" },
        { 500, "Service_InternalServerError", ErrorCategory.InvalidResult, "give the request-id to Microsoft support" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_says_all_that_Graph_said_and_what_to_do(int status, string code, ErrorCategory category, string advice)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(status, code, "The words of Graph."));

        var error = ErrorFrom(graph);

        Assert.Single(graph.Requests);
        Assert.StartsWith(code + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Equal("ApplicationId 'app-1', SynchronizationJobId 'job-1'", error.TargetObject.ToString());
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(
            $"Could not start synchronization job 'job-1' of application 'app-1': [{code}] The words of Graph. (HTTP {status}, request-id {ScriptedServer.RequestId}, 2026-11-01 12:00:00Z)",
            error.ToString());
    }

    [Fact]
    public void What_Graph_does_not_say_is_not_in_the_message()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(409, """{"error":{"code":"Conflict","message":"Words."}}""", "Content-Type: application/json"));

        Assert.EndsWith(": [Conflict] Words. (HTTP 409)", ErrorFrom(graph).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_permission_that_is_needed_is_named_for_both_kinds_of_caller()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(403, "Authorization_RequestDenied", "No."));

        var advice = ErrorFrom(graph).ErrorDetails.RecommendedAction;

        Assert.Contains("delegated permission Synchronization.ReadWrite.All", advice, StringComparison.Ordinal);
        Assert.Contains("application permission Application.ReadWrite.OwnedBy", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void The_exception_carries_what_a_script_needs()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(404, "Request_ResourceNotFound", "Gone."));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var values = engine.Run($"{Start} -ErrorAction SilentlyContinue -ErrorVariable e; $x = $e[0].Exception; $x.StatusCode; $x.Code; $x.RequestId; $x.ClientRequestId; $x.Date.UtcDateTime.Ticks").Output;

        Assert.Equal(
            [404, "Request_ResourceNotFound", ScriptedServer.RequestId, "66666666-7777-8888-9999-000000000000", new DateTime(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc).Ticks],
            values);
    }

    [Theory]
    [InlineData(429, "TooManyRequests", "Retry-After: 0", ErrorCategory.LimitsExceeded, "The service asks to wait 0 s.")]
    [InlineData(429, "TooManyRequests", "X-None: 0", ErrorCategory.LimitsExceeded, "Too many requests. Wait a while")]
    [InlineData(503, "ServiceUnavailable", "Retry-After: 0", ErrorCategory.ResourceUnavailable, "The service asks to wait 0 s.")]
    [InlineData(503, "ServiceUnavailable", "X-None: 0", ErrorCategory.ResourceUnavailable, "The service failed.")]
    public void A_busy_service_is_asked_again_three_times_and_then_it_is_an_error(
        int status, string code, string header, ErrorCategory category, string advice)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(status, code, "Busy.", header));

        var error = ErrorFrom(graph);

        Assert.Equal(4, graph.Requests.Count);
        Assert.StartsWith(code + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.StartsWith(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public void A_busy_service_that_recovers_is_a_success_and_Verbose_tells(int status)
    {
        using var graph = new ScriptedServer(number => number < 3
            ? ScriptedServer.GraphError(status, "Busy", "Busy.", "Retry-After: 0")
            : ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run(Start + " -Verbose");

        Assert.Equal([true], result.Output);
        Assert.Equal(3, graph.Requests.Count);
        Assert.Equal(2, result.Verbose.Count(line => line.Contains($"Graph answered {status}", StringComparison.Ordinal) && line.Contains("trying again", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_wait_that_is_too_long_is_not_waited_for_but_told()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(429, "TooManyRequests", "Busy.", "Retry-After: 86400"));

        var error = ErrorFrom(graph);

        Assert.Single(graph.Requests);
        Assert.Contains("86400 s", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_504_is_not_sent_again_because_nobody_knows_whether_it_was_done()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(504, "GatewayTimeout", "Too slow."));

        var error = ErrorFrom(graph);

        Assert.Single(graph.Requests, IsPost);
        Assert.StartsWith("OutcomeUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Contains("may have been carried out", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_breaks_after_the_request_is_not_sent_again()
    {
        using var graph = new ScriptedServer(_ => null);

        var error = ErrorFrom(graph);

        Assert.Single(graph.Requests, IsPost);
        Assert.StartsWith("OutcomeUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.StartsWith("Look at the job's state before you start it again", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kept_connection_that_breaks_under_the_second_request_does_not_send_it_twice()
    {
        using var graph = new ScriptedServer(number => number == 2 ? null : ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);
        engine.Run(Start).ThrowIfFailed();

        var error = engine.Run(Start).Error;

        Assert.Equal(2, graph.Requests.Count(IsPost));
        Assert.StartsWith("OutcomeUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_is_not_there_is_a_connection_error_and_nothing_was_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        using var engine = ModuleEngine.ConnectedTo(address);

        var error = engine.Run(Start).Error;

        Assert.StartsWith("ConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Contains("Nothing was sent", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("(HTTP", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_HTML_page_from_a_gateway_is_told_in_words()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(403, "<html><script>alert(1)</script></html>", "Content-Type: text/html"));

        var error = ErrorFrom(graph);

        Assert.StartsWith("Forbidden,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("an HTML page came in place of Graph's error", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<html>Sign in to the hotel</html>", "text/html")]
    [InlineData(200, "{}", "application/json")]
    [InlineData(202, "", "text/plain")]
    public void Only_204_is_a_start_whatever_else_looks_like_success(int status, string body, string type)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(status, body, "Content-Type: " + type));

        var error = ErrorFrom(graph);

        Assert.StartsWith("UnexpectedResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ProtocolError, error.CategoryInfo.Category);
        Assert.StartsWith("The answer did not come from Graph as documented", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public void A_redirect_is_not_followed_because_a_token_goes_to_one_host(int status)
    {
        using var elsewhere = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(status, "", $"Location: {elsewhere.Address}v1.0/other"));

        var error = ErrorFrom(graph);

        Assert.Empty(elsewhere.Requests);
        Assert.Single(graph.Requests);
        Assert.StartsWith("UnexpectedResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"error\":\"text\"}")]
    [InlineData("{\"error\":{\"code\":7,\"message\":[]}}")]
    [InlineData("")]
    public void A_body_that_is_no_Graph_error_still_gives_a_clear_one(string body)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(400, body, "Content-Type: application/json", "request-id: r-1"));

        var error = ErrorFrom(graph);

        Assert.StartsWith("BadRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("HTTP 400", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("r-1", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_from_the_service_do_not_reach_the_terminal()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(400, "Bad\\u001b,Code", "Red \\u001b[31m alert"));

        var error = ErrorFrom(graph);

        Assert.DoesNotContain('\u001b', error.ToString());
        Assert.StartsWith("BadRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_service_says_is_one_line_of_bearable_length()
    {
        using var graph = new ScriptedServer(number => ScriptedServer.GraphError(
            400, "Code", number == 1 ? "\\n\\tTwo\\r\\nlines \\u0007here\\n" : new string('x', number == 2 ? 2000 : 2001)));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        Assert.Contains(": [Code] Two lines here (HTTP", engine.Run(Start).Error.ToString(), StringComparison.Ordinal);
        Assert.Contains($" {new string('x', 2000)} (HTTP", engine.Run(Start).Error.ToString(), StringComparison.Ordinal);
        Assert.Contains($" {new string('x', 2000)}… (HTTP", engine.Run(Start).Error.ToString(), StringComparison.Ordinal);
    }

    private static ErrorRecord ErrorFrom(ScriptedServer graph)
    {
        using var engine = ModuleEngine.ConnectedTo(graph.Address);
        var result = engine.Run(Start);

        Assert.Null(result.Terminating);
        Assert.Empty(result.Output);
        return Assert.Single(result.Errors);
    }

    private static bool IsPost(string request) => request.StartsWith("POST ", StringComparison.Ordinal);
}
