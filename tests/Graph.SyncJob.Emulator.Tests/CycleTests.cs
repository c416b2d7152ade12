using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>Jobs that move by themselves.</summary>
public sealed class CycleTests : EmulatorTest
{
    private static readonly string Box = Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId);
    private static readonly string ServiceNow = Job(SeedTenant.ServiceNow.ServicePrincipalId, SeedTenant.ServiceNow.JobId);
    private static readonly string Salesforce = Job(SeedTenant.Salesforce.ServicePrincipalId, SeedTenant.Salesforce.JobId);

    private readonly FakeTimeProvider _clock = new(Now);

    protected override EmulatorOptions Options => new() { Url = new("http://127.0.0.1:0"), Clock = _clock, Cycle = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task A_first_run_completes_a_cycle_after_its_start()
    {
        await PostAsync($"{ServiceNow}/start");
        Assert.Equal(("NotRun", 0, 128), await StatusAsync(ServiceNow));

        After(30);
        Assert.Equal(("NotRun", 64, 128), await StatusAsync(ServiceNow));

        After(30);
        Assert.Equal("Active", (await StatusAsync(ServiceNow)).Code);
        var status = (await GetAsync(ServiceNow))["status"]!;
        Assert.Equal("2026-03-14T09:27:53Z", (string?)status["lastExecution"]!["timeEnded"]);
        Assert.Equal("2026-03-14T09:27:53Z", (string?)status["steadyStateFirstAchievedTime"]);
    }

    [Fact]
    public async Task Cycles_go_on_at_that_interval_whether_anybody_looks_or_not()
    {
        await PostAsync($"{ServiceNow}/start");
        After((60 * 100) + 20);
        var status = (await GetAsync(ServiceNow))["status"]!;

        Assert.Equal("2026-03-14T11:06:53Z", (string?)status["lastExecution"]!["timeEnded"]);
        Assert.Equal("2026-03-14T11:06:53Z", (string?)status["steadyStateLastAchievedTime"]);

        // 128, three more for each of the 99 cycles after the first, and one of the three that this one is about.
        Assert.Equal(("Active", 426, 428), await StatusAsync(ServiceNow));
    }

    [Fact]
    public async Task Looking_makes_no_difference()
    {
        await PostAsync($"{ServiceNow}/start");
        for (var index = 0; index < 50; index++)
        {
            After(7);
            await GetAsync(ServiceNow);
        }

        var looked = await GetAsync(ServiceNow);
        Server.Reset();
        await PostAsync($"{ServiceNow}/start");
        After(350);
        var status = looked["status"]!;
        var other = (await GetAsync(ServiceNow))["status"]!;

        Assert.Equal(((int?)status["progress"]![0]!["completedUnits"], (int?)status["progress"]![0]!["totalUnits"]), ((int?)other["progress"]![0]!["completedUnits"], (int?)other["progress"]![0]!["totalUnits"]));
    }

    [Fact]
    public async Task A_paused_job_stands_still_and_goes_on_where_it_was()
    {
        After(600);
        Assert.Equal(("Paused", 340, 1250), await StatusAsync(Box));

        await PostAsync($"{Box}/start");
        After(30);
        Assert.Equal(("Active", 795, 1250), await StatusAsync(Box));
        await PostAsync($"{Box}/pause");
        After(600);
        Assert.Equal(("Paused", 795, 1250), await StatusAsync(Box));
    }

    [Fact]
    public async Task A_job_that_is_started_over_and_over_completes_nothing()
    {
        for (var index = 0; index < 10; index++)
        {
            await PostAsync($"{ServiceNow}/start");
            After(59);
        }

        Assert.Equal("NotRun", (await StatusAsync(ServiceNow)).Code);
    }

    [Fact]
    public async Task With_bad_credentials_a_start_ends_in_quarantine_again()
    {
        After(600);
        Assert.Equal("Quarantine", (await StatusAsync(Salesforce)).Code);

        await PostAsync($"{Salesforce}/start");
        After(59);
        Assert.Equal("Active", (await StatusAsync(Salesforce)).Code);
        After(60);
        var status = (await GetAsync(Salesforce))["status"]!;
        Assert.Equal("Quarantine", (string?)status["code"]);
        Assert.Equal("2026-03-14T09:37:53Z", (string?)status["quarantine"]!["currentBegan"]);
    }

    [Fact]
    public async Task With_good_credentials_it_stays_out_of_quarantine()
    {
        var secrets = $"v1.0/servicePrincipals/{SeedTenant.Salesforce.ServicePrincipalId}/synchronization/secrets";
        await ChangeAsync(HttpMethod.Put, secrets, """{"value":[{"key":"SecretToken","value":"good"}]}""");
        await PostAsync($"{Salesforce}/start");
        After(600);

        Assert.Equal("Active", (await StatusAsync(Salesforce)).Code);

        // What was saved afterwards matters from then on.
        await ChangeAsync(HttpMethod.Put, secrets, """{"value":[{"key":"SecretToken","value":"bad"}]}""");
        Assert.Equal("Active", (await StatusAsync(Salesforce)).Code);
        After(60);
        Assert.Equal("Quarantine", (await StatusAsync(Salesforce)).Code);
    }

    [Fact]
    public async Task A_cycle_that_failed_before_the_credentials_were_mended_failed()
    {
        await PostAsync($"{Salesforce}/start");
        After(61);
        await ChangeAsync(
            HttpMethod.Put, $"v1.0/servicePrincipals/{SeedTenant.Salesforce.ServicePrincipalId}/synchronization/secrets",
            """{"value":[{"key":"SecretToken","value":"good"}]}""");

        Assert.Equal("Quarantine", (await StatusAsync(Salesforce)).Code);
    }

    [Fact]
    public async Task The_other_ways_to_look_see_the_same()
    {
        await PostAsync($"{ServiceNow}/start");
        After(60);

        Assert.Equal("Active", Server.Jobs.Single(job => job.JobId == SeedTenant.ServiceNow.JobId).StatusCode);
        var state = (await GetAsync("emulator/state"))["applications"]!.AsArray().Single(application => (string?)application!["displayName"] == "ServiceNow");
        Assert.Equal("Active", (string?)state!["jobs"]![0]!["status"]!["code"]);
        Assert.Equal("1", await Client.GetStringAsync($"{Jobs(SeedTenant.ServiceNow.ServicePrincipalId)}/$count?$filter=status/code eq 'Active'", Cancellation));
    }

    [Fact]
    public async Task A_schedule_that_is_switched_on_begins_a_cycle_and_does_not_make_up_for_lost_time()
    {
        After(600);
        await ChangeAsync(HttpMethod.Patch, ServiceNow, """{"schedule":{"state":"Active"}}""");
        After(30);

        Assert.Equal(("NotRun", 64, 128), await StatusAsync(ServiceNow));
    }

    [Fact]
    public async Task A_cycle_of_no_time_is_refused() => await Assert.ThrowsAsync<EmulatorStartException>(
        () => EmulatorServer.StartAsync(Options with { Cycle = TimeSpan.Zero }, Cancellation));

    private void After(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    private async Task<(string? Code, int Completed, int Total)> StatusAsync(string job)
    {
        var status = (await GetAsync(job))["status"]!;
        return status["progress"]!.AsArray() is [{ } progress, ..]
            ? ((string?)status["code"], (int)progress["completedUnits"]!, (int)progress["totalUnits"]!)
            : ((string?)status["code"], 0, 0);
    }
}
