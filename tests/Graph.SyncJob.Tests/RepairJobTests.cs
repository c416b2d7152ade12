using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Repair-GraphSyncJob: what it does to a job in quarantine, and what it says of it.</summary>
public sealed class RepairJobTests : FamilyTest
{
    private const string Kind = "MgServicePrincipal";
    private const string Job = SeedTenant.Salesforce.JobId;
    private const string Scripted = "Repair-GraphSyncJob -ApplicationId app -SynchronizationJobId job";

    private static readonly string Repair = $"Repair-GraphSyncJob {IdArguments(Kind, Job)}";
    private static readonly string Path = $"{Root(Kind, Job)}/jobs/{Job}";

    [Theory]
    [InlineData(SeedTenant.Workday.JobId, "the job runs")]
    [InlineData(SeedTenant.Box.JobId, "its state is Paused")]
    public void A_job_that_is_not_in_quarantine_is_left_alone(string jobId, string advice)
    {
        using var engine = Engine();

        var result = engine.Run($"Repair-GraphSyncJob {IdArguments(Kind, jobId)}");

        result.ThrowIfFailed();
        AssertReport(result, "NotNeeded", "None", advice);
        Assert.Equal("GET", Assert.Single(Graph.Requests).Method);
    }

    [Fact]
    public void With_bad_credentials_a_job_is_not_started()
    {
        using var engine = Engine();

        var result = engine.Run(Repair);

        result.ThrowIfFailed();
        var report = AssertReport(result, "CredentialsInvalid", "CredentialsTested", "Set-Mg");
        Assert.Contains("The credentials saved for the target system were not accepted.", Text(report, "Cause"), StringComparison.Ordinal);
        Assert.Equal([$"GET {Path}", $$"""POST {{Path}}/validateCredentials {"useSavedCredentials":true}"""], Graph.Requests.Select(Line));
        Assert.Equal("Quarantine", StateOf(Job).StatusCode);
    }

    [Fact]
    public void With_good_credentials_it_is_started_and_left_to_itself_where_nobody_waits()
    {
        using var engine = Engine();
        SaveGoodCredentials(engine);

        var result = engine.Run(Repair + " -TimeoutSec 0");

        result.ThrowIfFailed();
        var report = AssertReport(result, "Started", "Started", "No attempt has ended yet");
        Assert.Equal(1, StateOf(Job).Starts);
        Assert.NotNull(Value(report, "Quarantine"));
        Assert.Equal("Active", Text(Value(Value(report, "Job"), "Status"), "Code"));
        Assert.Equal(["GET", "POST", "POST", "GET"], Graph.Requests.Where(request => request.Target.Contains(Path, StringComparison.Ordinal)).Select(request => request.Method));
    }

    [Fact]
    public async Task It_waits_for_the_next_attempt_and_says_that_it_went_through()
    {
        using var engine = Engine();
        SaveGoodCredentials(engine);

        var repairing = Task.Run(() => engine.Run(Repair));
        await Started();
        Graph.CompleteCycle(Job);
        var result = await repairing;

        result.ThrowIfFailed();
        AssertReport(result, "Repaired", "Started", "the job runs");
    }

