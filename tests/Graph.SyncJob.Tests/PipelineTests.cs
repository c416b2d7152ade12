using System.Linq;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Cmdlets compose: what one writes, the next takes.</summary>
public sealed class PipelineTests : IAsyncLifetime
{
    private EmulatorServer _graph = null!;
    private ModuleEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await EmulatorServer.StartAsync(new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);
        _engine = ModuleEngine.ConnectedTo(_graph.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _graph.DisposeAsync();
    }

    [Theory]
    [InlineData("Mg")]
    [InlineData("MgBeta")]
    public void Jobs_in_quarantine_are_picked_out_and_started(string prefix)
    {
        var result = _engine.Run(
            $$"""
            param($ids)
            $ids | ForEach-Object { Get-{{prefix}}ServicePrincipalSynchronizationJob -ServicePrincipalId $_ } |
                Where-Object { $_.Status.Code -eq 'Quarantine' } |
                Start-{{prefix}}ServicePrincipalSynchronizationJob -PassThru
            """,
            (object)new[] { SeedTenant.Workday.ServicePrincipalId, SeedTenant.Salesforce.ServicePrincipalId, SeedTenant.Box.ServicePrincipalId });

        result.ThrowIfFailed();
        Assert.Equal([true], result.Output);
        Assert.Equal("Active", StateOf(SeedTenant.Salesforce.JobId));
        Assert.Equal("Paused", StateOf(SeedTenant.Box.JobId));
    }

    [Theory]
    [InlineData("Application", SeedTenant.Workday.ApplicationId)]
    [InlineData("ServicePrincipal", SeedTenant.Workday.ServicePrincipalId)]
    public void Owners_as_the_generated_module_writes_them_pipe_into_Get_and_on_into_Suspend(string owner, string id)
    {
        var item = owner == "Application"
            ? (object)new MicrosoftGraphApplication { Id = id, AppId = SeedTenant.Workday.AppId, DisplayName = "Workday" }
            : new MicrosoftGraphServicePrincipal { Id = id, AppId = SeedTenant.Workday.AppId, DisplayName = "Workday" };

        var result = _engine.Pipe([item], $"Get-Mg{owner}SynchronizationJob | Suspend-Mg{owner}SynchronizationJob -PassThru");

        result.ThrowIfFailed();
        Assert.Equal([true], result.Output);
        Assert.Equal("Paused", StateOf(SeedTenant.Workday.JobId));
        Assert.Equal(2, _graph.Requests.Count);
    }

    [Fact]
    public void A_service_principal_of_the_generated_module_is_told_apart_from_an_application()
    {
        var item = new MicrosoftGraphServicePrincipal { Id = SeedTenant.Workday.ServicePrincipalId, AppId = SeedTenant.Workday.AppId };

        var error = _engine.Pipe([item], "Get-MgApplicationSynchronizationJob").Error;

        Assert.StartsWith("IdentityOfServicePrincipal,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Get-MgServicePrincipalSynchronizationJob", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_graph.Requests);
    }

    [Fact]
    public void Rows_of_a_CSV_file_start_jobs()
    {
        var result = _engine.Run(
            """
            param($owner, $job)
            [pscustomobject]@{ ServicePrincipalId = $owner; SynchronizationJobId = $job; Comment = 'row of a file' } |
                Start-MgServicePrincipalSynchronizationJob -PassThru
            """,
            SeedTenant.Box.ServicePrincipalId,
            SeedTenant.Box.JobId);

        Assert.Equal([true], result.Output);
    }

