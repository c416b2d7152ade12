using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Emulator;

namespace Graph.SyncJob.Tests;

/// <summary>What updating, restarting and counting jobs does.</summary>
public sealed class FamilyJobTests : FamilyTest
{
    [Theory]
    [MemberData(nameof(Four))]
    public void A_changed_schedule_and_changed_settings_are_what_the_job_has(string which)
    {
        using var engine = Engine();
        var ids = IdArguments(which, SeedTenant.GitHub.JobId);

        engine.Run(
            $"Update-{which}SynchronizationJob {ids} -Schedule @{{ Interval = [timespan]'01:30:00'; State = 'Disabled' }} "
            + "-SynchronizationJobSettings @{ Name = 'One'; Value = '1' }, @{ name = 'Two'; value = 2 }").ThrowIfFailed();

        Assert.Equal(
            """{"schedule":{"interval":"PT1H30M","state":"Disabled"},"synchronizationJobSettings":[{"name":"One","value":"1"},{"name":"Two","value":"2"}]}""",
            Graph.Requests.Single().Body);
        var job = Assert.Single(engine.Run($"$job = Get-{which}SynchronizationJob {ids}; \"$($job.Schedule) $($job.SynchronizationJobSettings)\"").Output);
        Assert.Equal("Disabled, every 01:30:00 One = 1 Two = 2", job);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void A_job_that_was_read_and_changed_can_be_sent_back(string which)
    {
        using var engine = Engine();

        engine.Run(
            $"$job = Get-{which}SynchronizationJob {IdArguments(which, SeedTenant.GitHub.JobId)}; $job.Schedule.State = 'Paused'; "
            + $"$job | Update-{which}SynchronizationJob -BodyParameter $job").ThrowIfFailed();

        Assert.Equal("Paused", StateOf(SeedTenant.GitHub.JobId).ScheduleState);
    }

    [Fact]
    public void An_interval_that_is_none_is_refused_with_its_name_before_anything_is_sent()
    {
        using var engine = Engine();

        var error = engine.Run($"Update-MgApplicationSynchronizationJob {IdArguments("MgApplication", SeedTenant.GitHub.JobId)} -Schedule @{{ Interval = 'Pforty' }}").Error;

        Assert.Contains("Interval of MicrosoftGraphSynchronizationSchedule can't be 'Pforty'", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Graph.Requests);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void A_restart_lifts_a_job_out_of_quarantine(string which)
    {
        using var engine = Engine();

        engine.Run($"Restart-{which}SynchronizationJob {IdArguments(which, SeedTenant.Salesforce.JobId)}").ThrowIfFailed();

        Assert.Equal("NotRun", StateOf(SeedTenant.Salesforce.JobId).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void A_restart_resets_no_more_than_it_is_told_to(string which)
    {
        using var engine = Engine();

        engine.Run($"Restart-{which}SynchronizationJob {IdArguments(which, SeedTenant.Salesforce.JobId)} -ResetScope Escrows").ThrowIfFailed();

        Assert.Equal("Quarantine", StateOf(SeedTenant.Salesforce.JobId).StatusCode);
    }

    [Theory]
    [InlineData("-ResetScope None", "Start-MgApplicationSynchronizationJob")]
    [InlineData("-ResetScope ConnectorDataStore", "support")]
    [InlineData("-Criteria @{ ResetScope = 'None' }", "Start-MgApplicationSynchronizationJob")]
    [InlineData("-BodyParameter @{ Criteria = @{ ResetScope = 'ConnectorDataStore' } }", "support")]
    public void A_scope_that_Graph_says_not_to_use_is_warned_of_once_and_used(string arguments, string advice)
    {
        using var engine = Engine();

        var result = engine.Pipe(
            [Identity("MgApplication", SeedTenant.GitHub.JobId), Identity("MgApplication", SeedTenant.Workday.JobId)],
            "Restart-MgApplicationSynchronizationJob " + arguments);

        result.ThrowIfFailed();
        Assert.Contains(advice, Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, Graph.Requests.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ResetScope Full")]
    [InlineData("-ResetScope ConnectorDataStore, Watermark")]
    [InlineData("-ResetScope ForceDeletes")]
    public void Other_scopes_are_not_warned_of(string arguments)
    {
        using var engine = Engine();

        var result = engine.Run($"Restart-MgApplicationSynchronizationJob {IdArguments("MgApplication", SeedTenant.GitHub.JobId)} {arguments}");

        result.ThrowIfFailed();
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Two_ways_to_say_what_to_reset_are_one_too_many()
    {
        using var engine = Engine();

        var error = engine.Run(
            $"Restart-MgApplicationSynchronizationJob {IdArguments("MgApplication", SeedTenant.GitHub.JobId)} -ResetScope Full -Criteria @{{ ResetScope = 'Full' }}").Error;

        Assert.StartsWith("RestartCriteriaAmbiguous,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Empty(Graph.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Debug -Verbose")]
    public void What_is_sent_again_to_a_busy_service_has_its_body_again(string more)
    {
        using var graph = new Hosting.ScriptedServer(number => number == 1
            ? Hosting.ScriptedServer.GraphError(429, "TooManyRequests", "Busy.", "Retry-After: 0")
            : Hosting.ScriptedServer.Answer(204));
        using var engine = Hosting.ModuleEngine.ConnectedTo(graph.Address);

        engine.Run("Restart-MgApplicationSynchronizationJob -ApplicationId a -SynchronizationJobId j -ResetScope Full " + more).ThrowIfFailed();

        Assert.Equal(2, graph.Requests.Count);
        Assert.All(graph.Requests, request => Assert.EndsWith("""{"criteria":{"resetScope":"Full"}}""", request, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void Jobs_are_counted_by_owner_by_identity_and_from_the_pipeline(string which)
    {
        using var engine = Engine();
        var count = $"Get-{which}SynchronizationJobCount";
        var job = SeedTenant.GitHub.JobId;

        var result = engine.Run(
            $"param($identity) {count} {OwnerArgument(which, job)}; {count} -InputObject $identity; Get-{which}SynchronizationJob {IdArguments(which, job)} | {count}; "
            + $"{count} {OwnerArgument(which, job)} -Filter \"status/code eq 'Paused'\"",
            Identity(which, job));

        result.ThrowIfFailed();
        Assert.Equal([1, 1, 1, 0], result.Output);
        Assert.All(result.Output, number => Assert.IsType<int>(number));
        Assert.Equal(4, Graph.Requests.Count(request => request.Target.StartsWith(Root(which, job) + "/jobs/$count", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_count_behind_a_byte_order_mark_is_a_count()
    {
        using var graph = new Hosting.ScriptedServer(_ => Hosting.ScriptedServer.Answer(200, "\ufeff12", "Content-Type: text/plain"));
        using var engine = Hosting.ModuleEngine.ConnectedTo(graph.Address);

        Assert.Equal([12], engine.Run("Get-MgApplicationSynchronizationJobCount -ApplicationId a").Output);
    }

    [Theory]
    [InlineData("text/plain", "many")]
    [InlineData("text/plain", "")]
    [InlineData("text/plain", "99999999999999999999")]
    [InlineData("text/html", "12")]
    public void What_is_no_count_is_an_error(string type, string body)
    {
        using var graph = new Hosting.ScriptedServer(_ => Hosting.ScriptedServer.Answer(200, body, "Content-Type: " + type));
        using var engine = Hosting.ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run("Get-MgApplicationSynchronizationJobCount -ApplicationId a");

        Assert.StartsWith("UnexpectedResponse,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("count the synchronization jobs of application 'a'", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
