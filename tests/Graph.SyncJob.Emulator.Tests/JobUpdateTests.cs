using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class JobUpdateTests : EmulatorTest
{
    private static readonly string Box = Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId);

    [Fact]
    public async Task A_patch_changes_what_it_names_and_nothing_else()
    {
        var before = await GetAsync(Box);
        await ChangeAsync(HttpMethod.Patch, Box, """{"schedule":{"interval":"PT1H"}}""");
        await ChangeAsync(HttpMethod.Patch, Box, """{"synchronizationJobSettings":[{"name":"AzureIngestionAttributeOptimization","value":"False"}]}""");
        var after = await GetAsync($"beta/applications/{SeedTenant.Box.ApplicationId}/synchronization/jobs/{SeedTenant.Box.JobId}");

        Assert.Equal("""{"expiration":null,"interval":"PT1H","state":"Paused"}""", after["schedule"]!.ToJsonString());
        Assert.Equal("""[{"name":"AzureIngestionAttributeOptimization","value":"False"}]""", after["synchronizationJobSettings"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(before["status"], after["status"]));
    }

    [Fact]
    public async Task A_job_as_it_was_read_can_be_sent_back()
    {
        var job = await GetAsync(Box);
        await ChangeAsync(HttpMethod.Patch, Box, job.ToJsonString());

        Assert.True(JsonNode.DeepEquals(job, await GetAsync(Box)));
    }

    [Theory]
    [InlineData("""{"templateId":"salesforce"}""", "'templateId' is read-only")]
    [InlineData("""{"id":"other"}""", "'id' is read-only")]
    [InlineData("""{"scedule":{}}""", "'scedule'")]
    [InlineData("""{"schedule":null}""", "schedule")]
    [InlineData("""{"schedule":{"state":"Running"}}""", "schedule.state")]
    [InlineData("""{"schedule":{"interval":"40 minutes"}}""", "'40 minutes'")]
    [InlineData("""{"schedule":{"pace":"PT1H"}}""", "schedule.pace")]
    [InlineData("""{"synchronizationJobSettings":{}}""", "synchronizationJobSettings")]
    [InlineData("""{"synchronizationJobSettings":[{"value":"x"}]}""", "no name")]
    [InlineData("""{"schedule":""", "JSON")]
    public async Task A_bad_patch_changes_nothing(string body, string message)
    {
        var before = await GetAsync(Box);
        using var content = Json(body);
        await RefusedAsync(HttpMethod.Patch, Box, HttpStatusCode.BadRequest, "BadRequest", message, content);

        Assert.True(JsonNode.DeepEquals(before, await GetAsync(Box)));
    }

    [Theory]
    [InlineData("templateId eq 'BoxOutDelta'", 1)]
    [InlineData("templateId eq 'salesforce'", 0)]
    [InlineData($"id eq '{SeedTenant.Box.JobId}'", 1)]
    [InlineData("status/code eq 'Paused'", 1)]
    [InlineData("status/code eq 'quarantine'", 0)]
    [InlineData("schedule/state eq 'Paused'", 1)]
    [InlineData("schedule/state eq 'Active'", 0)]
    public async Task Jobs_can_be_filtered_and_counted(string filter, int expected)
    {
        var jobs = Jobs(SeedTenant.Box.ServicePrincipalId);
        var query = $"?$filter={Uri.EscapeDataString(filter)}";

        Assert.Equal(expected, (await GetAsync(jobs + query))["value"]!.AsArray().Count);
        Assert.Equal($"{expected}", await Client.GetStringAsync($"{jobs}/$count{query}", Cancellation));
    }

    [Theory]
    [InlineData("status/code eq 'Runing'", "BadRequest")]
    [InlineData("status/code ne 'Paused'", "Request_UnsupportedQuery")]
    [InlineData("startswith(id,'Box')", "Request_UnsupportedQuery")]
    public Task A_filter_on_jobs_that_is_not_understood_is_refused(string filter, string code) => RefusedAsync(
        HttpMethod.Get, $"{Jobs(SeedTenant.Box.ServicePrincipalId)}?$filter={Uri.EscapeDataString(filter)}", HttpStatusCode.BadRequest, code, "filter");

    [Fact]
    public async Task The_count_of_jobs_is_plain_text()
    {
        using var response = await Client.GetAsync($"v1.0/applications/{SeedTenant.Box.ApplicationId}/synchronization/jobs/$count", Cancellation);

        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("1", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("microsoft.graph.start")]
    [InlineData("Microsoft.Graph.Start")]
    public async Task Actions_may_be_called_by_their_full_name(string action)
    {
        await PostAsync($"{Box}/{action}");

        Assert.Equal(1, Server.Jobs.Single(job => job.JobId == SeedTenant.Box.JobId).Starts);
    }
}
