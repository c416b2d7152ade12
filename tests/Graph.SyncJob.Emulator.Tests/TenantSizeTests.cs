using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>A tenant with many applications.</summary>
public sealed class TenantSizeTests : EmulatorTest
{
    private static readonly TenantSize Size = new(2500, 250);

    protected override EmulatorOptions Options { get; } = new() { Url = new("http://127.0.0.1:0"), TenantSize = Size };

    [Fact]
    public async Task All_of_it_comes_in_pages_of_999_and_each_once()
    {
        var ids = new List<string>();
        var sizes = new List<int>();
        for (var next = "v1.0/servicePrincipals?$top=999&$select=id"; next is not null;)
        {
            var page = await GetAsync(next);
            var found = page["value"]!.AsArray().Select(owner => (string)owner!.AsObject().Single().Value!).ToArray();
            ids.AddRange(found);
            sizes.Add(found.Length);
            next = (string?)page["@odata.nextLink"];
        }

        Assert.Equal([999, 999, 502], sizes);
        Assert.Equal(Enumerable.Range(1, 2500).Select(TenantSize.ServicePrincipalId), ids);
    }

    [Fact]
    public async Task A_page_that_ends_with_the_last_has_no_next()
    {
        Assert.False((await GetAsync("v1.0/applications?$filter=startswith(displayName,'Box 0000')&$top=1")).ContainsKey("@odata.nextLink"));
        Assert.True((await GetAsync("v1.0/applications?$filter=startswith(displayName,'Box 000')&$top=1")).ContainsKey("@odata.nextLink"));
    }

    [Fact]
    public async Task It_is_counted_and_found_by_name_and_appId()
    {
        Client.DefaultRequestHeaders.Add("ConsistencyLevel", "eventual");

        Assert.Equal("2500", await Client.GetStringAsync("v1.0/servicePrincipals/$count", Cancellation));
        var boxes = await GetAsync("v1.0/servicePrincipals?$count=true&$top=5&$select=displayName&$filter=startswith(displayName,'box ')");
        Assert.Equal(357, (int?)boxes["@odata.count"]);
        Assert.Equal(["Box 00003", "Box 00010", "Box 00017", "Box 00024", "Box 00031"], boxes["value"]!.AsArray().Select(owner => (string?)owner!["displayName"]));

        var one = await GetAsync($"v1.0/servicePrincipals?$filter=appId eq '{TenantSize.AppId(2499)}'");
        Assert.Equal(TenantSize.ServicePrincipalId(2499), (string?)one["value"]!.AsArray().Single()!["id"]);
        Assert.Equal(TenantSize.DisplayName(1234), (string?)(await GetAsync($"v1.0/applications/{TenantSize.ApplicationId(1234)}"))["displayName"]);
        Assert.Empty((await GetAsync($"v1.0/servicePrincipals?$filter=id eq '{TenantSize.ApplicationId(1)}'"))["value"]!.AsArray());
    }

    [Fact]
    public async Task As_many_have_a_job_as_were_asked_for_spread_over_all_and_in_every_state()
    {
        var withJobs = Enumerable.Range(1, 2500).Where(number => Size.JobId(number) is not null).ToArray();

        Assert.Equal(250, withJobs.Length);
        Assert.Equal(10, withJobs[0]);
        Assert.Equal(withJobs.Select(number => Size.JobId(number)), Server.Jobs.Select(job => job.JobId));
        Assert.Equal(
            ["Active 175", "NotConfigured 12", "NotRun 13", "Paused 25", "Quarantine 25"],
            Server.Jobs.CountBy(job => job.StatusCode).OrderBy(state => state.Key).Select(state => $"{state.Key} {state.Value}"));

        var job = await GetAsync(Job(TenantSize.ServicePrincipalId(10), Size.JobId(10)!));
        Assert.Equal("Active", (string?)job["status"]!["code"]);
        Assert.Empty((await GetAsync(Jobs(TenantSize.ServicePrincipalId(11))))["value"]!.AsArray());
    }

    [Fact]
    public async Task Jobs_have_schemas_of_their_own_to_change()
    {
        var jobs = Enumerable.Range(1, 2500)
            .Where(number => Size.JobId(number) is { } id && id.StartsWith("salesforce.", StringComparison.Ordinal))
            .Select(number => Job(TenantSize.ServicePrincipalId(number), Size.JobId(number)!)).ToArray();
        var before = await GetAsync($"{jobs[1]}/schema?$select=synchronizationRules");

        await ChangeAsync(HttpMethod.Patch, $"{jobs[0]}/schema", """{"synchronizationRules":[]}""");

        Assert.Empty((await GetAsync($"{jobs[0]}/schema"))["synchronizationRules"]!.AsArray());
        Assert.True(JsonNode.DeepEquals(before, await GetAsync($"{jobs[1]}/schema?$select=synchronizationRules")));
    }

    [Fact]
    public async Task Credentials_are_bad_where_a_job_is_in_quarantine()
    {
        var quarantined = Server.Jobs.First(job => job.StatusCode == "Quarantine");
        await RefusedAsync(
            HttpMethod.Post, $"{Job(quarantined.ServicePrincipalId!, quarantined.JobId)}/validateCredentials",
            HttpStatusCode.BadRequest, "InvalidCredentials", "not accepted", Json("""{"useSavedCredentials":true}"""));
        await PostAsync($"{Job(TenantSize.ServicePrincipalId(10), Size.JobId(10)!)}/validateCredentials", """{"useSavedCredentials":true}""");
    }

    [Fact]
    public void A_job_is_found_by_its_id_wherever_it_is()
    {
        Server.Quarantine(Size.JobId(2500)!);

        Assert.Equal("Quarantine", Server.Jobs[^1].StatusCode);
    }

    [Fact]
    public async Task A_tenant_of_ten_thousand_starts_and_serves()
    {
        await using var server = await EmulatorServer.StartAsync(Options with { TenantSize = new(10_000, 1000) }, Cancellation);

        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = Client.DefaultRequestHeaders.Authorization;

        Assert.Equal(1000, server.Jobs.Count);
        Assert.Contains(TenantSize.AppId(10_000), await client.GetStringAsync($"v1.0/servicePrincipals/{TenantSize.ServicePrincipalId(10_000)}", Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 6)]
    [InlineData(5, -1)]
    [InlineData(1_000_001, 0)]
    public async Task Sizes_that_make_no_sense_are_refused(int servicePrincipals, int withJobs) => await Assert.ThrowsAsync<EmulatorStartException>(
        () => EmulatorServer.StartAsync(Options with { TenantSize = new(servicePrincipals, withJobs) }, Cancellation));

    [Fact]
    public async Task A_tenant_is_generated_or_comes_from_a_file_and_not_both()
    {
        var refused = await Assert.ThrowsAsync<EmulatorStartException>(
            () => EmulatorServer.StartAsync(Options with { SeedFile = "tenant.json" }, Cancellation));

        Assert.Contains("not both", refused.Message, StringComparison.Ordinal);
    }
}
