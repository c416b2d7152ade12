using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>What each fault does to a request, and what the log says of it.</summary>
public sealed class FaultTests : EmulatorTest
{
    private static readonly string Box = Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId);
    private static readonly string Start = $"{Box}/start";

    private readonly FakeTimeProvider _clock = new(Now);

    protected override EmulatorOptions Options => new() { Url = new("http://127.0.0.1:0"), Clock = _clock };

    private int Starts => Server.Jobs.Single(job => job.JobId == SeedTenant.Box.JobId).Starts;

    [Theory]
    [InlineData("429", HttpStatusCode.TooManyRequests, "TooManyRequests", null)]
    [InlineData("429 retry-after=7", HttpStatusCode.TooManyRequests, "TooManyRequests", "7")]
    [InlineData("503 retry-after-date=90", HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", "Sat, 14 Mar 2026 09:28:23 GMT")]
    [InlineData("504", HttpStatusCode.GatewayTimeout, "GatewayTimeout", null)]
    [InlineData("599", (HttpStatusCode)599, "UnknownError", null)]
    public async Task A_status_is_answered_and_nothing_is_done(string rule, HttpStatusCode status, string code, string? retryAfter)
    {
        var id = Server.AddFault(rule);
        using var response = await Client.PostAsync(Start, content: null, Cancellation);
        var error = (await BodyAsync(response))["error"]!;

        Assert.Equal((status, code), (response.StatusCode, (string?)error["code"]));
        Assert.NotNull(error["innerError"]!["request-id"]);
        Assert.Equal(retryAfter, response.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
        Assert.Equal(0, Starts);
        LogShows(id, (int)status, carriedOut: false);
    }

    [Fact]
    public async Task A_reset_before_leaves_no_answer_and_nothing_done()
    {
        var id = Server.AddFault("reset-before");

        await Assert.ThrowsAsync<HttpRequestException>(() => Client.PostAsync(Start, Json("{}"), Cancellation));

        Assert.Equal(0, Starts);
        LogShows(id, status: null, carriedOut: false);
    }

    [Fact]
    public async Task A_reset_after_leaves_no_answer_and_everything_done()
    {
        var id = Server.AddFault("reset-after");

        await Assert.ThrowsAsync<HttpRequestException>(() => Client.PostAsync(Start, Json("{}"), Cancellation));

        Assert.Equal(1, Starts);
        LogShows(id, status: null, carriedOut: true);
    }

    [Fact]
    public async Task An_answer_that_is_lost_can_show_as_504()
    {
        var id = Server.AddFault("504-after");

        await RefusedAsync(HttpMethod.Post, Start, HttpStatusCode.GatewayTimeout, "GatewayTimeout", id);

        Assert.Equal(1, Starts);
        LogShows(id, 504, carriedOut: true);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task Half_a_body_ends_before_the_length_that_was_promised(string method)
    {
        var id = Server.AddFault("half-body");
        using var request = new HttpRequestMessage(new(method), method == "GET" ? Box : Start);
        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        var received = new MemoryStream();
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);

        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(received, Cancellation));

        Assert.Equal(response.Content.Headers.ContentLength / 2, received.Length);
        Assert.Equal(method == "GET" ? 0 : 1, Starts);
        LogShows(id, 200, carriedOut: true);
    }

    [Theory]
    [InlineData("bad-json", "application/json", """{"@odata.context":""")]
    [InlineData("html-page", "text/html", "<!DOCTYPE html>")]
    [InlineData("wrong-type", "text/plain", "{}")]
    [InlineData("empty-body", "application/json", "")]
    [InlineData("200-for-204", "application/json", "{}")]
    public async Task Garbage_is_a_200_for_what_was_carried_out(string rule, string contentType, string beginning)
    {
        var id = Server.AddFault(rule);
        using var response = await Client.PostAsync(Start, content: null, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal((HttpStatusCode.OK, contentType), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith(beginning, body, StringComparison.Ordinal);
        Assert.Equal(beginning.Length == 0, body.Length == 0);
        Assert.Equal(1, Starts);
        LogShows(id, 200, carriedOut: true);
    }

    [Fact]
    public async Task Malformed_json_cannot_be_read()
    {
        Server.AddFault("bad-json");

        var body = await Client.GetStringAsync(Box, Cancellation);

        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(body));
    }

    [Fact]
    public async Task Garbage_for_what_failed_is_logged_as_not_carried_out()
    {
        var id = Server.AddFault("html-page");

        (await Client.PostAsync($"{Job(SeedTenant.Box.ServicePrincipalId, "nobody")}/start", content: null, Cancellation)).Dispose();

        LogShows(id, 200, carriedOut: false);
    }

    [Fact]
    public async Task A_drip_comes_byte_by_byte_as_time_goes_by()
    {
        var id = Server.AddFault("drip delay=1000 on GET");
        using var response = await Client.GetAsync(Box, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        var buffer = new byte[(int)response.Content.Headers.ContentLength!.Value];

        // There is no more to read than the first byte until the clock moves.
        Assert.Equal(1, await body.ReadAsync(buffer, Cancellation));
        var rest = body.ReadExactlyAsync(buffer.AsMemory(1), Cancellation).AsTask();
        Assert.False(rest.IsCompleted);
        while (!rest.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await rest;
        Assert.Equal(SeedTenant.Box.JobId, (string?)JsonNode.Parse(buffer)!["id"]);
        LogShows(id, 200, carriedOut: true);
    }

    [Fact]
    public async Task A_huge_body_is_that_long_and_json_all_the_same()
    {
        Server.AddFault("huge-body on GET");
        Server.AddFault("huge-body size=2 on POST");
        using var response = await Client.GetAsync(Box, Cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(Cancellation);
        using var started = await Client.PostAsync(Start, content: null, Cancellation);

        Assert.InRange(body.Length, 50 * 1024 * 1024, 51 * 1024 * 1024);
        Assert.Equal(SeedTenant.Box.JobId, (string?)JsonNode.Parse(body)!["id"]);
        Assert.Equal((HttpStatusCode.OK, (2 * 1024 * 1024) + 2), (started.StatusCode, (int)started.Content.Headers.ContentLength!.Value));
        Assert.Equal(1, Starts);
    }

    [Fact]
    public async Task Latency_holds_a_request_up_before_anything_is_done()
    {
        var id = Server.AddFault("latency delay=60000 on POST");
        var pending = Client.PostAsync(Start, content: null, Cancellation);
        while (Server.Faults.Single().Hits == 0)
        {
            await Task.Delay(1, Cancellation);
        }

        Assert.Equal(0, Starts);
        Assert.False(pending.IsCompleted);
        while (!pending.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(1, Cancellation);
        }

        (await pending).Dispose();
        Assert.Equal(1, Starts);
        LogShows(id, 204, carriedOut: true);
    }

    [Fact]
    public async Task A_client_that_gives_up_waiting_finds_nothing_done()
    {
        var id = Server.AddFault("latency delay=60000 on POST");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var pending = Client.PostAsync(Start, content: null, patience.Token);
        while (Server.Faults.Single().Hits == 0)
        {
            await Task.Delay(1, Cancellation);
        }

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        while (Server.Requests.Count == 0)
        {
            await Task.Delay(1, Cancellation);
        }

        Assert.Equal(0, Starts);
        LogShows(id, status: null, carriedOut: false);
    }

    [Fact]
    public async Task An_expired_token_is_refused_as_graph_does_and_a_new_one_is_taken()
    {
        var id = Server.AddFault("token-expired nth=2 on POST");
        await PostAsync(Start);
        using var response = await Client.PostAsync(Start, content: null, Cancellation);
        var challenge = response.Headers.WwwAuthenticate.Single();

        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (response.StatusCode, challenge.Scheme));
        Assert.Contains("error=\"invalid_token\"", challenge.Parameter, StringComparison.Ordinal);
        Assert.Equal("InvalidAuthenticationToken", (string?)(await BodyAsync(response))["error"]!["code"]);

        // Wherever it is sent, and until there is another.
        await RefusedAsync(HttpMethod.Get, Box, HttpStatusCode.Unauthorized, "InvalidAuthenticationToken", "expired");
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "another-token");
        await PostAsync(Start);
        await PostAsync(Start);

        Assert.Equal(3, Starts);
        Assert.Equal([null, id, id, null, null], Server.Requests.Select(request => request.Fault));
        Assert.Equal([true, false, false, true, true], Server.Requests.Select(request => request.CarriedOut));
    }

    [Fact]
    public async Task Without_a_count_tokens_expire_once()
    {
        Server.AddFault("token-expired");
        await RefusedAsync(HttpMethod.Get, Box, HttpStatusCode.Unauthorized, "InvalidAuthenticationToken", "expired");
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "another-token");

        await GetAsync(Box);
        await GetAsync(Box);
    }

    [Fact]
    public async Task Tokens_that_expired_are_good_again_when_the_fault_is_taken_back()
    {
        var id = Server.AddFault("token-expired");
        await RefusedAsync(HttpMethod.Get, Box, HttpStatusCode.Unauthorized, "InvalidAuthenticationToken", "expired");

        Assert.True(Server.RemoveFault(id));

        await GetAsync(Box);
    }

    [Fact]
    public async Task A_new_job_is_not_found_until_its_write_shows()
    {
        var id = Server.AddFault("stale seconds=5 on POST");
        var jobs = Jobs(SeedTenant.Dropbox.ServicePrincipalId);
        var created = await SendAsync(HttpMethod.Post, jobs, HttpStatusCode.Created, Json("""{"templateId":"DropboxSCIMOutDelta"}"""));
        var job = Job(SeedTenant.Dropbox.ServicePrincipalId, (string)created["id"]!);

        await RefusedAsync(HttpMethod.Get, job, HttpStatusCode.NotFound, "Request_ResourceNotFound", "does not exist");
        Assert.Empty((await GetAsync(jobs))["value"]!.AsArray());
        Assert.Equal("0", await Client.GetStringAsync($"{jobs}/$count", Cancellation));

        // Writes go to where the truth is.
        await ChangeAsync(HttpMethod.Delete, job);

        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty((await GetAsync(jobs))["value"]!.AsArray());
        Assert.Equal([id, null, id, id, null, null], Server.Requests.Select(request => request.Fault));
    }

    [Fact]
    public async Task A_replica_lags_behind_write_by_write()
    {
        Server.AddFault("stale seconds=10");
        await PostAsync(Start);
        _clock.Advance(TimeSpan.FromSeconds(6));
        await PostAsync($"{Box}/restart", """{"criteria":{"resetScope":"Watermark"}}""");

        Assert.Equal("Paused", await CodeAsync());
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Active", await CodeAsync());
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("NotRun", await CodeAsync());

        async Task<string?> CodeAsync() => (string?)(await GetAsync(Box))["status"]!["code"];
    }

    [Fact]
    public async Task Stale_reads_are_of_the_owner_that_was_written_to_and_of_all_that_it_has()
    {
        Server.AddFault("stale seconds=10");
        var synchronization = $"v1.0/applications/{SeedTenant.Box.ApplicationId}/synchronization";
        await ChangeAsync(HttpMethod.Put, $"{synchronization}/secrets", """{"value":[{"key":"SecretToken","value":"new"}]}""");
        await ChangeAsync(HttpMethod.Delete, $"{Job(SeedTenant.Workday.ServicePrincipalId, SeedTenant.Workday.JobId)}");

        // Box had two secrets; the service principal is another face of the same thing.
        Assert.Equal("2", await Client.GetStringAsync($"v1.0/servicePrincipals/{SeedTenant.Box.ServicePrincipalId}/synchronization/secrets/$count", Cancellation));
        Assert.Equal("Active", (string?)(await GetAsync(Job(SeedTenant.Workday.ServicePrincipalId, SeedTenant.Workday.JobId)))["status"]!["code"]);
        await GetAsync(Job(SeedTenant.GitHub.ServicePrincipalId, SeedTenant.GitHub.JobId));
        Assert.Null(Server.Requests[^1].Fault);

        Server.ClearFaults();
        Assert.Equal("1", await Client.GetStringAsync($"{synchronization}/secrets/$count", Cancellation));
    }

    [Fact]
    public async Task A_write_that_was_refused_makes_nothing_stale()
    {
        Server.AddFault("stale seconds=10 first=1");
        (await Client.PostAsync($"{Job(SeedTenant.Box.ServicePrincipalId, "nobody")}/start", content: null, Cancellation)).Dispose();
        await PostAsync(Start);

        Assert.Equal("Active", (string?)(await GetAsync(Box))["status"]!["code"]);
    }

    [Theory]
    [InlineData("nth=3", "..x...")]
    [InlineData("every=2", ".x.x.x")]
    [InlineData("first=2", "xx....")]
    [InlineData("every=2 times=2", ".x.x..")]
    [InlineData("times=1", "x.....")]
    [InlineData("", "xxxxxx")]
    public async Task Which_of_the_requests_are_hit(string which, string expected) => Assert.Equal(expected, await HitsAsync($"503 {which} on POST", expected.Length));

    [Fact]
    public async Task Probability_is_decided_by_the_seed()
    {
        var first = await HitsAsync("503 probability=0.3 seed=1 id=a", 200);
        var same = await HitsAsync("503 probability=0.3 seed=1 id=a", 200);
        var other = await HitsAsync("503 probability=0.3 seed=2 id=a", 200);

        Assert.Equal(first, same);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(hit => hit == 'x'), 30, 90);
    }

    [Fact]
    public async Task Two_rules_of_one_seed_hit_different_requests()
    {
        Server.AddFault("503 probability=0.3");
        Server.AddFault("504 probability=0.3");
        for (var index = 0; index < 100; index++)
        {
            (await Client.GetAsync(Box, Cancellation)).Dispose();
        }

        Assert.All(Server.Faults, fault => Assert.True(fault.Hits > 0));
    }

    [Theory]
    [InlineData("503 on POST", "PGS", "x..")]
    [InlineData("503 on */jobs/*/start", "PGS", "x..")]
    [InlineData("503 on */JOBS/*", "PGS", "xx.")]
    [InlineData("503 on GET */jobs/*", "PGS", ".x.")]
    [InlineData("503 on /v1.0/*", "PGS", "xx.")]
    [InlineData("503", "PGS", "xx.")]
    [InlineData("503 on *", "PGS", "xxx")]
    [InlineData("503 on */oauth2/v2.0/token", "PGS", "..x")]
    [InlineData("503 on */servicePrincipals(appId='x')*", "PGS", "...")]
    public async Task Where_a_rule_hits(string rule, string requests, string expected)
    {
        Server.AddFault(rule);
        var hits = "";
        foreach (var request in requests)
        {
            using var form = new FormUrlEncodedContent([]);
            using var response = request switch
            {
                'P' => await Client.PostAsync($"{Start}?a=b", content: null, Cancellation),
                'G' => await Client.GetAsync(Box, Cancellation),
                _ => await Client.PostAsync($"{SeedTenant.TenantId}/oauth2/v2.0/token", form, Cancellation),
            };
            hits += response.StatusCode == HttpStatusCode.ServiceUnavailable ? 'x' : '.';
        }

        Assert.Equal(expected, hits);
    }

    [Fact]
    public async Task Every_rule_counts_and_the_first_one_whose_turn_it_is_hits()
    {
        Server.AddFault("429 nth=2");
        Server.AddFault("503 first=3");
        var statuses = new List<int>();
        for (var index = 0; index < 4; index++)
        {
            using var response = await Client.GetAsync(Box, Cancellation);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([503, 429, 503, 200], statuses);
        Assert.Equal([(4, 1), (4, 2)], Server.Faults.Select(fault => (fault.Matched, fault.Hits)));
    }

    [Fact]
    public async Task Admin_pages_are_never_hit()
    {
        Server.AddFault("503 on *");

        await GetAsync("emulator/state");

        Assert.Equal(0, Server.Faults.Single().Matched);
    }

    [Fact]
    public async Task A_reset_of_the_tenant_leaves_the_faults()
    {
        Server.AddFault("503 id=stays");
        Server.Reset();

        Assert.Equal("stays", Server.Faults.Single().Rule.Id);
        using var response = await Client.GetAsync(Box, Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    private async Task<string> HitsAsync(string rule, int requests)
    {
        var id = Server.AddFault(rule);
        var hits = new StringBuilder();
        for (var index = 0; index < requests; index++)
        {
            using var response = await Client.PostAsync(Start, content: null, Cancellation);
            hits.Append(response.StatusCode == HttpStatusCode.ServiceUnavailable ? 'x' : '.');
        }

        Assert.True(Server.RemoveFault(id));
        return hits.ToString();
    }

    private void LogShows(string fault, int? status, bool carriedOut)
    {
        var request = Server.Requests.Single();
        Assert.Equal((fault, status, carriedOut), (request.Fault, request.Status, request.CarriedOut));
    }
}
