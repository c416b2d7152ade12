using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class AdminTests : EmulatorTest
{
    private static readonly string Start = $"{Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId)}/start";

    [Fact]
    public async Task The_admin_pages_need_no_token_and_list_themselves()
    {
        using var anyone = new HttpClient { BaseAddress = Server.Address };
        var about = JsonNode.Parse(await anyone.GetStringAsync("emulator", Cancellation))!;

        var operations = about["admin"]!.AsArray().Select(operation => $"{operation!["method"]} {operation["path"]}");
        Assert.Equal(
            ["GET /emulator", "GET /emulator/state", "POST /emulator/reset", "GET /emulator/requests", "DELETE /emulator/requests",
                "PATCH /emulator/jobs/{jobId}", "POST /emulator/jobs/{jobId}/complete-cycle", "POST /emulator/jobs/{jobId}/quarantine",
                "GET /emulator/faults", "POST /emulator/faults", "DELETE /emulator/faults", "DELETE /emulator/faults/{id}"],
            operations);
    }

    [Fact]
    public async Task The_state_shows_every_job_and_how_often_it_was_started()
    {
        await PostAsync(Start);
        await PostAsync(Start);
        var state = await GetAsync("emulator/state");
        var box = state["applications"]!.AsArray().Single(application => (string?)application!["displayName"] == "Box")!;

        Assert.Equal(SeedTenant.TenantId, (string?)state["tenantId"]);
        Assert.Equal("2026-03-14T09:26:53Z", (string?)state["time"]);
        Assert.Equal(7, state["applications"]!.AsArray().Count);
        Assert.Contains("BoxOutDelta", state["templates"]!.AsArray().Select(template => (string?)template));
        Assert.Equal(SeedTenant.Box.ApplicationId, (string?)box["applicationId"]);
        Assert.Equal(SeedTenant.Box.ServicePrincipalId, (string?)box["servicePrincipalId"]);
        Assert.Equal(SeedTenant.Box.JobId, (string?)box["jobs"]![0]!["id"]);
        Assert.Equal("Active", (string?)box["jobs"]![0]!["status"]!["code"]);
        Assert.Equal(2, (int?)box["jobs"]![0]!["starts"]);
        Assert.Equal(1, (int?)box["jobs"]![0]!["startsWhileRunning"]);
    }

    [Fact]
    public async Task A_reset_brings_the_seed_back_and_keeps_the_requests()
    {
        var before = await GetAsync("emulator/state");
        await PostAsync(Start);
        (await Client.DeleteAsync(Job(SeedTenant.Workday.ServicePrincipalId, SeedTenant.Workday.JobId), Cancellation)).Dispose();

        await PostAsync("emulator/reset");

        Assert.True(JsonNode.DeepEquals(before, await GetAsync("emulator/state")));
        Assert.Equal(2, Server.Requests.Count);

        await PostAsync(Start);
        Server.Reset();
        Assert.True(JsonNode.DeepEquals(before, await GetAsync("emulator/state")));
    }

    [Fact]
    public async Task Requests_are_logged_as_sent_without_secrets()
    {
        using var content = Json("""{"templateId":"ümlaut"}""");
        var path = $"{Job(SeedTenant.Box.ServicePrincipalId, "a/b c")}/restart?x=%20";
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("client-request-id", "mine-1");
        request.Headers.Add("X-Other", ["one", "two"]);
        using var response = await Client.SendAsync(request, Cancellation);

        var log = await GetAsync("emulator/requests");
        var entry = log["requests"]!.AsArray().Single()!;
        Assert.Equal(0, (int?)log["dropped"]);
        Assert.Equal("2026-03-14T09:26:53Z", (string?)entry["time"]);
        Assert.Equal("POST", (string?)entry["method"]);
        Assert.Equal($"/v1.0/servicePrincipals/{SeedTenant.Box.ServicePrincipalId}/synchronization/jobs/a%2Fb%20c/restart?x=%20", (string?)entry["target"]);
        Assert.Equal(SeedTenant.Box.ServicePrincipalId, (string?)entry["ownerId"]);
        Assert.Equal("a/b c", (string?)entry["jobId"]);
        Assert.Equal(404, (int?)entry["status"]);
        Assert.Equal(response.Headers.GetValues("request-id").Single(), (string?)entry["requestId"]);
        Assert.Equal("mine-1", (string?)entry["clientRequestId"]);
        Assert.Equal("Bearer (redacted)", (string?)entry["headers"]!["Authorization"]);
        Assert.Contains("one", (string?)entry["headers"]!["X-Other"], StringComparison.Ordinal);
        Assert.Equal(24, (int?)entry["bodyLength"]);
        Assert.Equal("""{"templateId":"ümlaut"}""", (string?)entry["body"]);
        Assert.False((bool?)entry["bodyTruncated"]);
        Assert.DoesNotContain("any-token", log.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_a_token_is_logged_too()
    {
        using var anyone = new HttpClient { BaseAddress = Server.Address };
        (await anyone.PostAsync(Start, content: null, Cancellation)).Dispose();

        var request = Server.Requests.Single();
        Assert.Equal((401, SeedTenant.Box.JobId), (request.Status, request.JobId));
        Assert.False(request.Headers.ContainsKey("authorization"));
    }

    [Fact]
    public async Task Only_the_beginning_of_a_long_body_is_kept()
    {
        using var content = Json(new string(' ', 100_000));
        await SendAsync(HttpMethod.Post, Jobs(SeedTenant.Box.ServicePrincipalId), HttpStatusCode.BadRequest, content);

        var request = Server.Requests.Single();
        Assert.Equal(100_000, request.BodyLength);
        Assert.Equal(4096, request.Body.Length);
        Assert.True(request.BodyTruncated);
    }

    [Fact]
    public async Task The_oldest_requests_make_room()
    {
        for (var index = 0; index < 2003; index++)
        {
            (await Client.GetAsync($"v1.0/{index}", Cancellation)).Dispose();
        }

        Assert.Equal(2000, Server.Requests.Count);
        Assert.Equal(3, Server.DroppedRequests);
        Assert.Equal("/v1.0/3", Server.Requests[0].Target);
        Assert.Equal(3, (int?)(await GetAsync("emulator/requests"))["dropped"]);
    }

    [Fact]
    public async Task Requests_can_be_forgotten()
    {
        await PostAsync(Start);
        using (var response = await Client.DeleteAsync("emulator/requests", Cancellation))
        {
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }

        Assert.Empty(Server.Requests);
        await PostAsync(Start);
        Server.ClearRequests();
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("GET", "emulator/nothing", 404)]
    [InlineData("GET", "emulator/reset", 405)]
    [InlineData("PUT", "emulator/requests", 405)]
    public async Task What_is_not_there_is_said(string method, string path, int status)
    {
        var body = await SendAsync(new HttpMethod(method), path, (HttpStatusCode)status);

        Assert.Contains("/emulator", (string?)body["error"], StringComparison.Ordinal);
    }
}
