using System.IO;
using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Starts that do harm: of a job that runs, and of one job over and over.</summary>
public sealed class CarefulStartTests : FamilyTest
{
    private const string Running = SeedTenant.Workday.JobId;
    private const string Paused = SeedTenant.Box.JobId;
    private const string Kind = "MgServicePrincipal";

    private static readonly string Start = $"Start-MgServicePrincipalSynchronizationJob {IdArguments(Kind, Paused)}";

    [Theory]
    [MemberData(nameof(Four))]
    public void A_job_that_runs_is_looked_at_and_left_alone(string which)
    {
        using var engine = Engine();

        var result = engine.Run($"Start-{which}SynchronizationJob {IdArguments(which, Running)} -SkipIfRunning -PassThru -Verbose");

        result.ThrowIfFailed();
        Assert.Equal([false], result.Output);
        Assert.Equal($"GET {Root(which, Running)}/jobs/{Running}", Line(Assert.Single(Graph.Requests)));
        Assert.Contains(result.Verbose, line => line.Contains(Running, StringComparison.Ordinal) && line.Contains("It was not started.", StringComparison.Ordinal));
        Assert.Equal(0, StateOf(Running).Starts);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void A_job_that_does_not_run_is_started(string which)
    {
        using var engine = Engine();

        var result = engine.Run($"Start-{which}SynchronizationJob {IdArguments(which, Paused)} -SkipIfRunning -PassThru");

        result.ThrowIfFailed();
        Assert.Equal([true], result.Output);
        Assert.Equal(["GET", "POST"], Graph.Requests.Select(request => request.Method));
        Assert.Equal((1, 0), (StateOf(Paused).Starts, StateOf(Paused).StartsWhileRunning));
    }

    [Theory]
    [InlineData(SeedTenant.Salesforce.JobId, true)]
    [InlineData(SeedTenant.Slack.JobId, true)]
    [InlineData(SeedTenant.ServiceNow.JobId, true)]
    [InlineData(SeedTenant.GitHub.JobId, false)]
    public void Only_a_job_that_is_on_schedule_runs(string jobId, bool started)
    {
        using var engine = Engine();

        Assert.Equal([started], engine.Run($"Start-MgServicePrincipalSynchronizationJob {IdArguments(Kind, jobId)} -SkipIfRunning -PassThru").Output);
        Assert.Equal(started ? 1 : 0, StateOf(jobId).Starts);
    }

    [Fact]
    public void A_job_in_its_first_run_runs()
    {
        using var engine = Engine();
        Graph.SetJob(SeedTenant.ServiceNow.JobId, new() { ScheduleState = "Active" });

        Assert.Equal([false], engine.Run($"Start-MgServicePrincipalSynchronizationJob {IdArguments(Kind, SeedTenant.ServiceNow.JobId)} -SkipIfRunning -PassThru").Output);
    }

    [Fact]
    public void In_detail_there_is_an_object_for_each_job_that_says_why_and_pipes_on()
    {
        using var engine = Engine();

        var result = engine.Pipe([Identity(Kind, Running), Identity(Kind, Paused)], "Start-MgServicePrincipalSynchronizationJob -SkipIfRunning -Detailed");

        result.ThrowIfFailed();
        Assert.Equal([false, true], result.Output.Select(start => Value(start, "Started")));
        Assert.Equal([Running, Paused], result.Output.Select(start => Value(start, "SynchronizationJobId")));
        Assert.Equal(["Active", "Paused"], result.Output.Select(start => Value(Value(start, "Status"), "Code")!.ToString()));
        Assert.Equal("It runs already: its state is Active, its schedule Active, 128 of 128 users, last run: Succeeded, 131 read, 3 written.", Value(result.Output[0], "Reason"));
        engine.Run("param($starts) $starts | Get-MgServicePrincipalSynchronizationJob", result.Output).ThrowIfFailed();
    }

    [Fact]
    public void In_detail_without_a_look_there_is_no_status()
    {
        using var engine = Engine();

        var start = Assert.Single(engine.Run($"{Start} -Detailed").Output);

        Assert.Equal((true, null), (Value(start, "Started"), Value(start, "Status")));
        Assert.Equal("POST", Assert.Single(Graph.Requests).Method);
    }

    [Fact]
    public void Without_either_nothing_is_written()
    {
        using var engine = Engine();

        Assert.Empty(engine.Pipe([Identity(Kind, Running), Identity(Kind, Paused)], "Start-MgServicePrincipalSynchronizationJob -SkipIfRunning").Output);
    }

    [Fact]
    public void A_job_that_can_not_be_looked_at_is_an_error_and_not_started()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(403, "Forbidden", "No."));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run("Start-MgApplicationSynchronizationJob -ApplicationId app -SynchronizationJobId job -SkipIfRunning");

