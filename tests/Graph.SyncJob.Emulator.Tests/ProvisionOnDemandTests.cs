using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class ProvisionOnDemandTests : EmulatorTest
{
    private const string User = "9bb0f679-a883-4a6f-8260-35b491b8b8c8";

    private static readonly string Box = $"{Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId)}/provisionOnDemand";

    private readonly FakeTimeProvider _clock = new(Now);

    protected override EmulatorOptions Options => new() { Url = new("http://127.0.0.1:0"), Clock = _clock };

    [Fact]
    public async Task A_user_is_provisioned_and_the_answer_tells_the_steps()
    {
        var (answer, key, value) = await ProvisionAsync(Body(SeedTenant.Box.UserRuleId, User));

        Assert.Equal($"{Server.Address}v1.0/$metadata#microsoft.graph.stringKeyStringValuePair", (string?)answer["@odata.context"]);
        Assert.Equal("""{"result":"Success","details":{}}""", key.ToJsonString());
        Assert.Equal("Create", (string?)value["action"]);
        Assert.Equal("Success", (string?)value["statusInfo"]!["status"]);
        Assert.Equal(["Import", "Scoping", "Matching", "Export"], value["provisioningSteps"]!.AsArray().Select(step => (string?)step!["type"]));
        Assert.Equal(["name", "type", "status", "description", "timestamp", "details"], value["provisioningSteps"]![0]!.AsObject().Select(step => step.Key));
        Assert.Contains("userName", value["modifiedProperties"]!.AsArray().Select(property => (string?)property!["displayName"]));
        Assert.Equal(User, (string?)value["sourceIdentity"]!["id"]);
        Assert.Equal("Box", (string?)value["targetSystem"]!["name"]);
    }

    [Fact]
    public async Task The_same_user_again_is_skipped()
    {
        await ProvisionAsync(Body(SeedTenant.Box.UserRuleId, User));
        var (_, key, value) = await ProvisionAsync(Body(SeedTenant.Box.UserRuleId, User, type: "user"));

        Assert.Equal("Skipped", (string?)key["result"]);
        Assert.Equal("RedundantExport", (string?)key["details"]!["errorCode"]);
        Assert.Equal("Skipped", (string?)value["provisioningSteps"]!.AsArray()[^1]!["status"]);
        Assert.Empty(value["modifiedProperties"]!.AsArray());
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_a_failure_in_the_answer()
    {
        var (_, key, value) = await ProvisionAsync(Body(SeedTenant.Box.UserRuleId, "00000000-0000-0000-0000-000000000001"));

        Assert.Equal("Failure", (string?)key["result"]);
        Assert.Equal("EntryNotFound", (string?)key["details"]!["errorCode"]);
        Assert.Equal("Failure", (string?)value["statusInfo"]!["status"]);
        Assert.Equal("EntryNotFound", (string?)value["statusInfo"]!["errorCode"]);
        Assert.Equal("Failure", (string?)value["provisioningSteps"]!.AsArray().Single()!["status"]);
    }

    [Fact]
    public async Task A_group_is_provisioned_with_its_members()
    {
        var (_, key, value) = await ProvisionAsync(
            $$$"""
            {"parameters":[{"ruleId":"{{{SeedTenant.Box.GroupRuleId}}}","subjects":[{"objectId":"8213fd99-d6b6-417b-8e13-af6334856215","objectTypeName":"Group",
             "links":{"members":[{"objectId":"{{{User}}}","objectTypeName":"User"}]}}]}]}
            """);

        Assert.Equal("Success", (string?)key["result"]);
        Assert.Equal(User, (string?)value["provisioningSteps"]!.AsArray()[^1]!["details"]!["objectId"]);
    }

    [Theory]
    [InlineData("no-such-rule", User, "User", "'no-such-rule'")]
    [InlineData(SeedTenant.Salesforce.UserRuleId, User, "User", SeedTenant.Salesforce.UserRuleId)]
    [InlineData(SeedTenant.Box.UserRuleId, User, "Group", "'Group'")]
    [InlineData(SeedTenant.Box.UserRuleId, "", "User", "objectId")]
    public async Task A_subject_or_a_rule_that_does_not_fit_is_refused(string rule, string id, string type, string message)
    {
        using var content = Json(Body(rule, id, type));
        await RefusedAsync(HttpMethod.Post, Box, HttpStatusCode.BadRequest, "BadRequest", message, content);
    }

    [Theory]
    [InlineData("{}", "parameters")]
    [InlineData("""{"parameters":[]}""", "parameters")]
    [InlineData("""{"parameters":[{"ruleId":"x"}]}""", "one subject")]
    [InlineData("""{"parameters":[{"rule":"x"}]}""", "parameters[0].rule")]
    public async Task A_bad_body_provisions_nothing(string body, string message)
    {
        using var content = Json(body);
        await RefusedAsync(HttpMethod.Post, Box, HttpStatusCode.BadRequest, "BadRequest", message, content);
    }

    [Fact]
    public async Task Five_requests_in_ten_seconds_are_enough()
    {
        for (var second = 0; second < 5; second++)
        {
            await ProvisionAsync(Body(SeedTenant.Box.UserRuleId, User));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        using (var content = Json(Body(SeedTenant.Box.UserRuleId, User)))
        using (var response = await Client.PostAsync(Box, content, Cancellation))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter!.Delta);
            Assert.Equal("TooManyRequests", (string?)(await BodyAsync(response))["error"]!["code"]);
        }

        using (var other = Json(Body(SeedTenant.GitHub.UserRuleId, User)))
        {
            await SendAsync(HttpMethod.Post, $"{Job(SeedTenant.GitHub.ServicePrincipalId, SeedTenant.GitHub.JobId)}/provisionOnDemand", HttpStatusCode.OK, other);
        }

        _clock.Advance(TimeSpan.FromSeconds(5));
        await ProvisionAsync(Body(SeedTenant.Box.UserRuleId, User));
    }

    private static string Body(string rule, string id, string type = "User") =>
        $$"""{"parameters":[{"ruleId":"{{rule}}","subjects":[{"objectId":"{{id}}","objectTypeName":"{{type}}"}]}]}""";

    private async Task<(JsonObject Answer, JsonObject Key, JsonObject Value)> ProvisionAsync(string body)
    {
        using var content = Json(body);
        var answer = await SendAsync(HttpMethod.Post, Box, HttpStatusCode.OK, content);
        return (answer, JsonNode.Parse((string)answer["key"]!)!.AsObject(), JsonNode.Parse((string)answer["value"]!)!.AsObject());
    }
}
