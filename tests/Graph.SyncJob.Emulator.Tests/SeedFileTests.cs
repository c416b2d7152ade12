using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class SeedFileTests : IDisposable
{
    private const string AppId = "bbbbbbbb-0000-4000-8000-000000000001";
    private const string ApplicationId = "aaaaaaaa-0000-4000-8000-000000000001";

    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task The_example_in_the_documentation_is_a_good_file()
    {
        var documentation = await File.ReadAllTextAsync(Documentation(), Cancellation);
        var example = documentation.Split("```json")[1].Split("```")[0];
        await using var server = await StartAsync(example);

        Assert.Equal(
            [("Contoso HR", "Active"), ("Contoso HR", "Paused"), ("Fabrikam Wiki", "Quarantine")],
            server.Jobs.Select(job => (job.DisplayName, job.StatusCode)));
    }

    [Fact]
    public async Task A_state_is_all_that_a_job_needs_beside_its_id()
    {
        await using var server = await StartAsync(
            $$"""
            {
              "applications": [
                {
                  "displayName": "It's ours", "appId": "{{AppId}}", "servicePrincipalId": "{{ApplicationId}}",
                  "jobs": [
                    { "id": "one.two/three", "status": { "code": "paused" } },
                    { "id": "scim.4" }
                  ]
                }
              ]
            }
            """);
        using var client = Client(server);
        var path = $"v1.0/servicePrincipals/{ApplicationId}/synchronization/jobs/one.two%2Fthree";
        (await client.PostAsync($"{path}/start", content: null, Cancellation)).EnsureSuccessStatusCode().Dispose();
        var job = JsonNode.Parse(await client.GetStringAsync(path, Cancellation))!;
        var owners = JsonNode.Parse(await client.GetStringAsync("v1.0/servicePrincipals?$filter=displayName eq 'It''s ours'", Cancellation))!;
        var applications = JsonNode.Parse(await client.GetStringAsync("v1.0/applications", Cancellation))!;

        Assert.Equal("Active", (string?)job["status"]!["code"]);
        Assert.Equal("one", (string?)job["templateId"]);
        Assert.NotNull(job["status"]!["lastExecution"]);
        Assert.Equal("NotConfigured", server.Jobs[1].StatusCode);
        Assert.Single(owners["value"]!.AsArray());
        Assert.Empty(applications["value"]!.AsArray());
    }

    [Fact]
    public async Task A_job_that_Graph_answered_can_be_pasted_in_and_comes_out_the_same()
    {
        await using var original = await EmulatorServer.StartAsync(new() { Url = new("http://127.0.0.1:0") }, Cancellation);
        using var client = Client(original);
        var path = $"v1.0/applications/{SeedTenant.Salesforce.ApplicationId}/synchronization/jobs/{SeedTenant.Salesforce.JobId}";
        var job = await client.GetStringAsync(path, Cancellation);

        await using var copy = await StartAsync(
            $$"""{"applications":[{"displayName":"A","appId":"{{AppId}}","applicationId":"{{SeedTenant.Salesforce.ApplicationId}}","jobs":[{{job}}]}]}""");
        using var other = Client(copy);
        var pasted = await other.GetStringAsync(path, Cancellation);

        Assert.Equal(job, pasted.Replace(copy.Address.Authority, original.Address.Authority, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Comments_trailing_commas_and_a_byte_order_mark_are_fine()
    {
        await using var server = await StartAsync("\uFEFF{ /* nothing */ \"applications\": [], }");

        Assert.Empty(server.Jobs);
    }

    [Theory]
    [InlineData("""{ "applications": [ } ]""", "(1,21): this is not JSON: '}'")]
    [InlineData("", "(1,1): this is not JSON")]
    [InlineData("{\n  \"applications\": [],\n  \"aplications\": []\n}", "(3): aplications: there is no property of this name")]
    [InlineData("{\n  \"applications\": [],\n  \"we.ird[0]\": []\n}", "(3): ['we.ird[0]']: there is no property of this name")]
    [InlineData("{\n  \"applications\": [],\n  \"applications\": []\n}", "(3): applications: a property is there twice")]
    [InlineData("{\n  \"applications\": {}\n}", "(2): applications: an object cannot stand here")]
    [InlineData("{\n  \"applications\": [\n    null\n  ]\n}", "(3): applications[0]: null cannot stand here")]
    [InlineData("{\n  \"applications\": null\n}", "(2): applications: null cannot stand here")]
    [InlineData("{\n  \"tenantId\": \"contoso\"\n}", "(2): tenantId: 'contoso' is not a GUID")]
    [InlineData("[]", "(1): a list cannot stand here")]
    [InlineData("null", "(1): an object is expected")]
    public Task A_file_that_is_wrong_is_refused_with_the_line(string json, string message) => RefusedAsync(json, message);

    [Theory]
    [InlineData("\"displayName\": \"A\"", "\"name\": \"A\"", "(4): applications[0].name: there is no property of this name")]
    [InlineData("\"displayName\": \"A\",", "", "(3): applications[0]: 'displayName' is missing")]
    [InlineData("\"displayName\": \"A\"", "\"displayName\": \" \"", "(4): applications[0].displayName: 'displayName' is empty")]
    [InlineData($"\"appId\": \"{AppId}\",", "", "(3): applications[0]: 'appId' is missing")]
    [InlineData($"\"appId\": \"{AppId}\",", $"\"appId\": \"{ApplicationId}\",", $"(6): applications[0].applicationId: the id '{ApplicationId}' is there twice, first on line 5")]
    [InlineData("\"applicationId\"", "\"servicePrincipalId\": \"x\", \"applicationId\"", "(6): applications[0].servicePrincipalId: 'x' is not a GUID")]
    [InlineData($"\"applicationId\": \"{ApplicationId}\",", "", "(3): applications[0]: 'applicationId' or 'servicePrincipalId' is missing")]
    [InlineData("\"id\": \"a.1\",", "", "(8): applications[0].jobs[0]: 'id' is missing")]
    [InlineData("\"id\": \"b.2\"", "\"id\": \"a.1\"", "(9): applications[0].jobs[1].id: the job id 'a.1' is there twice")]
    [InlineData("\"Active\"", "\"Runing\"", "(8): applications[0].jobs[0].status.code: \"Runing\" cannot stand here; one of NotConfigured, NotRun, Active, Paused, Quarantine is expected")]
    [InlineData("\"Active\"", "2", "(8): applications[0].jobs[0].status.code: 2 cannot stand here")]
    [InlineData("\"PT40M\"", "\"40 minutes\"", "(9): applications[0].jobs[1].schedule.interval: '40 minutes' is not a duration")]
    [InlineData("\"PT40M\"", "40", "(9): applications[0].jobs[1].schedule.interval: 40 cannot stand here")]
    [InlineData("\"PT40M\"", "\"PT40M\", \"expiration\": \"soon\"", "(9): applications[0].jobs[1].schedule.expiration: \"soon\" cannot stand here; a date and time")]
    public Task What_is_wrong_inside_an_application_is_named_with_its_line(string right, string wrong, string message)
    {
        var json =
            $$"""
            {
              "applications": [
                {
                  "displayName": "A",
                  "appId": "{{AppId}}",
                  "applicationId": "{{ApplicationId}}",
                  "jobs": [
                    { "id": "a.1", "status": { "code": "Active" } },
                    { "id": "b.2", "schedule": { "interval": "PT40M", "state": "Active" } }
                  ]
                }
              ]
            }
            """;
        return RefusedAsync(json.Replace(right, wrong, StringComparison.Ordinal), message);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        File.Delete(_file);
        var refused = await Assert.ThrowsAsync<EmulatorStartException>(() => EmulatorServer.StartAsync(Options(), Cancellation));

        Assert.Contains(_file, refused.Message, StringComparison.Ordinal);
    }

    private static HttpClient Client(EmulatorServer server)
    {
        var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "any");
        return client;
    }

    private static string Documentation()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var file = Path.Combine(directory.FullName, "docs", "emulator.md");
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new FileNotFoundException("docs/emulator.md");
    }

    private EmulatorOptions Options() => new() { Url = new("http://127.0.0.1:0"), SeedFile = _file };

    private async Task<EmulatorServer> StartAsync(string json)
    {
        await File.WriteAllTextAsync(_file, json, new UTF8Encoding(false), Cancellation);
        return await EmulatorServer.StartAsync(Options(), Cancellation);
    }

    private async Task RefusedAsync(string json, string message)
    {
        var refused = await Assert.ThrowsAsync<EmulatorStartException>(() => StartAsync(json));
        Assert.StartsWith($"{_file}{message}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }
}
