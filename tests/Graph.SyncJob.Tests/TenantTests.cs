using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Get-GraphSyncJob: every job of a tenant.</summary>
public sealed partial class TenantTests : IAsyncLifetime
{
    // More than two pages of service principals, every tenth with a job.
    private static readonly TenantSize Size = new(2100, 210);

    private EmulatorServer _graph = null!;

    public async ValueTask InitializeAsync() => _graph = await EmulatorServer.StartAsync(
        new EmulatorOptions { Url = new Uri("http://127.0.0.1:0"), TenantSize = Size, RequestLogCapacity = 20_000, LightRequestLog = true },
        TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _graph.DisposeAsync();

    [Fact]
    public void Every_job_of_every_service_principal_comes_in_the_order_of_the_listing_with_its_owner()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Run("Get-GraphSyncJob");

        result.ThrowIfFailed();
        var expected = Enumerable.Range(1, Size.ServicePrincipals).Where(number => Size.JobId(number) is not null).ToList();
        Assert.Equal(
            expected.Select(number => $"{Size.JobId(number)} {TenantSize.ServicePrincipalId(number)} {TenantSize.DisplayName(number)} {TenantSize.AppId(number)}"),
            result.Output.Select(job => $"{Of(job, "Id")} {Of(job, "ServicePrincipalId")} {Of(job, "OwnerDisplayName")} {Of(job, "OwnerAppId")}"));
        Assert.All(result.Output, job => Assert.Equal("v1.0", Of(job, "ApiVersion")));
    }

    [Fact]
    public void Owners_are_listed_in_pages_and_read_in_batches()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        engine.Run("Get-GraphSyncJob").ThrowIfFailed();

        var lists = _graph.Requests.Where(request => request.Target.StartsWith("/v1.0/servicePrincipals?", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, lists.Count);
        Assert.Contains("top=999", Uri.UnescapeDataString(lists[0].Target), StringComparison.Ordinal);
        Assert.Contains("select=id,appId,displayName", Uri.UnescapeDataString(lists[0].Target), StringComparison.Ordinal);
        Assert.Equal(Size.ServicePrincipals, Reads());
        Assert.InRange(_graph.Requests.Count(request => request.Target == "/v1.0/$batch"), Size.ServicePrincipals / 20 - 16, 3 * Size.ServicePrincipals / 20);
    }

    [Fact]
    public void One_request_at_a_time_reads_the_same()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Run("Get-GraphSyncJob -ThrottleLimit 1");

