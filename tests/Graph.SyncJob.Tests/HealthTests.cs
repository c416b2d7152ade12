using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Get-GraphSyncJobHealth: what it says of each kind of job.</summary>
public sealed partial class HealthTests : IAsyncLifetime
{
    // A job that ran a minute ago, with what a test changes of it.
    private const string Judge =
        """
        param($changes, $now)
        $status = @{
            code = 'Active'
            lastExecution = @{ state = 'Succeeded'; timeBegan = $now.AddMinutes(-2); timeEnded = $now.AddMinutes(-1); countEntitled = 500 }
            lastSuccessfulExecution = @{ state = 'Succeeded'; timeEnded = $now.AddMinutes(-1) }
        }
        $schedule = @{ state = 'Active'; interval = 'PT40M' }
        foreach ($key in $changes.Keys) {
            $place, $name = $key.Split('.')
            (@{ status = $status; schedule = $schedule; last = $status.lastExecution })[$place][$name] = $changes[$key]
        }
        $job = [Microsoft.Graph.PowerShell.Models.MicrosoftGraphSynchronizationJob]@{
            id = 'box.1'; servicePrincipalId = 's-1'; templateId = 'box'; ownerDisplayName = 'Box'; status = $status; schedule = $schedule
        }
        $job | Get-GraphSyncJobHealth
        """;

    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

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

    [Fact]
    public void Without_input_every_job_of_the_tenant_gets_a_verdict()
    {
        var result = _engine.Run("Get-GraphSyncJobHealth");

        result.ThrowIfFailed();
        Assert.Equal(
            ["Workday Healthy", "Salesforce Quarantined", "Box Paused", "ServiceNow NeverRan", "Slack NotConfigured", "GitHub Enterprise Cloud Healthy"],
            result.Output.Select(health => $"{Of(health, "OwnerDisplayName")} {Of(health, "Verdict")}"));
        Assert.Contains("4 entries can't be provisioned", (string)Of(result.Output[5], "Cause")!, StringComparison.Ordinal);
        Assert.Equal("500", _engine.Run("(Get-GraphSyncJobHealth Box).Job.SynchronizationJobSettings[0].Value").Output.Single());
    }

    [Fact]
    public void What_a_cmdlet_of_the_family_reads_is_judged_without_another_request()
    {
        _graph.SetJob(SeedTenant.Workday.JobId, new JobChange { StatusCode = "Quarantine", QuarantineReason = "TooManyDeletes" });
        var job = _engine.Run("param($id) Get-MgApplicationSynchronizationJob -ApplicationId $id", SeedTenant.Workday.ApplicationId).Output;
        _graph.ClearRequests();

        var health = Assert.Single(_engine.Pipe(job, "Get-GraphSyncJobHealth").Output);

        Assert.Equal("Quarantined", Of(health, "Verdict")!.ToString());
        Assert.Contains("what it would delete", (string)Of(health, "NextStep")!, StringComparison.Ordinal);
        Assert.Contains("Start-MgApplicationSynchronizationJob", (string)Of(health, "NextStep")!, StringComparison.Ordinal);
        Assert.Empty(_graph.Requests);
    }

    [Fact]
    public void A_verdict_pipes_into_the_cmdlets_that_it_names()
    {
        _engine.Run("Get-GraphSyncJobHealth | Where-Object Verdict -eq Quarantined | Start-MgServicePrincipalSynchronizationJob").ThrowIfFailed();

        Assert.Equal([SeedTenant.Salesforce.JobId], _graph.Jobs.Where(job => job.Starts > 0).Select(job => job.JobId));
        Assert.Equal("Active", _graph.Jobs.Single(job => job.Starts > 0).StatusCode);
    }

    [Fact]
    public void No_jobs_on_the_pipeline_are_not_the_whole_tenant()
    {
        var result = _engine.Run("@() | Get-GraphSyncJobHealth");

        result.ThrowIfFailed();
        Assert.Empty(result.Output);
        Assert.Empty(_graph.Requests);
    }

    [Fact]
    public void A_job_that_runs_is_healthy_and_there_is_nothing_to_do()
    {
        var health = Verdict();

        Assert.Equal("Healthy", Of(health, "Verdict")!.ToString());
        Assert.Equal(true, Of(health, "IsHealthy"));
        Assert.Null(Of(health, "NextStep"));
        Assert.Equal(Now.AddMinutes(-1), Of(health, "LastRun"));
        Assert.Equal("Active", Of(health, "State")!.ToString());
    }

