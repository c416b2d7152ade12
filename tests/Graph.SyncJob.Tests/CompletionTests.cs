using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>What the Tab key offers.</summary>
public sealed class CompletionTests : IAsyncLifetime
{
    private EmulatorServer _graph = null!;
    private ModuleEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await EmulatorServer.StartAsync(new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);
        _engine = ModuleEngine.ConnectedTo(_graph.Address);

        // A key press waits for 1.4 s and no longer; what a machine takes to load the client is not what is tried here.
        _engine.Run("param($id) Get-MgApplicationSynchronizationJob -ApplicationId $id", SeedTenant.Box.ApplicationId).ThrowIfFailed();
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _graph.DisposeAsync();
    }

    [Theory]
    [InlineData("Start-MgApplicationSynchronizationJob -ApplicationId sale", SeedTenant.Salesforce.ApplicationId)]
    [InlineData("Start-MgApplicationSynchronizationJob -ApplicationId 'Sale", SeedTenant.Salesforce.ApplicationId)]
    [InlineData("Start-MgServicePrincipalSynchronizationJob -ServicePrincipalId Sale", SeedTenant.Salesforce.ServicePrincipalId)]
    [InlineData("Start-MgBetaServicePrincipalSynchronizationJob -ServicePrincipalId Sale", SeedTenant.Salesforce.ServicePrincipalId)]
    public void An_owner_is_found_by_its_display_name(string line, string id)
    {
        var result = Assert.Single(Complete(_engine, line));

        Assert.Equal(id, result.CompletionText);
        Assert.Equal("Salesforce", result.ListItemText);
        Assert.Contains(SeedTenant.Salesforce.AppId, result.ToolTip, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_letter_all_owners_are_offered_by_name() => Assert.Equal(
        ["Box", "Dropbox Business", "GitHub Enterprise Cloud", "Salesforce", "ServiceNow", "Slack", "Workday"],
        Complete(_engine, "Start-MgApplicationSynchronizationJob -ApplicationId ").Select(result => result.ListItemText));

    [Fact]
    public void A_job_is_one_of_the_owner_on_the_line_and_its_tool_tip_tells_its_state()
    {
        var result = Assert.Single(Complete(_engine, $"Start-MgApplicationSynchronizationJob -ApplicationId {SeedTenant.Box.ApplicationId} -SynchronizationJobId "));

        Assert.Equal(SeedTenant.Box.JobId, result.CompletionText);
        Assert.Equal("template BoxOutDelta, Paused", result.ToolTip);
    }

    [Theory]
    [InlineData("New-MgServicePrincipalSynchronizationJob")]
    [InlineData("Update-MgServicePrincipalSynchronizationJob")]
    [InlineData("Test-MgServicePrincipalSynchronizationJobCredential")]
    public void A_template_is_one_of_the_owner_on_the_line(string cmdlet) => Assert.Contains(
        "BoxOutDelta",
        Complete(_engine, $"{cmdlet} -ServicePrincipalId {SeedTenant.Box.ServicePrincipalId} -TemplateId Bo").Select(result => result.CompletionText));

    [Fact]
    public void A_reset_scope_is_one_of_the_enumeration() => Assert.Equal(
        ["Watermark"], Complete(_engine, "Restart-MgApplicationSynchronizationJob -ResetScope W").Select(result => result.CompletionText));

    [Theory]
    [InlineData("Start-MgApplicationSynchronizationJob -ApplicationId o'", 0)]
    [InlineData("Start-MgApplicationSynchronizationJob -ApplicationId nobody", 0)]
    [InlineData("Start-MgApplicationSynchronizationJob -SynchronizationJobId ", 0)]
    [InlineData("Start-MgApplicationSynchronizationJob -ApplicationId .. -SynchronizationJobId ", 0)]
    [InlineData("Start-MgApplicationSynchronizationJob -ApplicationId no-such-id -SynchronizationJobId ", 0)]
    public void What_can_not_be_completed_is_silent(string line, int expected)
    {
        Assert.Equal(expected, Complete(_engine, line).Count(IsOurs));
        Assert.DoesNotContain(_graph.Requests, request => request.Target.StartsWith("/v1.0/synchronization", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_sign_in_nothing_is_offered_and_nobody_is_asked()
    {
        using var engine = new ModuleEngine();

        Assert.DoesNotContain(Complete(engine, "Start-MgApplicationSynchronizationJob -ApplicationId "), IsOurs);
        Assert.Empty(engine.Run("Get-GraphSyncJobContext").Output);
    }

    [Fact]
    public void A_Graph_that_never_answers_or_refuses_leaves_the_line_as_it_is()
    {
        using var silent = ScriptedServer.Silent();
        using var waiting = ModuleEngine.ConnectedTo(silent.Address);
        using var refusing = new ScriptedServer(_ => ScriptedServer.GraphError(403, "Authorization_RequestDenied", "No."));
        using var refused = ModuleEngine.ConnectedTo(refusing.Address);

        Assert.DoesNotContain(Complete(waiting, "Start-MgApplicationSynchronizationJob -ApplicationId "), IsOurs);
        Assert.DoesNotContain(Complete(refused, "Start-MgApplicationSynchronizationJob -ApplicationId "), IsOurs);
        Assert.Single(silent.Requests);
        Assert.Single(refusing.Requests);
    }

    // Where an argument completer is silent, PowerShell offers the files of the current folder.
    private static bool IsOurs(CompletionResult result) => result.ResultType == CompletionResultType.ParameterValue;

    private static List<CompletionResult> Complete(ModuleEngine engine, string line) => [.. engine
        .Run("param($line) [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches", line)
        .Output.Cast<CompletionResult>()];
}
