using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class JobControlTests : EmulatorTest
{
    private static readonly string ServiceNow = Job(SeedTenant.ServiceNow.ServicePrincipalId, SeedTenant.ServiceNow.JobId);
    private static readonly string Workday = Job(SeedTenant.Workday.ServicePrincipalId, SeedTenant.Workday.JobId);

    [Fact]
    public async Task A_running_job_completes_its_first_cycle_when_told_to()
    {
        await PostAsync($"{ServiceNow}/start");
        Server.SetJob(SeedTenant.ServiceNow.JobId, new() { CompletedUnits = 40, TotalUnits = 200 });
        var running = (await GetAsync(ServiceNow))["status"]!;
        Assert.Equal("NotRun", (string?)running["code"]);
        Assert.Equal(40, (int?)running["progress"]![0]!["completedUnits"]);

        Server.CompleteCycle(SeedTenant.ServiceNow.JobId);

        var done = (await GetAsync(ServiceNow))["status"]!;
        Assert.Equal("Active", (string?)done["code"]);
        Assert.Equal(200, (int?)done["progress"]![0]!["completedUnits"]);
        Assert.Equal("Succeeded", (string?)done["lastExecution"]!["state"]);
        Assert.Equal("2026-03-14T09:26:53Z", (string?)done["steadyStateFirstAchievedTime"]);

        await PostAsync($"{ServiceNow}/pause");
        await PostAsync($"{ServiceNow}/start");
        Assert.Equal("Active", (string?)(await GetAsync(ServiceNow))["status"]!["code"]);
    }

    [Fact]
    public void A_job_that_is_not_running_completes_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => Server.CompleteCycle(SeedTenant.ServiceNow.JobId));
        Assert.Throws<InvalidOperationException>(() => Server.CompleteCycle(SeedTenant.Box.JobId));
        Assert.ThrowsAny<ArgumentException>(() => Server.CompleteCycle("nothing"));
    }

    [Fact]
    public async Task A_job_can_be_put_in_quarantine_and_started_out_of_it()
    {
        Server.Quarantine(SeedTenant.Workday.JobId, "TooManyDeletes");

        var status = (await GetAsync(Workday))["status"]!;
        Assert.Equal("Quarantine", (string?)status["code"]);
        Assert.Equal("TooManyDeletes", (string?)status["quarantine"]!["reason"]);
        Assert.Equal("2026-03-14T09:26:53Z", (string?)status["quarantine"]!["currentBegan"]);

        await PostAsync($"{Workday}/start");
        status = (await GetAsync(Workday))["status"]!;
        Assert.Equal("Active", (string?)status["code"]);
        Assert.Null(status["quarantine"]);
    }

    [Fact]
    public async Task A_job_can_be_put_in_any_state()
    {
        Server.SetJob(SeedTenant.Workday.JobId, new() { StatusCode = "NotRun", ScheduleState = "Disabled" });
        Assert.Equal(("NotRun", "Disabled"), State(SeedTenant.Workday.JobId));

        Server.SetJob(SeedTenant.Salesforce.JobId, new() { StatusCode = "active" });
        Assert.Equal(("Active", "Active"), State(SeedTenant.Salesforce.JobId));
        Assert.Null((await GetAsync(Job(SeedTenant.Salesforce.ServicePrincipalId, SeedTenant.Salesforce.JobId)))["status"]!["quarantine"]);

        Assert.Throws<ArgumentException>(() => Server.SetJob(SeedTenant.Workday.JobId, new() { StatusCode = "Runing" }));
        Assert.Throws<ArgumentException>(() => Server.SetJob(SeedTenant.Workday.JobId, new() { CompletedUnits = -1 }));
    }

    [Fact]
    public async Task The_same_goes_over_http_without_a_token_and_without_a_trace_in_the_log()
    {
        using var anyone = new HttpClient { BaseAddress = Server.Address };
        var workday = $"emulator/jobs/{Uri.EscapeDataString(SeedTenant.Workday.JobId)}";
        (await anyone.PostAsync($"{workday}/quarantine", content: null, Cancellation)).EnsureSuccessStatusCode().Dispose();
        Assert.Equal(("Quarantine", "Active"), State(SeedTenant.Workday.JobId));

        using var content = Json("""{"statusCode":"NotRun","completedUnits":1,"totalUnits":2}""");
        (await anyone.PatchAsync(workday, content, Cancellation)).EnsureSuccessStatusCode().Dispose();
        Assert.Equal(("NotRun", "Active"), State(SeedTenant.Workday.JobId));

        (await anyone.PostAsync($"{workday}/complete-cycle", content: null, Cancellation)).EnsureSuccessStatusCode().Dispose();
        Assert.Equal(("Active", "Active"), State(SeedTenant.Workday.JobId));
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("POST", "nothing/complete-cycle", null, 404)]
    [InlineData("POST", $"{SeedTenant.Box.JobId}/complete-cycle", null, 409)]
    [InlineData("POST", $"{SeedTenant.Box.JobId}/stop", null, 404)]
    [InlineData("GET", $"{SeedTenant.Box.JobId}/quarantine", null, 405)]
    [InlineData("GET", SeedTenant.Box.JobId, null, 405)]
    [InlineData("PATCH", SeedTenant.Box.JobId, """{"statusCode":"Runing"}""", 400)]
    [InlineData("PATCH", SeedTenant.Box.JobId, """{"status":"Active"}""", 400)]
    [InlineData("PATCH", SeedTenant.Box.JobId, "nonsense", 400)]
    public async Task What_cannot_be_done_is_said(string method, string path, string? body, int status)
    {
        using var content = body is null ? null : Json(body);
        var answer = await SendAsync(new(method), $"emulator/jobs/{path}", (HttpStatusCode)status, content);

        Assert.NotEmpty((string)answer["error"]!);
    }

    private (string Status, string Schedule) State(string jobId)
    {
        var job = Server.Jobs.Single(job => job.JobId == jobId);
        return (job.StatusCode, job.ScheduleState);
    }
}
