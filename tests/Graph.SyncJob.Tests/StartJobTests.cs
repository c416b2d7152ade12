using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>What Start-MgApplicationSynchronizationJob sends, writes and asks.</summary>
public sealed class StartJobTests : IAsyncLifetime
{
    private const string Application = SeedTenant.Salesforce.ApplicationId;
    private const string Job = SeedTenant.Salesforce.JobId;
    private const string Start = "param($app, $job) Start-MgApplicationSynchronizationJob -ApplicationId $app -SynchronizationJobId $job ";

    private EmulatorServer _graph = null!;

    public async ValueTask InitializeAsync() => _graph = await EmulatorServer.StartAsync(
        new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _graph.DisposeAsync();

    [Theory]
    [InlineData("Start-MgApplicationSynchronizationJob", "v1.0")]
    [InlineData("Start-MgBetaApplicationSynchronizationJob", "beta")]
    public void One_object_is_one_POST_without_body_to_the_start_action(string cmdlet, string version)
    {
        using var engine = Engine();

        engine.Run($"param($app, $job) {cmdlet} -ApplicationId $app -SynchronizationJobId $job", Application, Job).ThrowIfFailed();

        var request = Assert.Single(_graph.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal($"/{version}/applications/{Application}/synchronization/jobs/{Job}/start", request.Target);
        Assert.Equal(0, request.BodyLength);
        Assert.Equal(204, request.Status);
    }

    [Fact]
    public void A_job_in_quarantine_is_lifted_out_of_it()
    {
        using var engine = Engine();
        Assert.Equal("Quarantine", StateOf(Job));

        engine.Run(Start, Application, Job).ThrowIfFailed();

        Assert.Equal("Active", StateOf(Job));
    }

    [Fact]
    public void A_paused_job_goes_on()
    {
        using var engine = Engine();
        Assert.Equal("Paused", StateOf(SeedTenant.Box.JobId));

        engine.Run(Start, SeedTenant.Box.ApplicationId, SeedTenant.Box.JobId).ThrowIfFailed();

        Assert.Equal("Active", StateOf(SeedTenant.Box.JobId));
    }

    [Fact]
    public void Nothing_is_written_without_PassThru()
    {
        using var engine = Engine();

        Assert.Empty(engine.Run(Start, Application, Job).Output);
    }

    [Fact]
    public void PassThru_writes_true()
    {
        using var engine = Engine();

        Assert.Equal(true, Assert.Single(engine.Run(Start + "-PassThru", Application, Job).Output));
    }

    [Fact]
    public void A_failure_is_an_error_of_its_object_alone_and_the_next_object_goes_on()
    {
        using var engine = Engine();

        var result = engine.Pipe([Identity(Application, Job), Identity(Application, "unknown"), Identity(SeedTenant.Box.ApplicationId, SeedTenant.Box.JobId)],
            "Start-MgApplicationSynchronizationJob -PassThru");

        Assert.Null(result.Terminating);
        Assert.Equal([true, true], result.Output);
        Assert.Contains("unknown", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Equal([204, 404, 204], _graph.Requests.Select(request => request.Status));
    }

    [Fact]
    public void ErrorAction_Stop_stops_at_the_first_failure()
    {
        using var engine = Engine();

        var result = engine.Pipe([Identity(Application, "unknown"), Identity(Application, Job)], "Start-MgApplicationSynchronizationJob -PassThru -ErrorAction Stop");

        Assert.StartsWith("Request_ResourceNotFound", result.Terminating?.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Single(_graph.Requests);
    }

    [Fact]
    public void WhatIf_names_application_and_job_and_sends_nothing()
    {
        using var engine = Engine();

        var result = engine.Run(Start + "-WhatIf -PassThru", Application, Job);

        result.ThrowIfFailed();
        Assert.Empty(result.Output);
        Assert.Empty(_graph.Requests);
        var line = Assert.Single(engine.Host.Lines, line => line.Contains("What if:", StringComparison.Ordinal));
        Assert.Contains(Application, line, StringComparison.Ordinal);
        Assert.Contains(Job, line, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_needs_no_sign_in()
    {
        using var engine = new ModuleEngine();

        engine.Run(Start + "-WhatIf", Application, Job).ThrowIfFailed();

        Assert.Empty(engine.Run("Get-GraphSyncJobContext").Output);
    }

    [Fact]
    public void Confirm_asks_for_each_object_and_No_sends_nothing_for_it()
    {
        using var engine = Engine(answers: [No, Yes]);

        engine.Pipe([Identity(Application, Job), Identity(SeedTenant.Box.ApplicationId, SeedTenant.Box.JobId)],
            "Start-MgApplicationSynchronizationJob -Confirm").ThrowIfFailed();

        Assert.Equal(SeedTenant.Box.JobId, Assert.Single(_graph.Requests).JobId);
        Assert.Equal(2, engine.Host.Questions.Count);
        Assert.Contains(Application, engine.Host.Questions[0], StringComparison.Ordinal);
        Assert.Contains(Job, engine.Host.Questions[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Yes_to_all_asks_once_and_starts_all()
    {
        using var engine = Engine(answers: [YesToAll]);

        engine.Pipe([Identity(Application, Job), Identity(SeedTenant.Box.ApplicationId, SeedTenant.Box.JobId)],
            "Start-MgApplicationSynchronizationJob -Confirm").ThrowIfFailed();

        Assert.Equal(2, _graph.Requests.Count);
    }

    [Fact]
    public void No_to_all_asks_once_and_starts_none()
    {
        using var engine = Engine(answers: [NoToAll]);

        engine.Pipe([Identity(Application, Job), Identity(SeedTenant.Box.ApplicationId, SeedTenant.Box.JobId)],
            "Start-MgApplicationSynchronizationJob -Confirm").ThrowIfFailed();

        Assert.Empty(_graph.Requests);
    }

    [Theory]
    [InlineData("High", 0)]
    [InlineData("Medium", 1)]
    [InlineData("Low", 1)]
    [InlineData("None", 0)]
    public void The_preference_decides_whether_it_asks(string preference, int questions)
    {
        using var engine = Engine(answers: [Yes]);

        engine.Run($"param($app, $job) $ConfirmPreference = '{preference}'; Start-MgApplicationSynchronizationJob -ApplicationId $app -SynchronizationJobId $job", Application, Job)
            .ThrowIfFailed();

        Assert.Equal(questions, engine.Host.Questions.Count);
        Assert.Single(_graph.Requests);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_request_that_is_never_answered()
    {
        using var silent = ScriptedServer.Silent();
        using var engine = ModuleEngine.ConnectedTo(silent.Address);

        var state = await engine.StopAsync(Start, silent.Asked, Application, Job);

        Assert.Equal(PSInvocationState.Stopped, state);
        Assert.Single(silent.Requests);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait_before_a_retry()
    {
        using var busy = new ScriptedServer(_ => ScriptedServer.GraphError(429, "TooManyRequests", "Wait.", "Retry-After: 200"));
        using var engine = ModuleEngine.ConnectedTo(busy.Address);

        var state = await engine.StopAsync(Start, busy.Asked, Application, Job);

        Assert.Equal(PSInvocationState.Stopped, state);
        Assert.Single(busy.Requests);
    }

    private const int Yes = 0;
    private const int YesToAll = 1;
    private const int No = 2;
    private const int NoToAll = 3;

    private static Dictionary<string, string> Identity(string application, string job) =>
        new() { ["ApplicationId"] = application, ["SynchronizationJobId"] = job };

    private ModuleEngine Engine(IReadOnlyList<int>? answers = null) => ModuleEngine.ConnectedTo(_graph.Address, answers);

    private string StateOf(string job) => _graph.Jobs.Single(item => item.JobId == job).StatusCode;
}