    [Fact]
    public async Task It_says_when_the_next_attempt_ends_in_quarantine_again()
    {
        using var engine = Engine();
        SaveGoodCredentials(engine);

        var repairing = Task.Run(() => engine.Run(Repair));
        await Started();
        Graph.Quarantine(Job, "EncounteredBaseEscrowThreshold");
        var result = await repairing;

        result.ThrowIfFailed();
        var report = AssertReport(result, "QuarantinedAgain", "Started", "EncounteredBaseEscrowThreshold");
        Assert.Contains("EncounteredQuarantineException", Text(report, "Cause"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_shows_the_plan_and_does_no_more_than_read()
    {
        using var engine = Engine();
        SaveGoodCredentials(engine);
        Graph.ClearRequests();

        var result = engine.Run(Repair + " -WhatIf");

        result.ThrowIfFailed();
        AssertReport(result, "Planned", "None", "-WhatIf");
        Assert.Equal("GET", Assert.Single(Graph.Requests).Method);
        var line = Assert.Single(engine.Host.Lines, line => line.Contains("What if:", StringComparison.Ordinal));
        Assert.All([Job, "EncounteredQuarantineException", "test the saved credentials, and start the job if they are good"], text => Assert.Contains(text, line, StringComparison.Ordinal));
    }

    [Fact]
    public void Who_says_no_changes_nothing()
    {
        using var engine = Engine(answers: [2]);

        var result = engine.Run(Repair + " -Confirm");

        result.ThrowIfFailed();
        AssertReport(result, "Declined", "None", "Nothing was done");
        Assert.Equal("GET", Assert.Single(Graph.Requests).Method);
        Assert.Contains("test the saved credentials", Assert.Single(engine.Host.Questions), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TooManyDeletes", "ForceDeletes")]
    [InlineData("QuarantinedOnDemand", "on purpose")]
    public void What_was_stopped_on_purpose_is_not_started(string reason, string advice)
    {
        using var engine = Engine();
        SaveGoodCredentials(engine);
        Graph.Quarantine(Job, reason);

        var result = engine.Run(Repair);

        result.ThrowIfFailed();
        AssertReport(result, "DecisionNeeded", "None", advice);
        Assert.Equal(0, StateOf(Job).Starts);
    }

    [Fact]
    public void Each_of_many_of_either_owner_has_its_report_and_one_that_is_not_there_its_error()
    {
        using var engine = Engine();
        SaveGoodCredentials(engine);

        var result = engine.Pipe(
            [
                Identity("MgApplication", SeedTenant.Workday.JobId),
                new Dictionary<string, string> { ["ApplicationId"] = "unknown", ["SynchronizationJobId"] = "unknown" },
                Identity(Kind, Job),
            ],
            "Repair-GraphSyncJob -TimeoutSec 0");

        Assert.StartsWith("Request_ResourceNotFound,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["NotNeeded", "Started"], result.Output.Select(report => Text(report, "Outcome")));
        Assert.Equal(SeedTenant.Workday.ApplicationId, Value(result.Output[0], "ApplicationId"));
        Assert.Equal(SeedTenant.Salesforce.ServicePrincipalId, Value(result.Output[1], "ServicePrincipalId"));
        engine.Run("param($report) $report | Get-MgServicePrincipalSynchronizationJob", result.Output[1]).ThrowIfFailed();
    }

    [Fact]
    public void Where_the_test_of_the_credentials_is_refused_nothing_is_started_and_an_error_says_which_step_failed()
    {
        using var graph = new ScriptedServer(number => number == 1
            ? JobJson.Quarantine()
            : ScriptedServer.GraphError(403, "Forbidden", "No."));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run(Scripted);

        Assert.StartsWith("Forbidden,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Could not test the credentials of synchronization job 'job' of application 'app'", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(2, graph.Requests.Count);
    }

    [Fact]
    public void A_start_that_is_refused_is_an_error_and_no_report()
    {
        using var graph = Graphs(JobJson.Quarantine(), ScriptedServer.Answer(204), ScriptedServer.GraphError(403, "Forbidden", "No."));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run(Scripted);

        Assert.Contains("Could not start synchronization job 'job'", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(3, graph.Requests.Count);
    }

    [Fact]
    public void A_start_of_which_nobody_knows_is_reported_as_such()
    {
        using var graph = Graphs(JobJson.Quarantine(), ScriptedServer.Answer(204), null, JobJson.Quarantine(began: "2099-01-01T00:00:00Z"));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run(Scripted + " -MaxRetry 0");

        Assert.StartsWith("OutcomeUnknown,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        AssertReport(result, "OutcomeUnknown", "Started", "it may have been started");
    }

    [Fact]
    public void What_can_not_be_read_after_the_start_is_an_error_and_reported_as_not_known()
    {
        using var graph = Graphs(JobJson.Quarantine(), ScriptedServer.Answer(204), ScriptedServer.Answer(204), ScriptedServer.GraphError(403, "Forbidden", "No."));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run(Scripted);

        Assert.StartsWith("Forbidden,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        AssertReport(result, "OutcomeUnknown", "Started", "Look at the job");
    }

    [Fact]
    public void A_quarantine_that_is_not_lifted_is_reported_as_such()
    {
        using var graph = Graphs(JobJson.Quarantine(), ScriptedServer.Answer(204), ScriptedServer.Answer(204), JobJson.Quarantine());
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run(Scripted + " -TimeoutSec 20");

        result.ThrowIfFailed();
        AssertReport(result, "StillQuarantined", "Started", "has not lifted the quarantine");
    }

    [Theory]
    [InlineData("Succeeded", "Repaired", "the job runs")]
    [InlineData("EntryLevelErrors", "Repaired", "Some entries failed")]
    [InlineData("Failed", "AttemptFailed", "Broken, It broke.")]
    public void The_end_of_the_next_attempt_decides(string state, string outcome, string advice)
    {
        using var graph = Graphs(
            JobJson.Quarantine(), ScriptedServer.Answer(204), ScriptedServer.Answer(204), JobJson.Answer("Active"), JobJson.Answer("Active", more: JobJson.LastRun(state)));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run(Scripted);

        result.ThrowIfFailed();
        AssertReport(result, outcome, "Started", advice);
        Assert.Equal(5, graph.Requests.Count);
    }

    [Fact]
    public void The_table_shows_what_came_of_it_and_why()
    {
        using var engine = Engine();

        engine.Run($"{Repair} | Out-Default").ThrowIfFailed();

        var shown = string.Join('\n', engine.Host.Lines);
        Assert.All(
            [$"Owner: service principal {SeedTenant.Salesforce.ServicePrincipalId}", "CredentialsInvalid", "000000000002", "EncounteredQuarantineE"],
            text => Assert.Contains(text, shown, StringComparison.Ordinal));
    }

    /// <summary>A Graph that gives these answers in turn, and the last again and again.</summary>
    private static ScriptedServer Graphs(params string?[] answers) => new(number => answers[Math.Min(number, answers.Length) - 1]);

    private static object AssertReport(EngineResult result, string outcome, string action, string advice)
    {
        var report = Assert.Single(result.Output)!;
        Assert.Equal("Graph.SyncJob.GraphSyncJobRepair", report.GetType().FullName);
        Assert.Equal((outcome, action), (Text(report, "Outcome"), Text(report, "Action")));
        Assert.Contains(advice, Text(report, "Advice"), StringComparison.Ordinal);
        return report;
    }

    private static object? Value(object? item, string name) => new PSObject(item).Properties[name].Value;

    private static string Text(object? item, string name) => Value(item, name)?.ToString() ?? string.Empty;

    private static void SaveGoodCredentials(ModuleEngine engine) => engine.Run(
        $"Set-MgServicePrincipalSynchronizationSecret {OwnerArgument(Kind, Job)} -Value @{{ UserName = 'provisioning'; Password = 'good' }}").ThrowIfFailed();

    private async Task Started()
    {
        while (StateOf(Job).Starts == 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
