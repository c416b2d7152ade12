using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class StateTests : EmulatorTest
{
    private static readonly string Workday = Job(SeedTenant.Workday.ServicePrincipalId, SeedTenant.Workday.JobId);
    private static readonly string Salesforce = Job(SeedTenant.Salesforce.ServicePrincipalId, SeedTenant.Salesforce.JobId);
    private static readonly string Box = Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId);
    private static readonly string ServiceNow = Job(SeedTenant.ServiceNow.ServicePrincipalId, SeedTenant.ServiceNow.JobId);
    private static readonly string Slack = Job(SeedTenant.Slack.ServicePrincipalId, SeedTenant.Slack.JobId);
    private static readonly string GitHub = Job(SeedTenant.GitHub.ServicePrincipalId, SeedTenant.GitHub.JobId);

    [Fact]
    public async Task Starting_a_paused_job_goes_on_where_it_was()
    {
        var before = (await GetAsync(Box))["status"]!;
        await PostAsync($"{Box}/start");
        var status = await ShouldBeAsync(Box, "Active", "Active");

        Assert.Equal(340, (int?)status["progress"]![0]!["completedUnits"]);
        Assert.True(JsonNode.DeepEquals(before["lastExecution"], status["lastExecution"]));
    }

    [Fact]
    public async Task Starting_a_job_in_quarantine_clears_the_quarantine()
    {
        await PostAsync($"{Salesforce}/start");

        Assert.Null((await ShouldBeAsync(Salesforce, "Active", "Active"))["quarantine"]);
    }

    [Fact]
    public async Task Starting_a_job_that_has_not_run_leaves_it_so_until_its_first_run_is_done()
    {
        await PostAsync($"{ServiceNow}/start");
        await ShouldBeAsync(ServiceNow, "NotRun", "Active");

        await PostAsync($"{ServiceNow}/pause");
        await ShouldBeAsync(ServiceNow, "Paused", "Paused");

        await PostAsync($"{ServiceNow}/start");
        await ShouldBeAsync(ServiceNow, "NotRun", "Active");
    }

    [Fact]
    public async Task Starting_does_not_configure_a_job()
    {
        await PostAsync($"{Slack}/start");
        await ShouldBeAsync(Slack, "NotConfigured", "Active");

        await PostAsync($"{Slack}/pause");
        await ShouldBeAsync(Slack, "NotConfigured", "Paused");
    }

    [Fact]
    public async Task Starting_a_running_job_changes_nothing_and_is_counted()
    {
        var before = await GetAsync(Workday);
        await PostAsync($"{Workday}/start");
        await PostAsync($"{Workday}/start");

        Assert.True(JsonNode.DeepEquals(before, await GetAsync(Workday)));
        ShouldHaveStarted(SeedTenant.Workday.JobId, starts: 2, whileRunning: 2);
    }

    [Fact]
    public async Task Starts_that_are_right_are_not_counted_against_anyone()
    {
        await PostAsync($"{Box}/start");
        await PostAsync($"{Salesforce}/start");
        await PostAsync($"{ServiceNow}/start");
        ShouldHaveStarted(SeedTenant.Box.JobId, starts: 1, whileRunning: 0);
        ShouldHaveStarted(SeedTenant.Salesforce.JobId, starts: 1, whileRunning: 0);
        ShouldHaveStarted(SeedTenant.ServiceNow.JobId, starts: 1, whileRunning: 0);

        await PostAsync($"{ServiceNow}/start");
        ShouldHaveStarted(SeedTenant.ServiceNow.JobId, starts: 2, whileRunning: 1);
    }

    [Fact]
    public async Task Pausing_keeps_the_progress()
    {
        var before = (await GetAsync(Workday))["status"]!;
        await PostAsync($"{Workday}/pause");
        var status = await ShouldBeAsync(Workday, "Paused", "Paused");

        Assert.True(JsonNode.DeepEquals(before["progress"], status["progress"]));
        Assert.True(JsonNode.DeepEquals(before["lastExecution"], status["lastExecution"]));

        await PostAsync($"{Workday}/start");
        await ShouldBeAsync(Workday, "Active", "Active");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"criteria":null}""")]
    [InlineData("""{"criteria":{}}""")]
    [InlineData("""{"criteria":{"resetScope":null}}""")]
    [InlineData("""{"criteria":{"@odata.type":"#microsoft.graph.synchronizationJobRestartCriteria","resetScope":"Watermark, Escrows, QuarantineState"}}""")]
    [InlineData("""{"criteria":{"resetScope":"watermark,escrows,quarantineState"}}""")]
    [InlineData("""{"criteria":{"resetScope":"14"}}""")]
    [InlineData("""{"criteria":{"resetScope":"Full"}}""")]
    public async Task Restarting_starts_all_over(string? body)
    {
        await PostAsync($"{Salesforce}/restart", body);
        var status = await ShouldBeAsync(Salesforce, "NotRun", "Active");

        Assert.Null(status["quarantine"]);
        Assert.Equal(0, (int?)status["countSuccessiveCompleteFailures"]);
        Assert.Empty(status["progress"]!.AsArray());
        Assert.Equal(UnsetTime, (string?)status["steadyStateFirstAchievedTime"]);
        Assert.Equal(UnsetTime, (string?)status["steadyStateLastAchievedTime"]);
    }

    [Theory]
    [InlineData("Watermark", "Quarantine", 0)]
    [InlineData("Escrows", "Quarantine", 1)]
    [InlineData("QuarantineState", "Active", 1)]
    [InlineData("None", "Active", 1)]
    [InlineData("ForceDeletes", "Quarantine", 1)]
    [InlineData("ConnectorDataStore", "Quarantine", 1)]
    public async Task Restarting_a_job_in_quarantine_resets_what_the_scope_says_and_no_more(string scope, string code, int progress)
    {
        await PostAsync($"{Salesforce}/restart", $$$"""{"criteria":{"resetScope":"{{{scope}}}"}}""");
        var status = await ShouldBeAsync(Salesforce, code, "Active");

        Assert.Equal(code == "Quarantine", status["quarantine"] is not null);
        Assert.Equal(progress, status["progress"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("Escrows", 0, "Active")]
    [InlineData("QuarantineState", 4, "Active")]
    [InlineData("Watermark", 4, "NotRun")]
    public async Task Restarting_forgets_escrows_only_when_told_to(string scope, int escrows, string code)
    {
        await PostAsync($"{GitHub}/restart", $$$"""{"criteria":{"resetScope":"{{{scope}}}"}}""");
        var status = await ShouldBeAsync(GitHub, code, "Active");

        Assert.Equal(escrows, (int?)status["lastExecution"]!["countEscrowed"]);
    }

    [Fact]
    public async Task Restarting_is_no_start()
    {
        await PostAsync($"{Workday}/restart");

        ShouldHaveStarted(SeedTenant.Workday.JobId, starts: 0, whileRunning: 0);
    }

    [Theory]
    [InlineData("""{"criteria":{"resetScope":"Everything"}}""", "Everything")]
    [InlineData("""{"criteria":{"resetScope":"Watermark,"}}""", "Watermark,")]
    [InlineData("""{"criteria":{"resetScope":""}}""", "synchronizationJobRestartScope")]
    [InlineData("""{"criteria":{"resetScope":"64"}}""", "64")]
    [InlineData("""{"criteria":{"resetScope":15}}""", "15")]
    [InlineData("""{"criteria":{"resetScope":["Full"]}}""", "Full")]
    [InlineData("""{"criteria":{"scope":"Full"}}""", "'scope'")]
    [InlineData("""{"criteria":"Full"}""", "criteria")]
    [InlineData("""{"resetScope":"Full"}""", "'resetScope'")]
    [InlineData("""{"criteria":""", "JSON")]
    public async Task A_bad_scope_restarts_nothing(string body, string message)
    {
        var before = await GetAsync(Salesforce);
        using var content = Json(body);
        await RefusedAsync(HttpMethod.Post, $"{Salesforce}/restart", HttpStatusCode.BadRequest, "BadRequest", message, content);

        Assert.True(JsonNode.DeepEquals(before, await GetAsync(Salesforce)));
    }

    private async Task<JsonNode> ShouldBeAsync(string path, string code, string schedule)
    {
        var job = await GetAsync(path);
        Assert.Equal(code, (string?)job["status"]!["code"]);
        Assert.Equal(schedule, (string?)job["schedule"]!["state"]);
        return job["status"]!;
    }

    private void ShouldHaveStarted(string jobId, int starts, int whileRunning)
    {
        var job = Server.Jobs.Single(job => job.JobId == jobId);
        Assert.Equal((starts, whileRunning), (job.Starts, job.StartsWhileRunning));
    }
}
