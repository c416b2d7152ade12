using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class OwnerTests : EmulatorTest
{
    [Theory]
    [InlineData("v1.0", "applications", SeedTenant.Workday.ApplicationId)]
    [InlineData("beta", "applications", SeedTenant.Workday.ApplicationId)]
    [InlineData("v1.0", "servicePrincipals", SeedTenant.Workday.ServicePrincipalId)]
    [InlineData("beta", "servicePrincipals", SeedTenant.Workday.ServicePrincipalId)]
    public async Task Lists_the_owners_of_either_kind_in_both_versions(string version, string kind, string firstId)
    {
        var body = await GetAsync($"{version}/{kind}");

        Assert.Equal($"{Server.Address}{version}/$metadata#{kind}", (string?)body["@odata.context"]);
        Assert.Equal(
            ["Workday", "Salesforce", "Box", "ServiceNow", "Slack", "GitHub Enterprise Cloud", "Dropbox Business"],
            body["value"]!.AsArray().Select(owner => (string?)owner!["displayName"]));
        Assert.Equal(firstId, (string?)body["value"]![0]!["id"]);
        Assert.Equal(SeedTenant.Workday.AppId, (string?)body["value"]![0]!["appId"]);
        Assert.False(body.ContainsKey("@odata.nextLink"));
    }

    [Fact]
    public async Task Pages_are_linked_by_absolute_addresses_that_keep_the_rest_of_the_query()
    {
        var names = new List<string?>();
        var pages = 0;
        for (var next = "beta/servicePrincipals?$select=displayName&$top=3"; next is not null; pages++)
        {
            var body = await GetAsync(next);
            names.AddRange(body["value"]!.AsArray().Select(owner => (string?)owner!.AsObject().Single().Value));
            next = (string?)body["@odata.nextLink"];
            var link = $"{Server.Address}beta/servicePrincipals?$select=displayName&$top=3&$skiptoken=";
            Assert.True(next is null || next.StartsWith(link, StringComparison.Ordinal));
        }

        Assert.Equal(3, pages);
        Assert.Equal(7, names.Distinct().Count());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1000")]
    [InlineData("-1")]
    [InlineData("some")]
    public Task A_page_size_out_of_range_is_refused(string top) => RefusedAsync(
        HttpMethod.Get, $"v1.0/applications?$top={top}", HttpStatusCode.BadRequest, "Request_UnsupportedQuery", "Invalid page size");

    [Fact]
    public Task A_page_token_that_was_not_given_out_is_refused() => RefusedAsync(
        HttpMethod.Get, "v1.0/applications?$skiptoken=***", HttpStatusCode.BadRequest, "Directory_ExpiredPageToken", "page token");

    [Theory]
    [InlineData($"appId eq '{SeedTenant.Box.AppId}'", "Box")]
    [InlineData("appId eq 'BBBBBBBB-0000-4000-8000-000000000003'", "Box")]
    [InlineData("displayName eq 'box'", "Box")]
    [InlineData($"id eq '{SeedTenant.Box.ServicePrincipalId}'", "Box")]
    [InlineData("startswith(displayName,'S')", "Salesforce,ServiceNow,Slack")]
    [InlineData("startswith(displayName, 'github enterprise ')", "GitHub Enterprise Cloud")]
    [InlineData("startswith(displayName,'It''s')", "")]
    public async Task Filters_find_owners(string filter, string expected)
    {
        var body = await GetAsync($"v1.0/servicePrincipals?$filter={Uri.EscapeDataString(filter)}");

        Assert.Equal(expected, string.Join(',', body["value"]!.AsArray().Select(owner => (string?)owner!["displayName"])));
    }

    [Theory]
    [InlineData("displayName ne 'Box'")]
    [InlineData("displayName eq 'Box' or displayName eq 'Slack'")]
    [InlineData("startswith(appId,'b')")]
    [InlineData("displayName eq 'It's'")]
    [InlineData("displayName eq Box")]
    [InlineData("")]
    public Task Filters_that_are_not_understood_are_refused_and_not_ignored(string filter) => RefusedAsync(
        HttpMethod.Get, $"v1.0/servicePrincipals?$filter={Uri.EscapeDataString(filter)}", HttpStatusCode.BadRequest, "Request_UnsupportedQuery", "filter");

    [Theory]
    [InlineData("$expand=owners")]
    [InlineData("$orderby=displayName")]
    [InlineData("orderby=displayName")]
    [InlineData("$nonsense=1")]
    public Task Query_options_that_are_not_there_are_refused(string query) => RefusedAsync(
        HttpMethod.Get, $"v1.0/applications?{query}", HttpStatusCode.BadRequest, "Request_UnsupportedQuery", query.Split('=')[0]);

    [Fact]
    public async Task Query_options_work_without_their_dollar_sign_and_other_parameters_are_left_alone()
    {
        var body = await GetAsync("v1.0/applications?top=1&select=id&mine=1");

        Assert.Equal($$"""[{"id":"{{SeedTenant.Workday.ApplicationId}}"}]""", body["value"]!.ToJsonString());
    }

    [Fact]
    public async Task Counting_needs_eventual_consistency()
    {
        Assert.False((await GetAsync("v1.0/applications?$count=true")).ContainsKey("@odata.count"));
        await RefusedAsync(HttpMethod.Get, "v1.0/applications/$count", HttpStatusCode.BadRequest, "BadRequest", "$count");

        Client.DefaultRequestHeaders.Add("ConsistencyLevel", "eventual");

        Assert.Equal(7, (int?)(await GetAsync("v1.0/applications?$count=true&$top=2"))["@odata.count"]);
        Assert.Equal("3", await Client.GetStringAsync("v1.0/applications/$count?$filter=startswith(displayName,'S')", Cancellation));
    }

    [Theory]
    [InlineData($"applications/{SeedTenant.Box.ApplicationId}", SeedTenant.Box.ApplicationId)]
    [InlineData("applications/AAAAAAAA-0000-4000-8000-000000000003", SeedTenant.Box.ApplicationId)]
    [InlineData("Applications/AAAAAAAA-0000-4000-8000-000000000003", SeedTenant.Box.ApplicationId)]
    [InlineData($"applications('{SeedTenant.Box.ApplicationId}')", SeedTenant.Box.ApplicationId)]
    [InlineData($"applications(appId='{SeedTenant.Box.AppId}')", SeedTenant.Box.ApplicationId)]
    [InlineData($"applications(appId=%27{SeedTenant.Box.AppId}%27)", SeedTenant.Box.ApplicationId)]
    [InlineData($"servicePrincipals/{SeedTenant.Box.ServicePrincipalId}", SeedTenant.Box.ServicePrincipalId)]
    [InlineData($"servicePrincipals(appId='{SeedTenant.Box.AppId}')", SeedTenant.Box.ServicePrincipalId)]
    public async Task Gets_one_owner_by_any_of_its_keys(string path, string id)
    {
        var body = await GetAsync($"v1.0/{path}?$select=id,displayName");

        Assert.EndsWith("/$entity", (string?)body["@odata.context"], StringComparison.Ordinal);
        Assert.Equal(id, (string?)body["id"]);
        Assert.Equal("Box", (string?)body["displayName"]);
        Assert.Equal(3, body.Count);
    }

    [Theory]
    [InlineData("applications/00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000")]
    [InlineData($"applications/{SeedTenant.Box.ServicePrincipalId}", SeedTenant.Box.ServicePrincipalId)]
    [InlineData($"applications/{SeedTenant.Box.AppId}", SeedTenant.Box.AppId)]
    [InlineData("servicePrincipals(appId='nobody''s')", "nobody's")]
    [InlineData("applications/a%2Fb%2Fsynchronization", "a/b/synchronization")]
    [InlineData("applications/%20", " ")]
    public Task An_owner_that_is_not_there_is_not_found(string path, string id) => RefusedAsync(
        HttpMethod.Get, $"v1.0/{path}", HttpStatusCode.NotFound, "Request_ResourceNotFound", $"Resource '{id}' does not exist");

    [Fact]
    public async Task Times_of_owners_come_from_the_clock()
    {
        JsonNode body = await GetAsync($"v1.0/applications/{SeedTenant.Box.ApplicationId}");

        Assert.Equal("2026-02-11T09:26:53Z", (string?)body["createdDateTime"]);
    }
}