        Assert.StartsWith("Forbidden,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("GET ", Assert.Single(graph.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_does_not_even_look()
    {
        using var engine = Engine();

        engine.Run($"{Start} -SkipIfRunning -WhatIf").ThrowIfFailed();

        Assert.Empty(Graph.Requests);
    }

    [Fact]
    public void The_table_tells_which_were_started_and_why()
    {
        using var engine = Engine();

        engine.Pipe([Identity(Kind, Running)], "Start-MgServicePrincipalSynchronizationJob -SkipIfRunning -Detailed | Out-Default").ThrowIfFailed();

        var shown = string.Join('\n', engine.Host.Lines);
        Assert.All(["Owner: service principal", "000000000001", "False", "It runs already"], text => Assert.Contains(text, shown, StringComparison.Ordinal));
    }

    [Fact]
    public void The_fourth_start_of_a_job_draws_a_warning_whichever_way_it_is_started()
    {
        using var engine = Engine();
        using var other = Engine();

        Assert.Empty(engine.Run($"{Start}; {Start}").Warnings);
        Assert.Empty(other.Run($"Start-MgBetaServicePrincipalSynchronizationJob {IdArguments(Kind, Paused)}").Warnings);
        var fourth = other.Run(Start + " -PassThru");

        fourth.ThrowIfFailed();
        Assert.Equal([true], fourth.Output);
        var warning = Assert.Single(fourth.Warnings);
        Assert.All([Paused, "start 4 within 10 minutes", "may be stopped by the service", "-SkipIfRunning"], text => Assert.Contains(text, warning, StringComparison.Ordinal));
        Assert.Empty(other.Run($"Start-MgServicePrincipalSynchronizationJob {IdArguments(Kind, SeedTenant.GitHub.JobId)}").Warnings);
    }

    [Theory]
    [InlineData("Inquire", 2, 3)]
    [InlineData("Inquire", 0, 4)]
    [InlineData("Stop", 0, 3)]
    public void The_start_waits_for_what_the_warning_leads_to(string preference, int answer, int starts)
    {
        using var engine = Engine(answers: [answer]);
        engine.Run($"1..3 | ForEach-Object {{ {Start} }}").ThrowIfFailed();

        engine.Run($"{Start} -WarningAction {preference}");

        Assert.Equal(starts, StateOf(Paused).Starts);
    }

    [Fact]
    public void Where_it_is_to_be_an_error_nothing_is_sent_and_the_next_job_goes_on()
    {
        using var engine = Engine();
        engine.Run($"1..3 | ForEach-Object {{ {Start} }}").ThrowIfFailed();
        Graph.ClearRequests();

        engine.Run("$global:PSDefaultParameterValues = @{ 'Start-Mg*:FailOnStartStorm' = $true }").ThrowIfFailed();
        var result = engine.Pipe(
            [Identity(Kind, Paused), Identity(Kind, SeedTenant.GitHub.JobId)], "Start-MgServicePrincipalSynchronizationJob -PassThru");

        Assert.StartsWith("StartStorm,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.LimitsExceeded, result.Error.CategoryInfo.Category);
        Assert.Contains(Paused, result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal([true], result.Output);
        Assert.Contains(SeedTenant.GitHub.JobId, Assert.Single(Graph.Requests).Target, StringComparison.Ordinal);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_start_that_was_refused_skipped_or_only_talked_about_does_not_count()
    {
        using var engine = Engine();
        var unknown = Start.Replace(Paused, "unknown", StringComparison.Ordinal);

        var refused = engine.Run($"1..5 | ForEach-Object {{ {unknown} }}");
        var planned = engine.Run($"1..5 | ForEach-Object {{ {Start} -WhatIf }}");
        var skipped = engine.Run($"1..5 | ForEach-Object {{ Start-MgServicePrincipalSynchronizationJob {IdArguments(Kind, Running)} -SkipIfRunning }}");

        Assert.Equal(5, refused.Errors.Count);
        Assert.Empty(refused.Warnings.Concat(planned.Warnings).Concat(skipped.Warnings));
        Assert.Empty(engine.Run(Start).Warnings);
    }

    [Fact]
    public void Many_at_a_time_are_looked_at_and_started_or_left_alone_in_order()
    {
        using var engine = Engine();

        var result = engine.Pipe(
            [Identity(Kind, Running), Identity(Kind, Paused), Identity(Kind, SeedTenant.GitHub.JobId), Identity(Kind, SeedTenant.Salesforce.JobId)],
            "Start-MgServicePrincipalSynchronizationJob -SkipIfRunning -Detailed -ThrottleLimit 4");

        result.ThrowIfFailed();
        Assert.Equal([false, true, false, true], result.Output.Select(start => Value(start, "Started")));
        Assert.Equal(2, Graph.Jobs.Sum(job => job.Starts));
        Assert.Equal(0, Graph.Jobs.Sum(job => job.StartsWhileRunning));
    }

    [Fact]
    public void Many_starts_of_one_job_at_a_time_are_counted_one_by_one()
    {
        using var engine = Engine();

        var result = engine.Pipe(
            Enumerable.Repeat(Identity(Kind, Paused), 5), "Start-MgServicePrincipalSynchronizationJob -FailOnStartStorm -PassThru -ThrottleLimit 4");

        Assert.Equal([true, true, true], result.Output);
        Assert.Equal(2, result.Errors.Count);
        Assert.Equal(3, StateOf(Paused).Starts);
    }

    [Fact]
    public void A_checkpoint_does_not_take_a_look_for_a_start()
    {
        using var engine = Engine();
        var checkpoint = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var unknown = new Dictionary<string, string> { ["ServicePrincipalId"] = "unknown", ["SynchronizationJobId"] = "unknown" };
            engine.Pipe([Identity(Kind, Running), Identity(Kind, Paused), unknown], $"Start-MgServicePrincipalSynchronizationJob -SkipIfRunning -CheckpointPath '{checkpoint}'");

            var sent = Assert.Single(File.ReadAllLines(checkpoint), line => line.StartsWith("sent", StringComparison.Ordinal));
            Assert.Contains(Paused, sent, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(checkpoint);
        }
    }

    private static object? Value(object? item, string name) => new PSObject(item).Properties[name].Value;
}
