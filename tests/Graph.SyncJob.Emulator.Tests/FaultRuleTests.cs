using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>How faults are said, and what is answered to those that make no sense.</summary>
public sealed class FaultRuleTests : EmulatorTest
{
    private static readonly string Box = Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId);

    [Theory]
    [InlineData("429 retry-after=2 nth=3 on POST */start")]
    [InlineData("503 retry-after-date=5 every=10 times=2 id=busy on GET")]
    [InlineData("latency delay=200 probability=0.25 seed=7 on */jobs/*")]
    [InlineData("reset-after first=1 on DELETE /v1.0/servicePrincipals(appId='a=b')/*")]
    [InlineData("stale seconds=5")]
    [InlineData("huge-body size=2")]
    public void A_rule_reads_as_it_was_written(string text) => Assert.Equal(text, FaultRule.Parse(text).ToString());

    [Fact]
    public void Words_may_stand_in_any_order_after_the_fault()
    {
        var rule = FaultRule.Parse("  429  on post */start  nth=3 retry-after=2 ");

        Assert.Equal(new FaultRule { Fault = "429", Method = "POST", Path = "*/start", Nth = 3, RetryAfter = 2 }, rule);
    }

    [Theory]
    [InlineData("", "a fault is missing")]
    [InlineData("420x", "there is no fault '420x'")]
    [InlineData("lost", "reset-after")]
    [InlineData("100", "200 to 599")]
    [InlineData("999", "200 to 599")]
    [InlineData("503 nht=3", "'nht' is none of")]
    [InlineData("503 nth", "'nth' is not understood")]
    [InlineData("503 nth=x", "nth is a whole number, and 'x' is none")]
    [InlineData("503 nth=0", "nth counts from 1, so it cannot be 0")]
    [InlineData("503 times=-1", "times counts from 1, so it cannot be -1")]
    [InlineData("503 nth=1 nth=2", "nth is there twice")]
    [InlineData("503 nth=1 every=2", "there can be one")]
    [InlineData("503 first=1 probability=0.5", "there can be one")]
    [InlineData("503 probability=0", "not more than 0")]
    [InlineData("503 probability=1.5", "1.5 is not more than 0 and at most 1")]
    [InlineData("503 probability=often", "probability is a number")]
    [InlineData("503 seed=1", "a seed is for a probability")]
    [InlineData("503 retry-after=1 retry-after-date=1", "there can be one")]
    [InlineData("503 retry-after=-1", "retry-after is at least 0")]
    [InlineData("latency retry-after=1 delay=1", "retry-after is for a status, not for latency")]
    [InlineData("latency", "latency needs a delay")]
    [InlineData("503 delay=5", "delay is for latency and drip, not for 503")]
    [InlineData("stale", "such as seconds=5")]
    [InlineData("stale seconds=0", "seconds is at least 1")]
    [InlineData("stale seconds=5 on GET", "a GET is not")]
    [InlineData("drip size=5", "size is for huge-body")]
    [InlineData("huge-body size=2000", "at most 1024")]
    [InlineData("503 id=a/b", "the id 'a/b'")]
    [InlineData("503 on", "after 'on' a method, a path or both")]
    [InlineData("503 POST", "'POST' is not understood")]
    [InlineData("503 on POST GET", "'GET' is not understood")]
    [InlineData("503 on POST start", "'start' is not understood")]
    [InlineData("503 on */start?a", "has a query")]
    public async Task A_rule_that_makes_no_sense_is_refused_and_says_why(string text, string message)
    {
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => FaultRule.Parse(text)).Message, StringComparison.Ordinal);

        var body = await SendAsync(HttpMethod.Post, "emulator/faults", HttpStatusCode.BadRequest, Json(JsonValue.Create(text).ToJsonString()));
        Assert.Contains(message, (string?)body["error"], StringComparison.Ordinal);
        Assert.Empty(Server.Faults);
    }

    [Theory]
    [InlineData("{", "this is not JSON")]
    [InlineData("", "this is not JSON")]
    [InlineData("7", "a fault is an object such as")]
    [InlineData("null", "a fault is an object such as")]
    [InlineData("{}", "a fault is missing")]
    [InlineData("""{"fault":null}""", "a fault is missing")]
    [InlineData("""{"fault":"503","nht":3}""", "'nht' is not a property of a fault; those are id, fault")]
    [InlineData("""{"fault":"503","nth":"x"}""", "the value of 'nth' is not of the type")]
    [InlineData("""{"fault":503}""", "the value of 'fault' is not of the type")]
    [InlineData("""{"fault":"503","path":"start"}""", "starts with neither '/' nor '*'")]
    [InlineData("""{"fault":"503","method":""}""", "'' is not an HTTP method")]
    [InlineData("""[{"fault":"503"},{"fault":"504","nth":-1}]""", "nth counts from 1")]
    [InlineData("""["503 id=a","504 id=a"]""", "there is a fault 'a' already")]
    public async Task Json_that_is_no_rule_is_refused_and_nothing_of_it_is_taken(string json, string message)
    {
        var body = await SendAsync(HttpMethod.Post, "emulator/faults", HttpStatusCode.BadRequest, Json(json));

        Assert.Contains(message, (string?)body["error"], StringComparison.Ordinal);
        Assert.Empty(Server.Faults);
    }

    [Fact]
    public async Task Faults_are_added_listed_and_taken_back_over_http()
    {
        var added = await SendAsync(HttpMethod.Post, "emulator/faults", HttpStatusCode.Created, Json(
            """[{"fault":"429","retryAfter":2,"method":"POST","path":"*/start","nth":3},"504-after id=lost"]"""));
        Assert.Equal(["fault-1", "lost"], added["faults"]!.AsArray().Select(fault => (string?)fault!["id"]));

        (await Client.GetAsync(Box, Cancellation)).Dispose();
        var listed = (await GetAsync("emulator/faults"))["faults"]!.AsArray();

        Assert.Equal(["429 retry-after=2 nth=3 id=fault-1 on POST */start", "504-after id=lost"], listed.Select(fault => (string?)fault!["text"]));
        Assert.Equal([0, 1], listed.Select(fault => (int)fault!["hits"]!));
        Assert.Equal([0, 1], listed.Select(fault => (int)fault!["matched"]!));
        Assert.Equal((3, "*/start"), ((int?)listed[0]!["nth"], (string?)listed[0]!["path"]));

        await ChangeAsync(HttpMethod.Delete, "emulator/faults/lost");
        Assert.Equal("fault-1", Server.Faults.Single().Rule.Id);
        Assert.Contains("no fault 'lost'", (string?)(await SendAsync(HttpMethod.Delete, "emulator/faults/lost", HttpStatusCode.NotFound))["error"], StringComparison.Ordinal);
        await ChangeAsync(HttpMethod.Delete, "emulator/faults");
        Assert.Empty(Server.Faults);
    }

    [Theory]
    [InlineData("PUT", "emulator/faults", HttpStatusCode.MethodNotAllowed, "takes GET, POST, DELETE")]
    [InlineData("GET", "emulator/faults/a", HttpStatusCode.MethodNotAllowed, "takes DELETE")]
    [InlineData("GET", "emulator/faults/a/b", HttpStatusCode.NotFound, "There is no /emulator/faults/a/b")]
    public async Task What_the_page_does_not_take_is_said(string method, string path, HttpStatusCode status, string message) =>
        Assert.Contains(message, (string?)(await SendAsync(new(method), path, status))["error"], StringComparison.Ordinal);

    [Fact]
    public async Task By_code_faults_are_objects_or_text()
    {
        Assert.Equal("fault-1", Server.AddFault(new FaultRule { Fault = "503", Path = "*/start" }));
        Assert.Equal("mine", Server.AddFault("504 id=mine"));
        Assert.Throws<ArgumentException>(() => Server.AddFault("504 id=mine"));
        Assert.False(Server.RemoveFault("theirs"));

        (await Client.GetAsync(Box, Cancellation)).Dispose();

        Assert.Equal([("fault-1", 0), ("mine", 1)], Server.Faults.Select(fault => (fault.Rule.Id, fault.Hits)));
    }

    [Fact]
    public async Task Faults_in_the_options_are_there_from_the_start()
    {
        await using var server = await EmulatorServer.StartAsync(
            Options with { Faults = [FaultRule.Parse("503 first=1")] }, Cancellation);
        using var client = new HttpClient { BaseAddress = server.Address };

        using var response = await client.GetAsync(Box, Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var refused = await Assert.ThrowsAsync<EmulatorStartException>(
            () => EmulatorServer.StartAsync(Options with { Faults = [new() { Fault = "503", Nth = 0 }] }, Cancellation));
        Assert.Contains("nth counts from 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_keeps_as_many_requests_as_it_is_told_and_does_without_headers_and_bodies()
    {
        await using var server = await EmulatorServer.StartAsync(Options with { RequestLogCapacity = 3, LightRequestLog = true }, Cancellation);
        using var client = new HttpClient { BaseAddress = server.Address };
        for (var index = 0; index < 5; index++)
        {
            using var body = Json("""{"a":1}""");
            (await client.PostAsync($"v1.0/{index}", body, Cancellation)).Dispose();
        }

        Assert.Equal(["/v1.0/2", "/v1.0/3", "/v1.0/4"], server.Requests.Select(request => request.Target));
        Assert.Equal(2, server.DroppedRequests);
        Assert.All(server.Requests, request => Assert.Equal((0, "", 7, false), (request.Headers.Count, request.Body, request.BodyLength, request.BodyTruncated)));
        await Assert.ThrowsAsync<EmulatorStartException>(() => EmulatorServer.StartAsync(Options with { RequestLogCapacity = 0 }, Cancellation));
    }
}
