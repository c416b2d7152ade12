using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class BatchTests : EmulatorTest
{
    private static readonly string Box = $"/servicePrincipals/{SeedTenant.Box.ServicePrincipalId}/synchronization/jobs/{SeedTenant.Box.JobId}";
    private static readonly string Workday = $"/servicePrincipals/{SeedTenant.Workday.ServicePrincipalId}/synchronization/jobs/{SeedTenant.Workday.JobId}";

    private readonly FakeTimeProvider _clock = new(Now);

    protected override EmulatorOptions Options => new() { Url = new("http://127.0.0.1:0"), Clock = _clock };

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task Each_part_is_answered_on_its_own(string version)
    {
        var responses = await BatchAsync(
            version,
            Part("read", "GET", $"{Box}?$select=id"),
            Write("start", $"{Box}/start"),
            Part("count", "GET", $"{Box[1..].Replace($"/{SeedTenant.Box.JobId}", "", StringComparison.Ordinal)}/$count"),
            Part("none", "GET", $"{Box}x"),
            Part("gone", "DELETE", Workday),
            Part("made", "POST", $"/servicePrincipals/{SeedTenant.Dropbox.ServicePrincipalId}/synchronization/jobs", new JsonObject { ["templateId"] = "DropboxSCIMOutDelta" }));

        Assert.Equal(["read 200", "start 204", "count 200", "none 404", "gone 204", "made 201"], responses.Select(response => $"{response["id"]} {response["status"]}"));
        Assert.Equal(SeedTenant.Box.JobId, (string?)responses[0]["body"]!["id"]);
        Assert.EndsWith($"/{version}/$metadata#servicePrincipals('{SeedTenant.Box.ServicePrincipalId}')/synchronization/jobs/$entity", (string?)responses[0]["body"]!["@odata.context"], StringComparison.Ordinal);
        Assert.StartsWith("application/json", (string?)responses[0]["headers"]!["Content-Type"], StringComparison.Ordinal);
        Assert.False(responses[1].ContainsKey("body"));
        Assert.False(responses[1]["headers"]!.AsObject().ContainsKey("Content-Type"));
        Assert.Equal(1, (int?)responses[2]["body"]);
        Assert.Equal("Request_ResourceNotFound", (string?)responses[3]["body"]!["error"]!["code"]);
        Assert.Contains("/jobs/", (string?)responses[5]["headers"]!["Location"], StringComparison.Ordinal);
        Assert.Equal(1, Server.Jobs.Single(job => job.JobId == SeedTenant.Box.JobId).Starts);
        Assert.DoesNotContain(Server.Jobs, job => job.JobId == SeedTenant.Workday.JobId);
    }

    [Fact]
    public async Task Each_part_is_logged_as_a_request_and_the_batch_after_them()
    {
        await BatchAsync("v1.0", Part("a", "GET", Box), Write("b", $"{Box}/start"));
        await BatchAsync("v1.0", Part("a", "GET", Workday));
        await GetAsync($"v1.0{Box}");

        Assert.Equal(
            [$"1/a GET /v1.0{Box} 200", $"1/b POST /v1.0{Box}/start 204", "1/ POST /v1.0/$batch 200", $"2/a GET /v1.0{Workday} 200", "2/ POST /v1.0/$batch 200", $"/ GET /v1.0{Box} 200"],
            Server.Requests.Select(request => $"{request.Batch}/{request.BatchPart} {request.Method} {request.Target} {request.Status}"));
        Assert.All(Server.Requests, request => Assert.True(request.CarriedOut));
        Assert.Equal((SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId), (Server.Requests[1].OwnerId, Server.Requests[1].JobId));
        Assert.Equal(6, Server.Requests.Select(request => request.RequestId).Distinct().Count());
    }

    [Fact]
    public async Task Secrets_in_a_batch_are_not_logged()
    {
        var secrets = new JsonObject { ["value"] = new JsonArray(new JsonObject { ["key"] = "SecretTokn", ["value"] = "hush-hush" }) };
        await BatchAsync("v1.0", Part("a", "PUT", $"/servicePrincipals/{SeedTenant.Box.ServicePrincipalId}/synchronization/secrets", secrets));

        Assert.DoesNotContain("hush-hush", (await GetAsync("emulator/requests")).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("(in its parts)", Server.Requests[^1].Body);
    }

    [Fact]
    public async Task What_depends_on_another_waits_for_it_and_fails_with_it()
    {
        var responses = await BatchAsync(
            "v1.0",
            Part("read", "GET", Box, dependsOn: ["start"]),
            Write("start", $"{Box}/start"),
            Write("wrong", $"{Box}x/start"),
            Write("never", $"{Workday}/pause", dependsOn: ["wrong"]),
            Part("nor", "GET", Box, dependsOn: ["never"]));

        Assert.Equal(["start 204", "read 200", "wrong 404", "never 424", "nor 424"], responses.Select(response => $"{response["id"]} {response["status"]}"));
        Assert.Equal("Active", (string?)responses[1]["body"]!["status"]!["code"]);
        Assert.Equal("FailedDependency", (string?)responses[3]["body"]!["error"]!["code"]);
        Assert.Equal("Active", Server.Jobs.Single(job => job.JobId == SeedTenant.Workday.JobId).ScheduleState);
        Assert.Equal([true, true, false, false, false, true], Server.Requests.Select(request => request.CarriedOut));
    }

    [Fact]
    public async Task A_body_that_is_not_json_comes_as_base64()
    {
        var wrong = await BatchAsync("v1.0", Part("a", "POST", $"{Box}/restart", JsonValue.Create("@@"), "text/plain"), expected: HttpStatusCode.BadRequest);
        Assert.Contains("neither JSON nor base64", (string?)wrong[0]["error"]!["message"], StringComparison.Ordinal);

        // Graph takes nothing but JSON there, but it has to be there to be refused.
        var responses = await BatchAsync("v1.0", Part("a", "POST", $"{Box}/restart", JsonValue.Create(Convert.ToBase64String("text"u8)), "text/plain"));
        Assert.Equal(415, (int?)responses[0]["status"]);
        Assert.Equal((4, "text"), (Server.Requests[^2].BodyLength, Server.Requests[^2].Body));
    }

    [Theory]
    [InlineData("{}", "'requests' has to be a list")]
    [InlineData("""{"requests":[]}""", "'requests' has to be a list with at least one")]
    [InlineData("""{"requests":[7]}""", "'requests[0]' has to be an object")]
    [InlineData("""{"requests":[],"more":1}""", "Invalid property 'more'")]
    [InlineData("{", "Unable to read JSON request payload")]
    [InlineData("""{"requests":[{"method":"GET","url":"/applications"}]}""", "'requests[0]' has no id")]
    [InlineData("""{"requests":[{"id":1,"method":"GET","url":"/applications"}]}""", "'requests[0]' has no id")]
    [InlineData("""{"requests":[{"id":"a","method":"GET","url":"/applications"},{"id":"a","method":"GET","url":"/applications"}]}""", "The id 'a' is there more than once")]
    [InlineData("""{"requests":[{"id":"a","url":"/applications"}]}""", "The method of the request 'a'")]
    [InlineData("""{"requests":[{"id":"a","method":"FETCH","url":"/applications"}]}""", "is none of GET, POST, PATCH, PUT, DELETE")]
    [InlineData("""{"requests":[{"id":"a","method":"GET"}]}""", "The url of the request 'a'")]
    [InlineData("""{"requests":[{"id":"a","method":"GET","url":"https://graph.microsoft.com/v1.0/applications"}]}""", "relative to the version")]
    [InlineData("""{"requests":[{"id":"a","method":"GET","url":"/applications","headers":[]}]}""", "The headers of the request 'a'")]
    [InlineData("""{"requests":[{"id":"a","method":"GET","url":"/applications","headers":{"X":1}}]}""", "The header 'X' of the request 'a'")]
    [InlineData("""{"requests":[{"id":"a","method":"GET","url":"/applications","dependsOn":"b"}]}""", "has to be a list of ids")]
    [InlineData("""{"requests":[{"id":"a","method":"GET","url":"/applications","dependsOn":["b"]}]}""", "'b', which is not in the batch")]
    [InlineData("""{"requests":[{"id":"a","method":"GET","url":"/applications","dependsOn":["a"]}]}""", "The request 'a' depends on itself")]
    [InlineData("""{"requests":[{"id":"a","method":"GET","url":"/applications","oops":1}]}""", "Invalid property 'oops'")]
    [InlineData("""{"requests":[{"id":"a","method":"POST","url":"/applications"}]}""", "Write request id : a does not contain Content-Type header or body.")]
    [InlineData("""{"requests":[{"id":"a","method":"POST","url":"/applications","body":{}}]}""", "Write request id : a does not contain Content-Type header or body.")]
    public async Task A_batch_that_is_wrong_is_refused_as_a_whole(string body, string message)
    {
        await RefusedAsync(HttpMethod.Post, "v1.0/$batch", HttpStatusCode.BadRequest, "BadRequest", message, Json(body));

        Assert.False(Server.Requests.Single().CarriedOut);
    }

    [Fact]
    public async Task Twenty_requests_are_taken_and_twenty_one_are_not()
    {
        var parts = Enumerable.Range(0, 20).Select(index => Write($"{index}", $"{Box}/start")).ToArray();
        Assert.All(await BatchAsync("v1.0", parts), response => Assert.Equal(204, (int?)response["status"]));

        var refused = await BatchAsync("v1.0", [.. parts.Select(part => part.DeepClone().AsObject()), Part("20", "GET", Box)], HttpStatusCode.BadRequest);
        Assert.Equal("MaximumValueExceeded", (string?)refused[0]["error"]!["code"]);
        Assert.Equal(20, Server.Jobs.Single(job => job.JobId == SeedTenant.Box.JobId).Starts);
    }

    [Fact]
    public async Task A_batch_is_a_post_with_a_token_in_a_version_there_is()
    {
        await RefusedAsync(HttpMethod.Get, "v1.0/$batch", HttpStatusCode.MethodNotAllowed, "Request_BadRequest", "not allowed");
        await RefusedAsync(HttpMethod.Post, "v2.0/$batch", HttpStatusCode.BadRequest, "BadRequest", "Invalid version: v2.0", Json("{}"));
        var nested = await BatchAsync("v1.0", Part("a", "POST", "/$batch", new JsonObject()));
        Assert.Equal(400, (int?)nested[0]["status"]);

        Client.DefaultRequestHeaders.Authorization = null;
        await RefusedAsync(HttpMethod.Post, "v1.0/$batch", HttpStatusCode.Unauthorized, "InvalidAuthenticationToken", "empty", Json("{}"));
    }

    [Fact]
    public async Task Every_part_goes_with_the_token_of_the_batch()
    {
        var part = Part("a", "GET", Box);
        part["headers"] = new JsonObject { ["Authorization"] = "Basic abc" };

        Assert.Equal(200, (int?)(await BatchAsync("v1.0", part))[0]["status"]);
    }

    [Theory]
    [InlineData("429 retry-after=3", 429, false)]
    [InlineData("reset-before", 504, false)]
    [InlineData("reset-after", 504, true)]
    [InlineData("504-after", 504, true)]
    [InlineData("half-body", 504, true)]
    [InlineData("drip", 504, true)]
    [InlineData("huge-body", 504, true)]
    [InlineData("bad-json", 200, true)]
    [InlineData("html-page", 200, true)]
    [InlineData("empty-body", 200, true)]
    [InlineData("wrong-type", 200, true)]
    [InlineData("200-for-204", 200, true)]
    [InlineData("token-expired", 401, false)]
    public async Task A_fault_hits_a_part_and_not_its_neighbours(string rule, int status, bool carriedOut)
    {
        var id = Server.AddFault($"{rule} on */jobs/{SeedTenant.Box.JobId}/start");
        var responses = await BatchAsync("v1.0", Part("before", "GET", Box), Write("hit", $"{Box}/start"));

        Assert.Equal([200, status], responses.Select(response => (int)response["status"]!));
        Assert.Equal(carriedOut ? 1 : 0, Server.Jobs.Single(job => job.JobId == SeedTenant.Box.JobId).Starts);
        Assert.Equal((id, status, carriedOut), (Server.Requests[1].Fault, Server.Requests[1].Status, Server.Requests[1].CarriedOut));
        Assert.Null(Server.Requests[2].Fault);
        if (status == 429)
        {
            Assert.Equal("3", (string?)responses[1]["headers"]!["Retry-After"]);
        }

        if (rule is "bad-json" or "html-page")
        {
            var body = Encoding.UTF8.GetString(Convert.FromBase64String((string)responses[1]["body"]!));
            Assert.StartsWith(rule == "bad-json" ? "{" : "<!DOCTYPE html>", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_fault_can_hit_the_batch_itself()
    {
        Server.AddFault("504-after first=1 on */$batch");

        var refused = await BatchAsync("v1.0", [Write("a", $"{Box}/start")], HttpStatusCode.GatewayTimeout);

        Assert.Equal("GatewayTimeout", (string?)refused[0]["error"]!["code"]);
        Assert.Equal(["204 ", "504 fault-1"], Server.Requests.Select(request => $"{request.Status} {request.Fault}"));
        Assert.All(Server.Requests, request => Assert.True(request.CarriedOut));
    }

    [Fact]
    public async Task Writes_in_a_batch_make_reads_stale()
    {
        Server.AddFault("stale seconds=5");
        var responses = await BatchAsync("v1.0", Write("start", $"{Box}/start"), Part("read", "GET", Box, dependsOn: ["start"]));

        Assert.Equal("Paused", (string?)responses[1]["body"]!["status"]!["code"]);
        Assert.Equal(["fault-1", "fault-1", null], Server.Requests.Select(request => request.Fault));
    }

    private static JsonObject Write(string id, string url, string[]? dependsOn = null) => Part(id, "POST", url, new JsonObject(), dependsOn: dependsOn);

    private static JsonObject Part(
        string id, string method, string url, JsonNode? body = null, string contentType = "application/json", string[]? dependsOn = null)
    {
        var part = new JsonObject { ["id"] = id, ["method"] = method, ["url"] = url };
        if (body is not null)
        {
            part["headers"] = new JsonObject { ["Content-Type"] = contentType };
            part["body"] = body;
        }

        if (dependsOn is not null)
        {
            part["dependsOn"] = new JsonArray([.. dependsOn]);
        }

        return part;
    }

    private Task<JsonObject[]> BatchAsync(string version, params JsonObject[] parts) => BatchAsync(version, parts, HttpStatusCode.OK);

    private Task<JsonObject[]> BatchAsync(string version, JsonObject part, HttpStatusCode expected) => BatchAsync(version, [part], expected);

    /// <summary>The responses in a batch, or the error in their place.</summary>
    private async Task<JsonObject[]> BatchAsync(string version, JsonObject[] parts, HttpStatusCode expected)
    {
        using var content = Json(new JsonObject { ["requests"] = new JsonArray([.. parts]) }.ToJsonString());
        var body = await SendAsync(HttpMethod.Post, $"{version}/$batch", expected, content);
        return expected == HttpStatusCode.OK ? [.. body["responses"]!.AsArray().Select(response => response!.AsObject())] : [body];
    }
}
