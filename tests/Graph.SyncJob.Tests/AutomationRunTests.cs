using System.Collections;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>
/// Runs the scripts in examples/ against the emulator's own tenant, where one job is in quarantine for bad credentials. Signing in, which their
/// hosts make possible, and what the bare engine has not are stood in for.
/// </summary>
[Collection(nameof(Environment))]
public sealed class AutomationRunTests : IAsyncLifetime
{
    private const string Hosts = """
        function global:Import-Module { }
        function global:Connect-GraphSyncJob { }
        function global:Write-Information { }
        function global:Write-Warning($Message) { $Message }
        function global:ConvertTo-Json { $input }
        function global:Invoke-RestMethod($Uri, $Method, $Headers, $ContentType, $Body) {
            if ($Method -eq 'Post') { $global:sent = [pscustomobject]@{ Uri = $Uri; Mail = $Body } }
            @{ access_token = 'a-token' }
        }
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("automation-").FullName;
    private EmulatorServer _graph = null!;
    private ModuleEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await EmulatorServer.StartAsync(new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);
        _engine = ModuleEngine.ConnectedTo(_graph.Address);
        _engine.Run(Hosts).ThrowIfFailed();
    }

    public ValueTask DisposeAsync()
    {
        _engine.Dispose();
        Directory.Delete(_directory, recursive: true);
        return _graph.DisposeAsync();
    }

    [Fact]
    public void The_runbook_mails_what_needs_a_person_with_a_report_of_all_jobs()
    {
        Run("azure-automation/Repair-QuarantinedJobs.ps1", "-MailFrom sync@contoso.com -MailTo ada@contoso.com");

        var sent = Assert.Single(_engine.Run("$sent.Uri; $sent.Mail.message.subject; $sent.Mail.message.body.content; $sent.Mail.message.attachments[0].contentBytes").Output.Chunk(4));
        Assert.Equal("https://graph.microsoft.com/v1.0/users/sync%40contoso.com/sendMail", sent[0]);
        Assert.Equal("Synchronization jobs: 1 need a person, 0 errors", sent[1]);
        Assert.Contains("CredentialsInvalid", (string)sent[2]!, StringComparison.Ordinal);
        Assert.Contains("Workday", Encoding.UTF8.GetString(Convert.FromBase64String((string)sent[3]!)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_timer_warns_of_what_needs_a_person() =>
        AssertTellsOfSalesforce(Run("azure-functions/RepairJobs/run.ps1"));

    [Fact]
    public void The_activity_of_a_tenant_gives_back_what_needs_a_person()
    {
        var result = Assert.IsType<Hashtable>(Assert.Single(Run("durable-functions/RepairTenant/run.ps1", "-Tenant contoso")));

        Assert.Equal("contoso", result["Tenant"]);
        Assert.Equal(0, result["Repaired"]);
        AssertTellsOfSalesforce(Assert.IsType<object[]>(result["Open"]));
    }

    [Fact]
    public async Task A_pod_takes_the_tenant_with_its_number()
    {
        var tenants = Path.Combine(_directory, "tenants.txt");
        await File.WriteAllLinesAsync(tenants, ["contoso", "fabrikam"], TestContext.Current.CancellationToken);
        using var environment = new EnvironmentVariables(("TENANTS_FILE", tenants), ("JOB_COMPLETION_INDEX", "1"));

        var output = Run("kubernetes/Repair-Tenant.ps1");

        AssertTellsOfSalesforce(output);
        Assert.StartsWith("fabrikam ", (string)output[0]!, StringComparison.Ordinal);
    }

    private static void AssertTellsOfSalesforce(IReadOnlyList<object?> output)
    {
        var line = Assert.Single(output)!.ToString()!;
        Assert.Contains(SeedTenant.Salesforce.JobId, line, StringComparison.Ordinal);
        Assert.Contains("CredentialsInvalid", line, StringComparison.Ordinal);
    }

    private IReadOnlyList<object?> Run(string file, string arguments = "")
    {
        var script = File.ReadAllText(Path.Combine(HelpPaths.Repository, "examples", file));
        var result = _engine.Run($"param($script) & ([scriptblock]::Create($script)) {arguments}", script);
        result.ThrowIfFailed();
        return result.Output;
    }
}