        result.ThrowIfFailed();
        Assert.Equal(210, result.Output.Count);
    }

    [Theory]
    [InlineData("'Salesforce 00*'", "startswith(displayName,'Salesforce 00')", "^Salesforce 00")]
    [InlineData("-DisplayName 'box 00?1*'", "startswith(displayName,'box 00')", "^Box 00.1")]
    [InlineData("-DisplayName '*70'", null, "70$")]
    [InlineData("-DisplayName 'Slack*', '*0020'", null, "^Slack|0020$")]
    public void A_display_name_is_matched_with_wildcards_and_Graph_leaves_out_what_it_can(string arguments, string? filter, string expected)
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Run("Get-GraphSyncJob " + arguments);

        result.ThrowIfFailed();
        var owners = Enumerable.Range(1, Size.ServicePrincipals).Where(number => Regex.IsMatch(TenantSize.DisplayName(number), expected)).ToList();
        Assert.Equal(owners.Select(number => Size.JobId(number)).Where(id => id is not null), result.Output.Select(job => Of(job, "Id")));
        Assert.Equal(owners.Count, Reads());
        var list = Uri.UnescapeDataString(_graph.Requests[0].Target).Replace('+', ' ');
        Assert.Equal(filter is not null, list.Contains("filter=", StringComparison.Ordinal));
        Assert.Contains(filter ?? string.Empty, list, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_in_a_display_name_ends_no_filter()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Run("Get-GraphSyncJob \"O'Brien') or startswith(displayName,'Box*\"");

        result.ThrowIfFailed();
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("-State Quarantine", "$_.Status.Code -eq 'Quarantine'")]
    [InlineData("-State Paused, NotRun", "$_.Status.Code -in 'Paused', 'NotRun'")]
    [InlineData("-TemplateId salesforce", "$_.TemplateId -eq 'salesforce'")]
    [InlineData("-TemplateId *OutDelta -State Active", "$_.TemplateId -like '*OutDelta' -and $_.Status.Code -eq 'Active'")]
    [InlineData("-Unhealthy", "($_ | Get-GraphSyncJobHealth).Verdict -ne 'Healthy'")]
    public void What_is_asked_for_is_what_comes(string arguments, string condition)
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var expected = engine.Run($"Get-GraphSyncJob | Where-Object {{ {condition} }} | ForEach-Object Id").Output;
        var result = engine.Run($"Get-GraphSyncJob {arguments} | ForEach-Object Id");

        result.ThrowIfFailed();
        Assert.InRange(expected.Count, 1, 209);
        Assert.Equal(expected, result.Output);
    }

    [Fact]
    public void What_is_found_pipes_into_an_action()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var quarantined = _graph.Jobs.Where(job => job.StatusCode == "Quarantine").Select(job => job.JobId).ToList();

        engine.Run("Get-GraphSyncJob -State Quarantine | Start-MgServicePrincipalSynchronizationJob -ThrottleLimit 8").ThrowIfFailed();

        Assert.NotEmpty(quarantined);
        Assert.Equal(quarantined, _graph.Jobs.Where(job => job.Starts == 1).Select(job => job.JobId));
        Assert.DoesNotContain(_graph.Jobs, job => job.StatusCode == "Quarantine");
    }

    [Theory]
    [InlineData("403", "PermissionDenied", "Synchronization.Read.All")]
    [InlineData("404", "ObjectNotFound", "deleted it meanwhile")]
    public void A_service_principal_whose_jobs_can_not_be_read_is_an_error_and_the_others_go_on(string fault, string category, string advice)
    {
        _graph.AddFault(FaultRule.Parse($"{fault} on GET */{TenantSize.ServicePrincipalId(20)}/*"));
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Run("Get-GraphSyncJob");

        Assert.Equal(209, result.Output.Count);
        var error = Assert.Single(result.Errors);
        Assert.Equal(category, error.CategoryInfo.Category.ToString());
        Assert.Contains($"'{TenantSize.ServicePrincipalId(20)}' ({TenantSize.DisplayName(20)})", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(TenantSize.ServicePrincipalId(20), Of(error.TargetObject, "ServicePrincipalId"));
    }

    [Fact]
    public void A_listing_that_breaks_off_is_one_error_and_what_was_listed_is_read()
    {
        _graph.AddFault(FaultRule.Parse("403 on GET /v1.0/servicePrincipals nth=2"));
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Run("Get-GraphSyncJob");

        Assert.Equal(99, result.Output.Count);
        Assert.Contains("Could not list the service principals", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Application.Read.All", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tenant_that_throttles_is_read_whole()
    {
        _graph.AddFault(FaultRule.Parse("429 retry-after=2 on GET */synchronization/jobs probability=0.05 seed=7"));
        _graph.AddFault(FaultRule.Parse("429 retry-after=2 on GET /v1.0/servicePrincipals nth=2"));
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Run("Get-GraphSyncJob -MaxRetry 20");

        result.ThrowIfFailed();
        Assert.Equal(210, result.Output.Count);
        var refused = _graph.Requests.Count(request => request.Status == 429 && request.Target.EndsWith("/synchronization/jobs", StringComparison.Ordinal));
        Assert.InRange(refused, 1, Size.ServicePrincipals);
        Assert.Equal(Size.ServicePrincipals + refused, Reads());
    }

    [Fact]
    public void Whoever_wants_the_first_few_leaves_nothing_running()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Run("Get-GraphSyncJob -ThrottleLimit 2 | ForEach-Object { throw 'enough' }");
        engine.Run("Get-MgServicePrincipalSynchronizationJob -ServicePrincipalId " + TenantSize.ServicePrincipalId(10)).ThrowIfFailed();

        Assert.Equal("enough", result.Error.ToString());
        Assert.InRange(Reads(), 10, 200);
        Assert.InRange(_graph.Requests.Count(request => request.Target.StartsWith("/v1.0/servicePrincipals?", StringComparison.Ordinal)), 1, 2);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_at_once()
    {
        var asked = new TaskCompletionSource();
        using var silent = new ScriptedServer((_, _) =>
        {
            asked.TrySetResult();
            return string.Empty;
        });
        using var engine = ModuleEngine.ConnectedTo(silent.Address);

        var state = await engine.StopAsync("Get-GraphSyncJob", asked.Task);

        Assert.Equal(PSInvocationState.Stopped, state);
    }

    [Fact]
    public void Progress_tells_how_far_it_is_and_goes_away()
    {
        // It comes after a quarter of a second: the twentieth takes longer than that.
        _graph.AddFault(FaultRule.Parse($"latency delay=400 on GET */{TenantSize.ServicePrincipalId(20)}/*"));
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var records = engine.ProgressOf("Get-GraphSyncJob");

        var first = records[0];
        Assert.Matches(@"^\d+ of 2,?100 service principals, \d jobs; [\d,]+ a second$", first.StatusDescription);
        Assert.InRange(first.PercentComplete, 0, 100);
        Assert.InRange(first.SecondsRemaining, 0, int.MaxValue);
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
        Assert.Single(records, record => record.RecordType == ProgressRecordType.Completed);
    }

    [Fact]
    public void The_table_shows_the_owner_by_name_without_what_moves_the_cursor()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        engine.Run("Get-GraphSyncJob 'GitHub*' | ForEach-Object { $_.OwnerDisplayName += \"$([char]27)[2J\"; $_ } | Out-Default").ThrowIfFailed();

        Assert.Contains(engine.Host.Lines, line => line.Contains(TenantSize.DisplayName(40), StringComparison.Ordinal));
        Assert.DoesNotContain(engine.Host.Lines, line => line.Contains("\u001b[2J", StringComparison.Ordinal));
    }

    private int Reads() => _graph.Requests.Count(request => request.Target.EndsWith("/synchronization/jobs", StringComparison.Ordinal));

    private static object? Of(object? item, string property) => PSObject.AsPSObject(item).Properties[property].Value;
}
