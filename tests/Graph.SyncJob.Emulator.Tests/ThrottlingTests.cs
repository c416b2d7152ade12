using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class ThrottlingTests : EmulatorTest
{
    private static readonly string Box = Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId);

    private readonly FakeTimeProvider _clock = new(Now);

    protected override EmulatorOptions Options => new()
    {
        Url = new("http://127.0.0.1:0"),
        Clock = _clock,
        RateLimit = new(3, TimeSpan.FromSeconds(10)),
    };

    [Fact]
    public async Task More_requests_than_the_limit_are_told_when_the_window_ends()
    {
        await PostAsync($"{Box}/start");
        _clock.Advance(TimeSpan.FromSeconds(6.5));
        await PostAsync($"{Box}/start");
        await PostAsync($"{Box}/start");

        for (var index = 0; index < 3; index++)
        {
            using var response = await Client.PostAsync($"{Box}/start", content: null, Cancellation);
            Assert.Equal((HttpStatusCode.TooManyRequests, "4"), (response.StatusCode, response.Headers.GetValues("Retry-After").Single()));
        }

        Assert.Equal(3, Server.Requests.Count(request => request.CarriedOut));
        Assert.Equal(3, Server.Jobs.Single(job => job.JobId == SeedTenant.Box.JobId).Starts);

        _clock.Advance(TimeSpan.FromSeconds(4));
        await PostAsync($"{Box}/start");
    }

    [Fact]
    public async Task Parts_of_a_batch_count_and_the_batch_does_not()
    {
        var url = $"/servicePrincipals/{SeedTenant.Box.ServicePrincipalId}";
        var parts = Enumerable.Range(0, 5).Select(index => $$"""{"id":"{{index}}","method":"GET","url":"{{url}}"}""");
        using var content = Json($$"""{"requests":[{{string.Join(',', parts)}}]}""");
        var responses = (await SendAsync(HttpMethod.Post, "v1.0/$batch", HttpStatusCode.OK, content))["responses"]!.AsArray();

        Assert.Equal([200, 200, 200, 429, 429], responses.Select(response => (int)response!["status"]!));
        Assert.Equal("10", (string?)responses[3]!["headers"]!["Retry-After"]);
        Assert.Equal("TooManyRequests", (string?)responses[3]!["body"]!["error"]!["code"]);
    }

    [Fact]
    public async Task Sign_ins_and_admin_pages_do_not_count()
    {
        for (var index = 0; index < 5; index++)
        {
            await GetAsync($"{SeedTenant.TenantId}/v2.0/.well-known/openid-configuration");
            await GetAsync("emulator/state");
        }

        await GetAsync(Box);
    }

    [Fact]
    public async Task Every_request_takes_as_long_as_it_is_told()
    {
        await using var server = await EmulatorServer.StartAsync(
            Options with { RateLimit = null, Latency = TimeSpan.FromMinutes(1) }, Cancellation);
        using var client = new HttpClient { BaseAddress = server.Address };
        var pending = client.GetAsync(Box, Cancellation);
        while (!pending.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(1, Cancellation);
        }

        (await pending).Dispose();
        Assert.True(_clock.GetUtcNow() - server.Requests.Single().Time >= TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Limits_that_make_no_sense_are_refused()
    {
        await Assert.ThrowsAsync<EmulatorStartException>(() => EmulatorServer.StartAsync(Options with { RateLimit = new(0, TimeSpan.FromSeconds(1)) }, Cancellation));
        await Assert.ThrowsAsync<EmulatorStartException>(() => EmulatorServer.StartAsync(Options with { RateLimit = new(1, TimeSpan.Zero) }, Cancellation));
        await Assert.ThrowsAsync<EmulatorStartException>(() => EmulatorServer.StartAsync(Options with { Latency = TimeSpan.FromSeconds(-1) }, Cancellation));
    }
}
