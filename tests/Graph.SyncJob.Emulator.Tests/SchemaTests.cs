using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class SchemaTests : EmulatorTest
{
    private static readonly string Box = $"{Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId)}/schema";

    [Theory]
    [InlineData(SeedTenant.Workday.ServicePrincipalId, SeedTenant.Workday.JobId, SeedTenant.Workday.UserRuleId, null)]
    [InlineData(SeedTenant.Salesforce.ServicePrincipalId, SeedTenant.Salesforce.JobId, SeedTenant.Salesforce.UserRuleId, SeedTenant.Salesforce.GroupRuleId)]
    [InlineData(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId, SeedTenant.Box.UserRuleId, SeedTenant.Box.GroupRuleId)]
    [InlineData(SeedTenant.ServiceNow.ServicePrincipalId, SeedTenant.ServiceNow.JobId, SeedTenant.ServiceNow.UserRuleId, SeedTenant.ServiceNow.GroupRuleId)]
    [InlineData(SeedTenant.Slack.ServicePrincipalId, SeedTenant.Slack.JobId, SeedTenant.Slack.UserRuleId, SeedTenant.Slack.GroupRuleId)]
    [InlineData(SeedTenant.GitHub.ServicePrincipalId, SeedTenant.GitHub.JobId, SeedTenant.GitHub.UserRuleId, SeedTenant.GitHub.GroupRuleId)]
    public async Task Every_seeded_job_has_a_schema_with_rules_of_known_ids(string owner, string jobId, string userRule, string? groupRule)
    {
        var schema = await GetAsync($"{Job(owner, jobId)}/schema");
        var rules = schema["synchronizationRules"]!.AsArray();

        Assert.Equal(new[] { userRule, groupRule }.OfType<string>(), rules.Select(rule => (string?)rule!["id"]));
        Assert.Equal(2, schema["directories"]!.AsArray().Count);
        Assert.All(rules, rule => Assert.NotEmpty(rule!["objectMappings"]![0]!["attributeMappings"]!.AsArray()));
    }

    [Fact]
    public async Task A_schema_has_the_shape_of_the_metadata()
    {
        var schema = await GetAsync(Box);
        var rule = schema["synchronizationRules"]![0]!;
        var mapping = rule["objectMappings"]![0]!;
        var attribute = mapping["attributeMappings"]!.AsArray().Single(mapping => (string?)mapping!["targetAttributeName"] == "name.formatted")!;
        var directory = schema["directories"]![1]!;

        Assert.Equal(["@odata.context", "id", "version", "synchronizationRules", "directories"], schema.Select(property => property.Key));
        Assert.Equal("Azure Active Directory", (string?)rule["sourceDirectoryName"]);
        Assert.Equal("Box", (string?)rule["targetDirectoryName"]);
        Assert.Equal("Add, Update, Delete", (string?)mapping["flowTypes"]);
        Assert.Equal("FlowWhenChanged", (string?)attribute["flowBehavior"]);
        Assert.Equal("""Join(" ", [givenName], [surname])""", (string?)attribute["source"]!["expression"]);
        Assert.Equal("Function", (string?)attribute["source"]!["type"]);
        Assert.Equal(["separator", "source1", "source2"], attribute["source"]!["parameters"]!.AsArray().Select(parameter => (string?)parameter!["key"]));
        Assert.Equal("AttributeNames, AttributeDataTypes", (string?)directory["discoverabilities"]);
        Assert.Contains("userName", directory["objects"]![0]!["attributes"]!.AsArray().Select(attribute => (string?)attribute!["name"]));
    }

    [Fact]
    public async Task A_schema_as_it_was_read_can_be_put_back_and_gets_a_new_version()
    {
        var before = await GetAsync(Box);
        await ChangeAsync(HttpMethod.Put, Box, before.ToJsonString());
        var after = await GetAsync(Box);

        Assert.NotEqual((string?)before["version"], (string?)after["version"]);
        after["version"] = before["version"]!.DeepClone();
        Assert.True(JsonNode.DeepEquals(before, after));
    }

    [Fact]
    public async Task A_put_replaces_everything_a_patch_what_it_names_and_a_delete_brings_the_template_back()
    {
        var before = await GetAsync(Box);
        await ChangeAsync(HttpMethod.Patch, Box, """{"@odata.type":"#microsoft.graph.synchronizationSchema","synchronizationRules":[]}""");
        var patched = await GetAsync(Box);
        Assert.Empty(patched["synchronizationRules"]!.AsArray());
        Assert.Equal(2, patched["directories"]!.AsArray().Count);

        await ChangeAsync(HttpMethod.Put, Box, """{"directories":[{"name":"Only"}]}""");
        var put = await GetAsync(Box);
        Assert.Equal("Only", (string?)put["directories"]!.AsArray().Single()!["name"]);
        Assert.NotEmpty((string)put["directories"]![0]!["id"]!);

        await ChangeAsync(HttpMethod.Delete, Box);
        var reset = await GetAsync(Box);
        Assert.Equal((string?)before["id"], (string?)reset["id"]);
        Assert.Equal(before["synchronizationRules"]!.ToJsonString(), reset["synchronizationRules"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"rules":[]}""", "'rules'")]
    [InlineData("""{"synchronizationRules":[{"id":"a","sourceDirectoryName":"Nowhere","targetDirectoryName":"Box"}]}""", "'Nowhere'")]
    [InlineData("""{"synchronizationRules":[{"name":"a"}]}""", "no id")]
    [InlineData("""{"synchronizationRules":[{"id":"a","priority":"high"}]}""", "synchronizationRules[0].priority")]
    [InlineData("""{"synchronizationRules":[{"id":"a","prio":1}]}""", "synchronizationRules[0].prio")]
    [InlineData("""{"synchronizationRules":[{"id":"a","objectMappings":[{"flowTypes":"Add, Remove"}]}]}""", "flowTypes")]
    [InlineData("""{"synchronizationRules":[{"id":"a","sourceDirectoryName":"Azure Active Directory","targetDirectoryName":"Box","objectMappings":[{"sourceObjectName":"Device","targetObjectName":"User"}]}]}""", "'Device'")]
    [InlineData("""{"directories":[{"name":"A"},{"name":"A"}]}""", "two directories named 'A'")]
    [InlineData("""{"directories":"none"}""", "directories")]
    [InlineData("""{"directories":[""", "JSON")]
    public async Task A_schema_that_contradicts_itself_is_refused_and_changes_nothing(string body, string message)
    {
        var before = await GetAsync(Box);
        using var content = Json(body);
        await RefusedAsync(HttpMethod.Patch, Box, HttpStatusCode.BadRequest, "BadRequest", message, content);

        Assert.True(JsonNode.DeepEquals(before, await GetAsync(Box)));
    }

    [Fact]
    public async Task Directories_are_listed_paged_and_counted()
    {
        var first = await GetAsync($"{Box}/directories?$top=1&$select=id,name");
        var second = await GetAsync((string)first["@odata.nextLink"]!);

        Assert.Equal(["Azure Active Directory", "Box"], new[] { first, second }.Select(page => (string)page["value"]![0]!["name"]!));
        Assert.Equal("2", await Client.GetStringAsync($"{Box}/directories/$count", Cancellation));
    }

    [Fact]
    public async Task A_directory_can_be_created_changed_and_deleted()
    {
        using var content = Json("""{"name":"Third","objects":[{"name":"Thing","attributes":[{"name":"id","type":"String"}]}]}""");
        var created = await SendAsync(HttpMethod.Post, $"{Box}/directories", HttpStatusCode.Created, content);
        var path = $"{Box}/directories/{created["id"]}";

        await ChangeAsync(HttpMethod.Patch, path, """{"name":"Renamed"}""");
        var changed = await GetAsync(path);
        Assert.Equal("Renamed", (string?)changed["name"]);
        Assert.Equal("Thing", (string?)changed["objects"]![0]!["name"]);

        await ChangeAsync(HttpMethod.Delete, path);
        await RefusedAsync(HttpMethod.Get, path, HttpStatusCode.NotFound, "Request_ResourceNotFound", (string)created["id"]!);
    }

    [Fact]
    public async Task A_directory_that_a_rule_needs_is_not_deleted()
    {
        var path = await DirectoryAsync("Box");

        await RefusedAsync(HttpMethod.Delete, path, HttpStatusCode.BadRequest, "BadRequest", "'Box'");
        Assert.Equal("Box", (string?)(await GetAsync(path))["name"]);
    }

    [Fact]
    public async Task A_discovery_finds_an_attribute_that_was_not_known_and_only_once()
    {
        var path = await DirectoryAsync("Box");
        var before = await GetAsync(path);
        await SendAsync(HttpMethod.Post, $"{path}/discover", HttpStatusCode.OK);
        var discovered = await SendAsync(HttpMethod.Post, $"{path}/microsoft.graph.discover", HttpStatusCode.OK);

        Assert.Equal("2026-03-14T09:26:53Z", (string?)discovered["discoveryDateTime"]);
        Assert.Equal(
            before["objects"]![0]!["attributes"]!.AsArray().Select(attribute => (string?)attribute!["name"]).Append("CustomExtendedAttribute"),
            discovered["objects"]![0]!["attributes"]!.AsArray().Select(attribute => (string?)attribute!["name"]));
        Assert.True(JsonNode.DeepEquals(discovered["objects"], (await GetAsync(path))["objects"]));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_discovered_says_so() => await RefusedAsync(
        HttpMethod.Post, $"{await DirectoryAsync("Azure Active Directory")}/discover", HttpStatusCode.BadRequest, "BadRequest", "discovery");

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("GET", "/directories")]
    [InlineData("GET", "/functions()")]
    [InlineData("GET", "/filterOperators()")]
    public Task A_schema_of_a_job_that_is_not_there_is_not_found(string method, string path) => RefusedAsync(
        new(method), $"{Job(SeedTenant.Box.ServicePrincipalId, "nothing")}/schema{path}", HttpStatusCode.NotFound, "Request_ResourceNotFound", "nothing");

    [Theory]
    [InlineData("/rules", "rules")]
    [InlineData("/directories/x/objects", "objects")]
    [InlineData("/parseExpression()", "parseExpression()")]
    [InlineData("/functions()/x", "x")]
    public Task A_segment_that_is_not_there_is_named(string path, string segment) => RefusedAsync(
        HttpMethod.Get, Box + path, HttpStatusCode.BadRequest, "BadRequest", $"Resource not found for the segment '{segment}'.");

    private async Task<string> DirectoryAsync(string name)
    {
        var directories = (await GetAsync($"{Box}/directories"))["value"]!.AsArray();
        return $"{Box}/directories/{directories.Single(directory => (string?)directory!["name"] == name)!["id"]}";
    }
}
