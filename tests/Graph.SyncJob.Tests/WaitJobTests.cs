using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Waiting for jobs: when one is where it is wanted, when it can't come there, and when the time is over.</summary>
public sealed class WaitJobTests : FamilyTest
{
    private const string ServicePrincipal = "MgServicePrincipal";
    private const string Reached = "";

    [Theory]
    [MemberData(nameof(Four))]
    public void A_job_that_is_there_already_takes_one_look_and_pipes_on(string which)
    {
        using var engine = Engine();

        var result = engine.Run($"Wait-{which}SynchronizationJob {IdArguments(which, SeedTenant.Workday.JobId)}");

        result.ThrowIfFailed();
        Assert.Equal($"GET {Root(which, SeedTenant.Workday.JobId)}/jobs/{SeedTenant.Workday.JobId}", Line(Assert.Single(Graph.Requests)));
        Assert.Equal(SeedTenant.Workday.JobId, Property(Assert.Single(result.Output), "Id"));
        engine.Run($"param($job) $job | Get-{which}SynchronizationJob", Assert.Single(result.Output)).ThrowIfFailed();
    }

    [Theory]
    [InlineData(SeedTenant.Workday.JobId, "Started", Reached)]
    [InlineData(SeedTenant.Workday.JobId, "FirstCycle", Reached)]
    [InlineData(SeedTenant.Workday.JobId, "SteadyState", Reached)]
    [InlineData(SeedTenant.Workday.JobId, "NotQuarantined", Reached)]
    [InlineData(SeedTenant.GitHub.JobId, "SteadyState", Reached)]
    [InlineData(SeedTenant.Salesforce.JobId, "Started", "JobQuarantined")]
    [InlineData(SeedTenant.Salesforce.JobId, "FirstCycle", Reached)]
    [InlineData(SeedTenant.Salesforce.JobId, "SteadyState", "JobQuarantined")]
    [InlineData(SeedTenant.Salesforce.JobId, "NotQuarantined", "WaitTimedOut")]
    [InlineData(SeedTenant.Box.JobId, "Started", "JobPaused")]
    [InlineData(SeedTenant.Box.JobId, "FirstCycle", Reached)]
    [InlineData(SeedTenant.Box.JobId, "SteadyState", "JobPaused")]
    [InlineData(SeedTenant.Box.JobId, "NotQuarantined", Reached)]
    [InlineData(SeedTenant.ServiceNow.JobId, "Started", "JobDisabled")]
    [InlineData(SeedTenant.ServiceNow.JobId, "FirstCycle", "JobDisabled")]
    [InlineData(SeedTenant.ServiceNow.JobId, "NotQuarantined", Reached)]
    [InlineData(SeedTenant.Slack.JobId, "Started", "JobNotConfigured")]
    public void One_look_tells_whether_a_job_is_there(string jobId, string milestone, string errorId)
    {
        using var engine = Engine();

        var result = engine.Run($"Wait-MgServicePrincipalSynchronizationJob {IdArguments(ServicePrincipal, jobId)} -For {milestone} -TimeoutSec 0");

        Assert.Single(Graph.Requests);
        Assert.Equal(errorId == Reached ? [jobId] : [], result.Output.Select(job => Property(job, "Id")));
        Assert.Equal(errorId == Reached ? [] : [$"{errorId},Graph.SyncJob.Commands.WaitMgServicePrincipalSynchronizationJobCommand"], result.Errors.Select(error => error.FullyQualifiedErrorId));
        Assert.All(result.Errors, error => Assert.Contains(Text(jobId), error.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_quarantine_that_the_service_has_given_up_on_is_not_waited_out()
    {
        using var engine = Engine();
        Graph.SetJob(SeedTenant.Salesforce.JobId, new() { ScheduleState = "Disabled" });

        var error = engine.Run($"Wait-MgServicePrincipalSynchronizationJob {IdArguments(ServicePrincipal, SeedTenant.Salesforce.JobId)} -For NotQuarantined").Error;

        Assert.StartsWith("JobDisabled,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, Graph.Requests.Count);
    }

    [Fact]
    public async Task It_waits_for_the_end_of_the_cycle_and_shows_how_far_the_job_is()
    {
        using var engine = Engine();
        Resume(engine, SeedTenant.Box.JobId);

        var waiting = Wait(engine, "", SeedTenant.Box.JobId);
        await Looks(SeedTenant.Box.JobId, 2);
        Graph.CompleteCycle(SeedTenant.Box.JobId);
        var result = await waiting;

        result.ThrowIfFailed();
        Assert.Equal(SeedTenant.Box.JobId, Property(Assert.Single(result.Output), "Id"));
        var first = result.Progress[0];
        Assert.Contains("340 of 1250 users", first.StatusDescription, StringComparison.Ordinal);
        Assert.Contains("131 read, 3 written", first.StatusDescription, StringComparison.Ordinal);
        Assert.Equal(27, first.PercentComplete);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public async Task Many_are_waited_for_at_once_and_each_is_written_as_it_comes()
    {
        using var engine = Engine();
        Resume(engine, SeedTenant.Box.JobId);
        Resume(engine, SeedTenant.ServiceNow.JobId);

        var waiting = Wait(engine, "", SeedTenant.Box.JobId, SeedTenant.ServiceNow.JobId, SeedTenant.Workday.JobId);
        await Looks(SeedTenant.Box.JobId, 2);
        Graph.CompleteCycle(SeedTenant.ServiceNow.JobId);
        await Looks(SeedTenant.ServiceNow.JobId, SoFar(SeedTenant.ServiceNow.JobId) + 1);
        var boxSoFar = SoFar(SeedTenant.Box.JobId);
        await Looks(SeedTenant.Box.JobId, boxSoFar + 2);
        Graph.CompleteCycle(SeedTenant.Box.JobId);
        var result = await waiting;

        result.ThrowIfFailed();
        Assert.Equal([SeedTenant.Workday.JobId, SeedTenant.ServiceNow.JobId, SeedTenant.Box.JobId], result.Output.Select(job => Property(job, "Id")));
        Assert.Equal(1, SoFar(SeedTenant.Workday.JobId));
    }

    [Fact]
    public async Task A_job_that_falls_into_quarantine_is_an_error_that_says_why_and_the_others_go_on()
    {
        using var engine = Engine();
        Resume(engine, SeedTenant.Box.JobId);
        Resume(engine, SeedTenant.ServiceNow.JobId);

        var waiting = Wait(engine, "", SeedTenant.Box.JobId, SeedTenant.ServiceNow.JobId);
        await Looks(SeedTenant.ServiceNow.JobId, 1);
        Graph.Quarantine(SeedTenant.Box.JobId, "EncounteredTotalEscrowThreshold");
        await Looks(SeedTenant.Box.JobId, SoFar(SeedTenant.Box.JobId) + 2);
        Graph.CompleteCycle(SeedTenant.ServiceNow.JobId);
        var result = await waiting;

        Assert.StartsWith("JobQuarantined,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ResourceUnavailable, result.Error.CategoryInfo.Category);
        Assert.All(
            [SeedTenant.Box.JobId, "EncounteredTotalEscrowThreshold", "since 2", "next attempt 2", "The credentials saved for the target system were not accepted."],
            text => Assert.Contains(text, result.Error.ToString(), StringComparison.Ordinal));
        Assert.Contains("Repair-GraphSyncJob", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(SeedTenant.ServiceNow.JobId, Property(Assert.Single(result.Output), "Id"));
    }

    [Fact]
    public void A_state_that_Graph_shows_a_moment_too_long_is_not_believed_at_once()
    {
        using var graph = new ScriptedServer(number => number == 1 ? JobJson.Answer("Paused", "Paused") : JobJson.Answer("NotRun"));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run("Wait-MgApplicationSynchronizationJob -ApplicationId app -SynchronizationJobId job -For Started");

        result.ThrowIfFailed();
        Assert.Single(result.Output);
        Assert.Equal(2, graph.Requests.Count);
    }

    [Fact]
    public void When_the_time_is_over_the_error_says_how_far_the_job_came()
    {
        using var engine = Engine();
        Resume(engine, SeedTenant.Box.JobId);

        var error = engine.Run($"Wait-MgServicePrincipalSynchronizationJob {IdArguments(ServicePrincipal, SeedTenant.Box.JobId)} -TimeoutSec 20").Error;

        Assert.StartsWith("WaitTimedOut,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Contains("has not reached SteadyState within 20 s: its state is Active, its schedule Active, 340 of 1250 users", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(SeedTenant.Box.JobId, Property(Property(error.Exception, "Job"), "Id"));
        Assert.Equal(SeedTenant.Box.JobId, Property(error.TargetObject, "SynchronizationJobId"));
    }

    [Fact]
    public async Task A_job_that_is_deleted_meanwhile_is_its_own_error()
    {
        using var engine = Engine();
        using var other = Engine();
        Resume(engine, SeedTenant.Box.JobId);
        Resume(engine, SeedTenant.ServiceNow.JobId);

        var waiting = Wait(engine, "", SeedTenant.Box.JobId, SeedTenant.ServiceNow.JobId);
        await Looks(SeedTenant.Box.JobId, 1);
        other.Run($"Remove-MgServicePrincipalSynchronizationJob {IdArguments(ServicePrincipal, SeedTenant.Box.JobId)} -Confirm:$false").ThrowIfFailed();
        Graph.CompleteCycle(SeedTenant.ServiceNow.JobId);
        var result = await waiting;

        Assert.StartsWith("Request_ResourceNotFound,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(SeedTenant.Box.JobId, result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(SeedTenant.ServiceNow.JobId, Property(Assert.Single(result.Output), "Id"));
    }

    [Fact]
    public void What_names_no_job_is_an_error_of_its_own()
    {
        using var engine = Engine();

        var result = engine.Pipe([new Dictionary<string, string> { ["ServicePrincipalId"] = "x" }, Identity(ServicePrincipal, SeedTenant.Workday.JobId)], "Wait-MgServicePrincipalSynchronizationJob");

        Assert.Contains("SynchronizationJobId", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_between_two_looks_and_during_one()
    {
        using var between = new ScriptedServer(_ => JobJson.Answer("NotRun"));
        using var during = ScriptedServer.Silent();

        foreach (var graph in new[] { between, during })
        {
            using var engine = ModuleEngine.ConnectedTo(graph.Address);
            Assert.Equal(
                PSInvocationState.Stopped,
                await engine.StopAsync("Wait-MgApplicationSynchronizationJob -ApplicationId app -SynchronizationJobId job", graph.Asked));
        }
    }

    [Fact]
    public void Who_has_enough_ends_it()
    {
        using var engine = Engine();
        Resume(engine, SeedTenant.Box.JobId);

        var result = engine.Pipe(
            [Identity(ServicePrincipal, SeedTenant.Box.JobId), Identity(ServicePrincipal, SeedTenant.Workday.JobId)],
            "Wait-MgServicePrincipalSynchronizationJob | ForEach-Object { $_; break }");

        Assert.Equal(SeedTenant.Workday.JobId, Property(Assert.Single(result.Output), "Id"));
    }

    private static object? Property(object? value, string name) => new PSObject(value).Properties[name]?.Value ?? (value as System.Collections.IDictionary)?[name];

    // What the error must name of each state.
    private static string Text(string jobId) => jobId switch
    {
        SeedTenant.Salesforce.JobId => "quarantine",
        SeedTenant.Box.JobId => "is paused",
        SeedTenant.ServiceNow.JobId => "never started",
        _ => "credentials",
    };

    private static void Resume(ModuleEngine engine, string jobId) =>
        engine.Run($"Start-MgServicePrincipalSynchronizationJob {IdArguments(ServicePrincipal, jobId)}").ThrowIfFailed();

    private static Task<EngineResult> Wait(ModuleEngine engine, string arguments, params string[] jobIds) =>
        Task.Run(() => engine.Pipe(jobIds.Select(jobId => Identity(ServicePrincipal, jobId)), "Wait-MgServicePrincipalSynchronizationJob " + arguments));

    private int SoFar(string jobId) => Graph.Requests.Count(request => request.Method == "GET" && request.Target.EndsWith(jobId, StringComparison.Ordinal));

    private async Task Looks(string jobId, int count)
    {
        while (SoFar(jobId) < count)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