    [Fact]
    public void Lines_of_text_name_owner_and_job()
    {
        var result = _engine.Pipe(
            [$"{SeedTenant.Box.ApplicationId}/{SeedTenant.Box.JobId}", $" {SeedTenant.Salesforce.ApplicationId}/{SeedTenant.Salesforce.JobId} "],
            "Start-MgApplicationSynchronizationJob -PassThru");

        result.ThrowIfFailed();
        Assert.Equal([true, true], result.Output);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/b/c")]
    [InlineData("/")]
    [InlineData("../j")]
    public void Text_of_another_form_is_an_error_and_nothing_is_sent(string text)
    {
        Assert.StartsWith("Identity", _engine.Pipe([text], "Start-MgApplicationSynchronizationJob").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_graph.Requests);
    }

    [Theory]
    [InlineData("Application", "ServicePrincipal", SeedTenant.Box.ApplicationId)]
    [InlineData("ServicePrincipal", "Application", SeedTenant.Box.ServicePrincipalId)]
    public void A_job_read_through_one_kind_of_owner_is_told_which_cmdlet_is_for_it(string owner, string other, string id)
    {
        var error = _engine.Run($"param($id) Get-Mg{owner}SynchronizationJob -{owner}Id $id | Suspend-Mg{other}SynchronizationJob", id).Error;

        Assert.StartsWith($"IdentityOf{owner},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"Suspend-Mg{owner}SynchronizationJob", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_went_through_serialization_keeps_its_identity()
    {
        var result = _engine.Run(
            """
            param($id)
            $there = [System.Management.Automation.PSSerializer]::Serialize((Get-MgApplicationSynchronizationJob -ApplicationId $id))
            [System.Management.Automation.PSSerializer]::Deserialize($there) | Start-MgApplicationSynchronizationJob -PassThru
            """,
            SeedTenant.Box.ApplicationId);

        result.ThrowIfFailed();
        Assert.Equal([true], result.Output);
    }

    [Fact]
    public void A_job_carries_its_owner_and_version_and_real_types()
    {
        var values = _engine.Run(
            """
            param($id)
            $job = Get-MgBetaServicePrincipalSynchronizationJob -ServicePrincipalId $id
            $job.ServicePrincipalId; $job.ApiVersion; [string]$job.Status.Code; [string]$job.Schedule.State; [string]$job.Status.Quarantine.Reason
            $job.Schedule.Interval.GetType().Name; $job.Status.Quarantine.NextAttempt.GetType().Name; $null -eq $job.Schedule.Expiration
            """,
            SeedTenant.Salesforce.ServicePrincipalId).Output;

        Assert.Equal(
            [SeedTenant.Salesforce.ServicePrincipalId, "beta", "Quarantine", "Active", "EncounteredQuarantineException", "TimeSpan", "DateTimeOffset", true],
            values);
    }

    [Fact]
    public void A_time_that_was_never_set_is_null() => Assert.Equal(
        [true, true],
        _engine.Run("param($id) $s = (Get-MgApplicationSynchronizationJob -ApplicationId $id).Status; $null -eq $s.SteadyStateFirstAchievedTime; $null -eq $s.Quarantine", SeedTenant.Slack.ApplicationId).Output);

    [Fact]
    public void What_Graph_adds_later_is_kept_and_breaks_nothing()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(
            200,
            """{"value":[{"id":"j","novelty":{"deep":[1,"two",null,true,2.5]},"status":{"code":"Hibernating","mood":"calm"},"schedule":{"interval":"PT40M"}}]}""",
            "Content-Type: application/json"));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var values = engine.Run(
            """
            $job = Get-MgApplicationSynchronizationJob -ApplicationId a
            [string]$job.Status.Code; $job.Status.AdditionalProperties['mood']; $job.Schedule.Interval.TotalMinutes
            $deep = $job.AdditionalProperties['novelty']['deep']; $deep.Count; $deep[0]; $deep[1]; $deep[3]; $deep[4]
            """).Output;

        Assert.Equal(["UnknownFutureValue", "calm", 40d, 5, 1L, "two", true, 2.5], values);
    }

    [Fact]
    public void A_list_is_read_page_by_page_and_no_further_than_asked()
    {
        Uri? address = null;
        using var graph = new ScriptedServer(number => ScriptedServer.Answer(
            200,
            $$"""{"@odata.nextLink":"{{address}}v1.0/more?page={{number + 1}}","value":[{"id":"j{{number}}a"},{"id":"j{{number}}b"}]}""",
            "Content-Type: application/json"));
        address = graph.Address;
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        Assert.Equal(["j1a", "j1b", "j2a"], engine.Run("(Get-MgApplicationSynchronizationJob -ApplicationId a -Top 3).Id").Output);
        Assert.Equal(2, graph.Requests.Count);
        Assert.StartsWith("GET /v1.0/applications/a/synchronization/jobs?$top=3 ", graph.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_another_host_is_not_followed()
    {
        using var elsewhere = new ScriptedServer(_ => ScriptedServer.Answer(200, """{"value":[]}""", "Content-Type: application/json"));
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(
            200, $$"""{"@odata.nextLink":"{{elsewhere.Address}}v1.0/more","value":[{"id":"j"}]}""", "Content-Type: application/json"));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run("(Get-MgApplicationSynchronizationJob -ApplicationId a).Id");

        Assert.StartsWith("UnexpectedResponse,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    private string StateOf(string job) => _graph.Jobs.Single(item => item.JobId == job).StatusCode;

    private sealed class MicrosoftGraphApplication
    {
        public string? Id { get; set; }

        public string? AppId { get; set; }

        public string? DisplayName { get; set; }
    }

    private sealed class MicrosoftGraphServicePrincipal
    {
        public string? Id { get; set; }

        public string? AppId { get; set; }

        public string? DisplayName { get; set; }
    }
}
