using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Port;
using Graph.SyncJob.Tests.Hosting;
using Microsoft.Graph.PowerShell.Models;

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
        Assert.Equal("Graph answered 429 (TooManyRequests); trying again in 17 s, retry 1 of 3.", fixture.Heard.Retries[0]);
        Assert.Equal(3, graph.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_can_not_be_reached_is_tried_again_for_every_verb()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        using var fixture = new ClientFixture(address);
        var call = fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken);

        await fixture.WaitAsync(call);

        var failure = await Assert.ThrowsAsync<GraphRequestException>(() => call);
        Assert.Equal("ConnectionFailed", failure.Code);
        Assert.StartsWith("Graph could not be reached: ", failure.Message, StringComparison.Ordinal);
        var waits = Waits(fixture);
        Assert.Equal(3, waits.Length);
        Assert.InRange(waits[0], 0.7, 1.3);
        Assert.InRange(waits[2], 2.9, 5.1);
    }

    public static TheoryData<string, string> Unreachable => new MatrixTheoryData<string, string>(
        ["GET", "POST", "PATCH", "PUT", "DELETE"],
        ["no such name", "no TLS", "refused"]);

    [Theory]
    [MemberData(nameof(Unreachable))]
    public async Task Whatever_keeps_a_request_from_leaving_it_is_tried_again(string verb, string obstacle)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        if (obstacle == "refused")
        {
            listener.Stop();
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var greeted = obstacle == "no TLS" ? GreetAsync(listener, stop.Token) : Task.FromResult(0);
        using var fixture = new ClientFixture(new Uri(obstacle == "no such name" ? "https://graph.invalid/" : $"https://127.0.0.1:{port}/"));
        var (client, token) = (fixture.Client, TestContext.Current.CancellationToken);
        var call = verb switch
        {
            "GET" => client.GetJobAsync(Job, Selection.AllProperties, fixture.Options, token),
            "POST" => client.StartJobAsync(Job, fixture.Options, token),
            "PATCH" => client.UpdateJobAsync(Job, new MicrosoftGraphSynchronizationJob { TemplateId = "t" }, fixture.Options, token),
            "PUT" => client.SaveSecretsAsync(Job.OwnerKind, Job.OwnerId, new SecretsPutRequestBody(), fixture.Options, token),
            _ => client.DeleteJobAsync(Job, fixture.Options, token),
        };

        await fixture.WaitAsync(call);

        var failure = await Assert.ThrowsAsync<GraphRequestException>(() => call);
        Assert.Equal("ConnectionFailed", failure.Code);
        Assert.Equal(3, fixture.Heard.Retries.Count);
        Assert.Contains(fixture.Heard.Messages, message => message.Contains($"{verb} ", StringComparison.Ordinal));
        await stop.CancelAsync();
        Assert.Equal(obstacle == "no TLS" ? 4 : 0, await greeted);
    }

    [Theory]
    [InlineData(504)]
    [InlineData(502)]
    [InlineData(null)]
    public async Task A_read_is_sent_again_whatever_became_of_it(int? status)
    {
        // The transport itself takes up to three more connections for a read.
        using var graph = new ScriptedServer(number => number <= 4
            ? status is { } code ? ScriptedServer.GraphError(code, "Code", "Words.") : null
            : ScriptedServer.Answer(200, """{"id":"job-1"}""", "Content-Type: application/json"));
        using var fixture = new ClientFixture(graph.Address);
        var call = fixture.Client.GetJobAsync(Job, Selection.AllProperties, new CallOptions { MaxRetry = 4 }, TestContext.Current.CancellationToken);

        await fixture.WaitAsync(call);

        Assert.Equal("job-1", (await call).Id);
    }

    [Fact]
    public async Task A_test_of_credentials_without_a_job_is_sent_again_whatever_became_of_it()
    {
        using var graph = new ScriptedServer(number => number == 1 ? ScriptedServer.GraphError(504, "Code", "Words.") : ScriptedServer.Answer(204));
        using var fixture = new ClientFixture(graph.Address);
        var call = fixture.Client.ValidateCredentialsAsync(
            OwnerKind.Application, "a", new Microsoft.Graph.PowerShell.Models.ValidateCredentialsPostRequestBody(), new CallOptions { MaxRetry = 1 }, TestContext.Current.CancellationToken);

        await fixture.WaitAsync(call);

        await call;
        Assert.Equal(2, graph.Requests.Count);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(7, 8)]
    public async Task The_call_says_how_often(int maxRetry, int requests)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(429, "Busy", "Busy.", "Retry-After: 1"));
        using var fixture = new ClientFixture(graph.Address);
        var call = fixture.Client.StartJobAsync(Job, new CallOptions { MaxRetry = maxRetry }, TestContext.Current.CancellationToken);

        await fixture.WaitAsync(call);

        await Assert.ThrowsAsync<GraphRequestException>(() => call);
        Assert.Equal(requests, graph.Requests.Count);
    }

    [Fact]
    public async Task No_try_begins_after_the_time_limit_and_no_wait_for_one()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(429, "Busy", "Busy.", "Retry-After: 40"));
        using var fixture = new ClientFixture(graph.Address);
        var call = fixture.Client.StartJobAsync(
            Job, new CallOptions { MaxRetry = 50, RetriesTimeLimit = TimeSpan.FromSeconds(100) }, TestContext.Current.CancellationToken);

        await fixture.WaitAsync(call);

        var failure = await Assert.ThrowsAsync<GraphRequestException>(() => call);
        Assert.Equal(TimeSpan.FromSeconds(40), failure.RetryAfter);
        Assert.Equal(3, graph.Requests.Count);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_the_call_goes_on()
    {
        using var graph = new ScriptedServer(number => number == 1
            ? ScriptedServer.GraphError(401, "InvalidAuthenticationToken", "Expired.", "WWW-Authenticate: Bearer realm=\"\", claims=\"eyJhIjoxfQ==\"")
            : ScriptedServer.Answer(204));
        using var fixture = new ClientFixture(graph.Address);

        await fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken);

        Assert.Equal(2, fixture.Credential.Asked);
        Assert.Equal("""{"a":1}""", fixture.Credential.Claims);
        Assert.Contains("Authorization: Bearer token-2\n", graph.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_calls_that_hear_of_it_at_once_renew_it_once()
    {
        using var graph = new ScriptedServer((_, request) => request.Contains("Bearer token-1\n", StringComparison.Ordinal)
            ? ScriptedServer.GraphError(401, "InvalidAuthenticationToken", "Expired.")
            : ScriptedServer.Answer(204));
        using var fixture = new ClientFixture(graph.Address);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken)));

        Assert.Equal(2, fixture.Credential.Asked);
        Assert.Equal(20, graph.Requests.Count(request => request.Contains("Bearer token-2\n", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_new_token_that_is_refused_too_ends_it()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(401, "InvalidAuthenticationToken", "No."));
        using var fixture = new ClientFixture(graph.Address);

        var failure = await Assert.ThrowsAsync<GraphRequestException>(
            () => fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken));

        Assert.Equal(401, failure.StatusCode);
        Assert.Equal(2, graph.Requests.Count);

        // Nor does the next call ask for one right away.
        await Assert.ThrowsAsync<GraphRequestException>(
            () => fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken));
        Assert.Equal(2, fixture.Credential.Asked);
        Assert.Equal(3, graph.Requests.Count);
    }

    [Fact]
    public async Task A_job_that_was_just_created_and_is_not_found_yet_is_asked_for_again()
    {
        using var graph = new ScriptedServer(number => number switch
        {
            1 => ScriptedServer.Answer(201, """{"id":"job 1"}""", "Content-Type: application/json"),
            <= 5 => ScriptedServer.GraphError(404, "Request_ResourceNotFound", "Not there."),
            _ => ScriptedServer.Answer(204),
        });
        using var fixture = new ClientFixture(graph.Address);
        await fixture.Client.CreateJobAsync(OwnerKind.Application, "app-1", new(), fixture.Options, TestContext.Current.CancellationToken);
        var call = fixture.Client.StartJobAsync(new(OwnerKind.Application, "app-1", "job 1"), fixture.Options, TestContext.Current.CancellationToken);

        await fixture.WaitAsync(call);

        await call;
        Assert.Equal(6, graph.Requests.Count);
    }

    [Fact]
    public async Task A_job_that_stays_away_is_given_up_within_a_minute_and_another_one_at_once()
    {
        using var graph = new ScriptedServer(number => number == 1
            ? ScriptedServer.Answer(201, """{"id":"job-1"}""", "Content-Type: application/json")
            : ScriptedServer.GraphError(404, "Request_ResourceNotFound", "Not there."));
        using var fixture = new ClientFixture(graph.Address);
        await fixture.Client.CreateJobAsync(OwnerKind.Application, "app-1", new(), fixture.Options, TestContext.Current.CancellationToken);
        var other = fixture.Client.StartJobAsync(new(OwnerKind.Application, "app-1", "job-2"), fixture.Options, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<GraphRequestException>(() => other);
        Assert.Equal(2, graph.Requests.Count);
        var created = fixture.Clock.GetUtcNow();

        var call = fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken);
        await fixture.WaitAsync(call);

        Assert.Equal(404, (await Assert.ThrowsAsync<GraphRequestException>(() => call)).StatusCode);
        Assert.InRange(graph.Requests.Count, 5, 9);
        Assert.InRange(fixture.Clock.GetUtcNow() - created, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(62));
    }

    private static async Task Until(Func<bool> condition, Action? whileWaiting = null)
    {
        while (!condition())
        {
            whileWaiting?.Invoke();
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A server that speaks first, and no TLS. Counts who came.</summary>
    private static async Task<int> GreetAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        for (var came = 0; ; came++)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(cancellationToken);
                await client.GetStream().WriteAsync("220 mail.contoso.com\r\n"u8.ToArray(), cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return came;
            }
        }
    }

    private static double[] Waits(ClientFixture fixture) =>
        [.. fixture.Heard.Retries.Select(message => double.Parse(Regex.Match(message, "again in ([0-9.]+) s").Groups[1].Value, CultureInfo.InvariantCulture))];
}
