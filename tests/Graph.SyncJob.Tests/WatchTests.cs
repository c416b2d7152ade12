using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Watch-GraphSyncJob: a live table where there is a terminal, and lines where there is none.</summary>
public sealed class WatchTests : IAsyncLifetime
{
    private EmulatorServer _graph = null!;
    private ModuleEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await EmulatorServer.StartAsync(new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);
        _engine = ModuleEngine.ConnectedTo(_graph.Address);
        _engine.Host.IsTerminal = true;
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _graph.DisposeAsync();
    }

    [Fact]
    public void The_tenant_is_shown_in_place_and_what_needs_somebody_comes_first()
    {
        var result = _engine.Run("Watch-GraphSyncJob -Count 3");

        result.ThrowIfFailed();
        Assert.Empty(result.Output);
        Assert.Empty(result.Information);
        var screen = Screen(_engine, 120);
        Assert.Equal(2 + 6, screen.Lines.Count);
        Assert.Matches(@"^\d\d:\d\d:\d\d  2 Healthy, 1 Quarantined, 1 Paused, 1 NeverRan, 1 NotConfigured  \(every 5 s; Ctrl\+C ends\)$", screen.Lines[0]);
        Assert.Matches("^Owner +Verdict +Last run +Escrows +Next attempt +Result +Progress$", screen.Lines[1]);
        Assert.Matches("^Salesforce +Quarantined +2 h ago +0 +in 2 h +Failed +128 of 128 users$", screen.Lines[2]);
        Assert.Equal(["Salesforce", "Box", "ServiceNow", "Slack", "Workday", "GitHub"], screen.Lines.Skip(2).Select(line => line.Split(' ')[0]));
        Assert.True(screen.IsCursorShown);

        // One string each time, and one that gives the cursor back.
        Assert.Equal(3 + 1, _engine.Host.Lines.Count);
    }

    [Fact]
    public async Task It_goes_on_until_Ctrl_C_and_shows_what_has_changed()
    {
        var state = await _engine.StopAsync("Watch-GraphSyncJob", ChangedAndSeenAsync());

        Assert.Equal(PSInvocationState.Stopped, state);
        var screen = Screen(_engine, 120);
        Assert.Matches("^Workday +Quarantined ", screen.Lines[2]);
        Assert.True(screen.IsCursorShown);

        async Task ChangedAndSeenAsync()
        {
            await LooksAsync(2);
            _graph.Quarantine(SeedTenant.Workday.JobId);

            // The look that is under way may be one from before; that after the next is drawn before a third begins.
            await LooksAsync(3);
        }

        async Task LooksAsync(int count)
        {
            var before = Looks();
            while (Looks() < before + count)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }
        }

        int Looks() => _graph.Requests.Count(request => request.JobId == SeedTenant.Workday.JobId);
    }

    [Fact]
    public void A_window_of_another_size_is_drawn_anew()
    {
        ModuleEngine? watching = null;
        using var server = new ScriptedServer(number =>
        {
            if (number == 2)
            {
                watching!.Host.Width = 60;
            }

            return Job("Active");
        });
        using var engine = watching = ModuleEngine.ConnectedTo(server.Address);
        engine.Host.IsTerminal = true;

        engine.Run("@{ servicePrincipalId = 's'; synchronizationJobId = 'j'; ownerDisplayName = 'Box' } | Watch-GraphSyncJob -Count 3").ThrowIfFailed();

        var screen = new TerminalScreen(60);
        screen.Write(string.Concat(engine.Host.Lines.Skip(1)));
        Assert.Equal(3, screen.Lines.Count);
        Assert.Matches("^Box +Healthy", screen.Lines[2]);
        Assert.All(screen.Lines, line => Assert.InRange(line.Length, 1, 59));
        Assert.Equal([false, true, false], engine.Host.Lines.Take(3).Select(frame => frame.Contains("\u001b[2J", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(80)]
    [InlineData(36)]
    [InlineData(8)]
    public void Names_of_any_length_and_content_stay_within_their_column(int width)
    {
        _engine.Host.Width = width;
        var name = "\u001b[2JEvil\u202e\r\n" + new string('x', 300);

        _engine.Run(
            "param($name) Get-GraphSyncJob Box | ForEach-Object { $_.OwnerDisplayName = $name; $_ } | Watch-GraphSyncJob -Count 2", name).ThrowIfFailed();

        var screen = Screen(_engine, width);
        Assert.Equal(3, screen.Lines.Count);
        Assert.All(screen.Lines, line => Assert.InRange(line.Length, 1, width - 1));
        Assert.DoesNotContain("\u202e", string.Concat(_engine.Host.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", string.Concat(_engine.Host.Lines), StringComparison.Ordinal);
        Assert.Contains("…", screen.Lines[2], StringComparison.Ordinal);
        Assert.Equal(width >= 36, screen.Lines[2].Contains("Paused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_jobs_are_read_in_batches_and_what_does_not_fit_is_counted()
    {
        await using var graph = await EmulatorServer.StartAsync(
            new EmulatorOptions { Url = new Uri("http://127.0.0.1:0"), TenantSize = new TenantSize(300, 300) }, TestContext.Current.CancellationToken);
        using var engine = ModuleEngine.ConnectedTo(graph.Address);
        engine.Host.IsTerminal = true;
        engine.Host.Height = 12;
        var jobs = engine.Run("Get-GraphSyncJob").Output;
        graph.ClearRequests();

        engine.Pipe([.. jobs, .. jobs], "Watch-GraphSyncJob -Count 2 -ThrottleLimit 4").ThrowIfFailed();

        Assert.Equal(2 * 300, graph.Requests.Count(request => request.JobId is not null));
        Assert.InRange(graph.Requests.Count(request => request.Target == "/v1.0/$batch"), 2 * 14, 2 * 40);
        var screen = Screen(engine, 120);
        Assert.Equal(12 - 1, screen.Lines.Count);
        Assert.All(screen.Lines.Skip(2).Take(8), line => Assert.Contains(" Quarantined ", line, StringComparison.Ordinal));
        Assert.Matches(@"^… and 292 more, \d+ of them healthy$", screen.Lines[^1]);
    }

    [Theory]
    [InlineData("Host", true)]
    [InlineData("PlainText", false)]
    public void Colours_are_there_unless_they_are_switched_off(string rendering, bool expected)
    {
        // The real one is the process's, and other tests print at the same time.
        _engine.Run($"& {{ $PSStyle = [pscustomobject]@{{ OutputRendering = '{rendering}' }}; Watch-GraphSyncJob Salesforce -Count 1 }}").ThrowIfFailed();

        Assert.Equal(expected, Regex.IsMatch(_engine.Host.Lines[0], "\u001b\\[31mQuarantined +\u001b\\[0m"));
    }

    [Fact]
    public void Where_there_is_no_terminal_only_what_changes_is_told()
    {
        using var server = new ScriptedServer(number => Job(number < 3 ? "Paused" : "Active"));
        using var engine = ModuleEngine.ConnectedTo(server.Address);

        var result = engine.Run("Watch-GraphSyncJob -ServicePrincipalId s -SynchronizationJobId j -Count 5");

        result.ThrowIfFailed();
        Assert.Empty(result.Output);
        Assert.Equal(
            ["j: State Paused, Verdict Paused", "j: State Paused → Active", "j: Verdict Paused → Healthy"],
            result.Information.Select(line => Regex.Replace(line, @"^\d\d:\d\d:\d\d  ", string.Empty)));
        Assert.DoesNotContain(result.Information, line => line.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public void With_PassThru_changes_are_objects_and_nothing_is_shown()
    {
        using var server = new ScriptedServer(number => Job(number < 3 ? "Paused" : "Active"));
        using var engine = ModuleEngine.ConnectedTo(server.Address);
        engine.Host.IsTerminal = true;

        var result = engine.Run("Watch-GraphSyncJob -ApplicationId a -SynchronizationJobId j -Count 5 -PassThru");

        result.ThrowIfFailed();
        Assert.Empty(engine.Host.Lines);
        Assert.Empty(result.Information);
        Assert.Equal(["j: State Paused → Active", "j: Verdict Paused → Healthy"], result.Output.Select(change => change!.ToString()));
        Assert.Equal("a", Of(result.Output[0], "ApplicationId"));
        Assert.Null(Of(result.Output[0], "ServicePrincipalId"));
        Assert.Equal("Active", Of(result.Output[0], "After")!.ToString());
        Assert.Equal("j", Of(Of(result.Output[0], "Job"), "Id"));
    }

    [Fact]
    public void A_job_that_can_not_be_read_for_a_while_is_a_change_and_no_end()
    {
        _graph.AddFault(FaultRule.Parse($"403 on GET */{SeedTenant.Box.JobId} nth=2"));

        var result = _engine.Run("Watch-GraphSyncJob -Count 4 -PassThru");

        result.ThrowIfFailed();
        Assert.Equal(["Box: Error none → Forbidden", "Box: Error Forbidden → none"], result.Output.Select(change => change!.ToString()));
        Assert.Null(Of(result.Output[0], "Job"));
        Assert.NotNull(Of(result.Output[1], "Job"));
    }

    [Fact]
    public void A_job_that_can_not_be_read_shows_as_such()
    {
        _graph.AddFault(FaultRule.Parse($"404 on GET */{SeedTenant.Workday.JobId}"));

        _engine.Run("Watch-GraphSyncJob -Count 1").ThrowIfFailed();

        var screen = Screen(_engine, 120);
        Assert.Contains("1 not read", screen.Lines[0], StringComparison.Ordinal);
        Assert.Contains(screen.Lines, line => Regex.IsMatch(line, "^Workday +[A-Z]\\w+"));
    }

    [Fact]
    public void After_TimeoutSec_there_is_no_further_look()
    {
        _engine.Run("Watch-GraphSyncJob Box -TimeoutSec 1 -RefreshSec 5").ThrowIfFailed();

        Assert.Single(_graph.Requests, request => request.JobId is not null);
    }

    [Fact]
    public async Task Whoever_watches_the_tenant_sees_a_job_that_is_new()
    {
        var created = CreateAfterFirstLookAsync();

        var result = _engine.Run("do { Watch-GraphSyncJob -RefreshSec 60 -PassThru -Count 100 | ForEach-Object { $_; break } } while ($false)");

        await created;
        var change = Assert.Single(result.Output);
        Assert.Equal("Dropbox Business: State none → NotConfigured", change!.ToString());
        Assert.Equal(SeedTenant.Dropbox.ServicePrincipalId, Of(change, "ServicePrincipalId"));
        Assert.NotNull(Of(change, "Job"));

        async Task CreateAfterFirstLookAsync()
        {
            await Task.Yield();
            while (!_graph.Requests.Any(request => request.JobId == SeedTenant.Workday.JobId))
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            using var other = ModuleEngine.ConnectedTo(_graph.Address);
            other.Run($"New-MgServicePrincipalSynchronizationJob -ServicePrincipalId {SeedTenant.Dropbox.ServicePrincipalId} -TemplateId DropboxSCIMOutDelta").ThrowIfFailed();
        }
    }

    [Fact]
    public void The_tenant_is_searched_once_a_minute_and_whose_jobs_can_not_be_read_is_told_once()
    {
        _graph.AddFault(FaultRule.Parse($"403 on GET */{SeedTenant.Slack.ServicePrincipalId}/synchronization/jobs"));

        var result = _engine.Run("Watch-GraphSyncJob -RefreshSec 30 -Count 5 -Verbose");

        Assert.Single(result.Errors);
        Assert.Equal(1 + 2, Searches());
        Assert.Equal(2, result.Verbose.Count(line => line.Contains($"'{SeedTenant.Slack.ServicePrincipalId}'", StringComparison.Ordinal)));
    }

    [Fact]
    public void Who_watches_jobs_from_the_pipeline_watches_those_alone()
    {
        _engine.Run("Get-GraphSyncJob Box | Watch-GraphSyncJob -RefreshSec 60 -Count 3").ThrowIfFailed();

        Assert.Equal(1, Searches());
        Assert.Equal(3, Screen(_engine, 120).Lines.Count);
    }

    [Fact]
    public void What_is_no_job_is_an_error_and_the_others_are_watched()
    {
        var result = _engine.Pipe(
            [
                new Dictionary<string, string> { ["Wrong"] = "x" },
                new Dictionary<string, string> { ["ApplicationId"] = SeedTenant.Box.ApplicationId, ["SynchronizationJobId"] = SeedTenant.Box.JobId },
            ],
            "Watch-GraphSyncJob -Count 1");

        Assert.StartsWith("IdentityIncomplete,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(3, Screen(_engine, 120).Lines.Count);
    }

    [Theory]
    [InlineData("Box*")]
    [InlineData("*")]
    public async Task A_tenant_without_jobs_is_watched_for_the_first_one(string name)
    {
        await using var graph = await EmulatorServer.StartAsync(
            new EmulatorOptions { Url = new Uri("http://127.0.0.1:0"), TenantSize = new TenantSize(8, 0) }, TestContext.Current.CancellationToken);
        using var engine = ModuleEngine.ConnectedTo(graph.Address);
        var box = Enumerable.Range(1, 8).First(number => TenantSize.DisplayName(number).StartsWith("Box ", StringComparison.Ordinal));
        var created = CreateAfterFirstSearchAsync();

        var result = engine.Run($"do {{ Watch-GraphSyncJob '{name}' -RefreshSec 60 -PassThru -Verbose -Count 100 | ForEach-Object {{ $_; break }} }} while ($false)");

        await created;
        Assert.Equal($"{TenantSize.DisplayName(box)}: State none → NotConfigured", Assert.Single(result.Output)!.ToString());
        Assert.Contains(result.Verbose, line => line.Contains("No synchronization job was found", StringComparison.Ordinal));

        async Task CreateAfterFirstSearchAsync()
        {
            await Task.Yield();
            while (!graph.Requests.Any(request => request.Target.EndsWith($"/{TenantSize.ServicePrincipalId(box)}/synchronization/jobs", StringComparison.Ordinal)))
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            using var other = ModuleEngine.ConnectedTo(graph.Address);
            other.Run($"New-MgServicePrincipalSynchronizationJob -ServicePrincipalId {TenantSize.ServicePrincipalId(box)} -TemplateId BoxOutDelta").ThrowIfFailed();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_there_is_no_job_it_says_so_and_goes_on(bool isTerminal)
    {
        _engine.Host.IsTerminal = isTerminal;

        var result = _engine.Run("Watch-GraphSyncJob NoSuchName -RefreshSec 30 -Count 5");

        result.ThrowIfFailed();
        Assert.Equal(1 + 2, Searches());
        var said = isTerminal ? Screen(_engine, 120).Lines : [.. result.Information];
        Assert.Matches(isTerminal ? "^[0-9:]+  no jobs  " : "^[0-9:]+  No synchronization job was found", said[0]);
        Assert.Equal(isTerminal ? 2 : 1, said.Count);
    }

    [Fact]
    public void A_tenant_that_can_not_be_listed_is_an_error_and_the_end()
    {
        _graph.AddFault(FaultRule.Parse("403 on GET */servicePrincipals*"));

        var result = _engine.Run("Watch-GraphSyncJob");

        Assert.Single(result.Errors);
        Assert.Equal(1, Searches());
    }

    [Fact]
    public void No_jobs_on_the_pipeline_are_not_the_whole_tenant()
    {
        _engine.Run("@() | Watch-GraphSyncJob").ThrowIfFailed();

        Assert.Empty(_graph.Requests);
        Assert.Empty(_engine.Host.Lines);
    }

    private int Searches() => _graph.Requests.Count(request => request.Target.StartsWith("/v1.0/servicePrincipals?", StringComparison.Ordinal));

    private static TerminalScreen Screen(ModuleEngine engine, int width)
    {
        var screen = new TerminalScreen(width);
        screen.Write(string.Concat(engine.Host.Lines));
        return screen;
    }

    private static string Job(string state)
    {
        var time = DateTimeOffset.UtcNow.Date.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        return ScriptedServer.Answer(
            200,
            $$"""
            { "id": "j", "templateId": "box", "schedule": { "state": "Active" },
              "status": { "code": "{{state}}", "lastExecution": { "state": "Succeeded", "timeEnded": "{{time}}" } } }
            """,
            "Content-Type: application/json");
    }

    private static object? Of(object? item, string property) => PSObject.AsPSObject(item).Properties[property].Value;
}