    [Theory]
    [InlineData(20.9, "Quarantined")]
    [InlineData(21.1, "AboutToBeDisabled")]
    [InlineData(27.9, "AboutToBeDisabled")]
    public void From_three_weeks_of_quarantine_on_it_is_said_that_the_job_is_about_to_be_disabled(double days, string verdict)
    {
        var began = Now.AddDays(-days);
        var health = Verdict(("status.code", "Quarantine"), ("status.quarantine", new Hashtable
        {
            ["seriesBegan"] = began,
            ["currentBegan"] = Now.AddHours(-3),
            ["nextAttempt"] = Now.AddHours(6),
            ["reason"] = "EncounteredQuarantineException",
            ["error"] = new Hashtable { ["code"] = "InvalidCredentials", ["message"] = "No." },
        }));

        Assert.Equal(verdict, Of(health, "Verdict")!.ToString());
        Assert.Equal(began, Of(health, "Since"));
        Assert.Equal(began.AddDays(28), Of(health, "DisabledOn"));
        Assert.Equal(Now.AddHours(6), Of(health, "NextAttempt"));
        Assert.Contains("InvalidCredentials, No.", (string)Of(health, "Cause")!, StringComparison.Ordinal);
        Assert.Contains("Set-MgServicePrincipalSynchronizationSecret", (string)Of(health, "NextStep")!, StringComparison.Ordinal);
        Assert.Equal(verdict == "AboutToBeDisabled", ((string)Of(health, "Cause")!).Contains($"on {began.AddDays(28):yyyy-MM-dd}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Active", "Quarantine", "Quarantined")]
    [InlineData("Disabled", "Quarantine", "Disabled")]
    [InlineData("Disabled", "Active", "Disabled")]
    [InlineData("Paused", "Active", "Paused")]
    [InlineData("Paused", "Paused", "Paused")]
    [InlineData("Disabled", "NotRun", "NeverRan")]
    [InlineData("Active", "NotRun", "Healthy")]
    [InlineData("Disabled", "NotConfigured", "NotConfigured")]
    [InlineData("Active", "SomethingNew", "Unknown")]
    public void Schedule_and_status_together_decide(string schedule, string status, string verdict)
    {
        var health = Verdict(("schedule.state", schedule), ("status.code", status));

        Assert.Equal(verdict, Of(health, "Verdict")!.ToString());
        Assert.NotNull(Of(health, "Cause"));
        Assert.Equal(verdict != "Healthy", Of(health, "NextStep") is not null);
    }

    [Theory]
    [InlineData(119, "Healthy")]
    [InlineData(121, "Overdue")]
    public void A_run_that_is_three_intervals_late_is_overdue(int minutes, string verdict)
    {
        var health = Verdict(("last.timeEnded", Now.AddMinutes(-minutes)));

        Assert.Equal(verdict, Of(health, "Verdict")!.ToString());
        Assert.Equal(verdict == "Overdue" ? Now.AddMinutes(40 - minutes) : null, Of(health, "Since"));
    }

    [Fact]
    public void A_long_run_that_tells_how_far_it_is_is_not_overdue() => Assert.Equal("Healthy", Of(
        Verdict(
            ("last.timeEnded", Now.AddDays(-1)),
            ("status.progress", new[] { new Hashtable { ["completedUnits"] = 3, ["totalUnits"] = 9, ["progressObservationDateTime"] = Now.AddMinutes(-5) } })),
        "Verdict")!.ToString());

    [Fact]
    public void A_last_run_that_failed_is_told_with_its_error()
    {
        var health = Verdict(
            ("last.state", "Failed"),
            ("last.error", new Hashtable { ["code"] = "Timeout", ["message"] = "The target\u001b[31m was silent." }),
            ("status.countSuccessiveCompleteFailures", 3));

        Assert.Equal("Failing", Of(health, "Verdict")!.ToString());
        Assert.Equal("3 runs in a row failed. Timeout, The target [31m was silent.", Of(health, "Cause"));
    }

    [Theory]
    [InlineData(100, 100_000, "ManyEscrows")]
    [InlineData(99, 100_000, "Healthy")]
    [InlineData(10, 100, "ManyEscrows")]
    [InlineData(10, 101, "Healthy")]
    [InlineData(9, 9, "Healthy")]
    public void Escrows_are_many_from_a_hundred_on_or_a_tenth(int escrowed, int entitled, string verdict) =>
        Assert.Equal(verdict, Of(Verdict(("last.countEscrowed", escrowed), ("last.countEntitled", entitled)), "Verdict")!.ToString());

    [Fact]
    public void Ids_alone_are_no_reason_for_a_verdict()
    {
        var health = Assert.Single(_engine.Run("@{ servicePrincipalId = 's'; id = 'j' } | Get-GraphSyncJobHealth").Output);

        Assert.Equal("Unknown", Of(health, "Verdict")!.ToString());
        Assert.Contains("no status", (string)Of(health, "Cause")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_show_as_a_table_that_fits_80_columns()
    {
        _engine.Host.Width = 80;

        _engine.Run("Get-GraphSyncJobHealth | Out-Default").ThrowIfFailed();

        var lines = _engine.Host.Lines.Select(line => Colour().Replace(line, string.Empty).TrimEnd()).Where(line => line.Length > 0).ToList();
        Assert.Equal(2 + 6, lines.Count);
        Assert.Matches("^Owner +Verdict +Since +Cause$", lines[0]);
        Assert.Matches(@"^Salesforce +Quarantined +\d{4}-\d\d-\d\d A run met ", lines[3]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }

    private object? Verdict(params (string Place, object Value)[] changes)
    {
        var table = new Hashtable();
        foreach (var (place, value) in changes)
        {
            table[place] = value;
        }

        var result = _engine.Run(Judge, table, Now);
        result.ThrowIfFailed();
        Assert.Empty(_graph.Requests);
        return Assert.Single(result.Output);
    }

    private static object? Of(object? health, string property) => PSObject.AsPSObject(health).Properties[property].Value;

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();
}
