using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>
/// Draws the pictures of a report that the README shows, of a tenant as one may be. Not part of a run of the tests:
/// <c>dotnet test --project tests/Graph.SyncJob.Tests -- --explicit only --filter-class '*ReportPictures'</c>.
/// </summary>
public sealed class ReportPictures(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("report-pictures");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory(Explicit = true)]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Draw(string scheme)
    {
        var page = await browser.OpenAsync(await ExportAsync(), scheme);

        var picture = await page.PictureAsync(1200, 900);

        Assert.Empty(page.Console);
        Assert.InRange(picture.Length, 10_000, 150_000);
        var file = Path.Combine(HelpPaths.Repository, "docs", "images", $"report-{scheme}.png");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, picture, TestContext.Current.CancellationToken);
    }

    private async Task<string> ExportAsync()
    {
        var seed = Path.Combine(_folder.FullName, "tenant.json");
        await File.WriteAllTextAsync(seed, new JsonObject { ["applications"] = Applications() }.ToJsonString(), TestContext.Current.CancellationToken);
        await using var graph = await EmulatorServer.StartAsync(
            new EmulatorOptions { Url = new Uri("http://127.0.0.1:0"), SeedFile = seed }, TestContext.Current.CancellationToken);
        using var engine = ModuleEngine.ConnectedTo(graph.Address);
        var report = Path.Combine(_folder.FullName, "report.html");
        engine.Run("param($path) Export-GraphSyncJobReport -Path $path -Title 'Provisioning at Contoso'", report).ThrowIfFailed();
        return report;
    }

    private static JsonArray Applications()
    {
        (string Name, string Template, JsonObject Status)[] jobs =
        [
            ("Adobe Creative Cloud", "adobe", Quarantined("EncounteredEscrowProportionThreshold", 4.2, "EntryLevelErrors", "31 % of the entries failed.")),
            ("Amazon Web Services", "aWSSingleSignOn", Active(2140, 0)),
            ("Asana", "asana", Active(612, 0)),
            ("Atlassian Cloud", "atlassianCloud", Active(3321, 2)),
            ("Box", "BoxOutDelta", Status("Paused")),
            ("Cisco Webex", "ciscoWebEx", Quarantined("EncounteredQuarantineException", 24.3, "InvalidCredentials", "The refresh token has expired.")),
            ("DocuSign", "docuSign", Active(488, 0)),
            ("Dropbox Business", "DropboxSCIMOutDelta", Active(1975, 0)),
            ("Figma", "figma", Status("NotRun")),
            ("GitHub Enterprise Cloud", "gitHubEnterpriseCloud", Active(931, 168)),
            ("Google Workspace", "googleApps", Active(4102, 0)),
            ("Lucid", "lucid", Active(377, 0)),
            ("Miro", "miro", Status("NotConfigured")),
            ("Salesforce", "salesforce", Quarantined("EncounteredQuarantineException", 11.5, "InvalidCredentials", "The password of the provisioning user was changed.")),
            ("SAP SuccessFactors to Entra ID", "SuccessFactors2AADProvisioning", Active(5240, 0)),
            ("ServiceNow", "serviceNow", Active(4466, 1)),
            ("Slack", "slack", Active(4388, 0)),
            ("Snowflake", "snowflake", Quarantined("TooManyDeletes", 1.4, "TooManyDeletes", "612 deletes are pending, 500 are allowed.")),
            ("Tableau Cloud", "tableauOnline", Status("Paused")),
            ("Workday to Entra ID", "Workday2AAD", Active(5311, 0)),
            ("Zoom", "zoom", Active(4420, 0)),
            ("Zscaler", "zscaler", Active(4398, 0, hoursAgo: 31)),
        ];
        return
        [
            .. jobs.Select((job, index) => new JsonObject
            {
                ["displayName"] = job.Name,
                ["appId"] = $"bbbbbbbb-0000-4000-8000-{index:D12}",
                ["servicePrincipalId"] = $"cccccccc-0000-4000-8000-{index:D12}",
                ["jobs"] = new JsonArray(new JsonObject
                {
                    ["id"] = $"{job.Template}.{SeedTenant.TenantId.Replace("-", string.Empty, StringComparison.Ordinal)}.dddddddd-0000-4000-8000-{index:D12}",
                    ["templateId"] = job.Template,
                    ["status"] = job.Status,
                }),
            }),
        ];
    }

    private static JsonObject Status(string code) => new() { ["code"] = code };

    private static JsonObject Active(int entries, int escrows, double hoursAgo = 0.3) => new()
    {
        ["code"] = "Active",
        ["lastExecution"] = new JsonObject
        {
            ["state"] = escrows > 0 ? "EntryLevelErrors" : "Succeeded",
            ["timeBegan"] = Now.AddHours(-hoursAgo).AddSeconds(-95 - entries % 600),
            ["timeEnded"] = Now.AddHours(-hoursAgo).AddSeconds(-entries % 600),
            ["countEntitled"] = entries,
            ["countEscrowed"] = escrows,
            ["countExported"] = entries % 17,
        },
    };

    private static JsonObject Quarantined(string reason, double days, string errorCode, string message) => new()
    {
        ["code"] = "Quarantine",
        ["countSuccessiveCompleteFailures"] = (int)days + 5,
        ["lastExecution"] = new JsonObject
        {
            ["state"] = "Failed",
            ["timeBegan"] = Now.AddHours(-9),
            ["timeEnded"] = Now.AddHours(-8.9),
            ["error"] = Error(errorCode, message),
        },
        ["quarantine"] = new JsonObject
        {
            ["reason"] = reason,
            ["seriesBegan"] = Now.AddDays(-days),
            ["currentBegan"] = Now.AddDays(-1),
            ["nextAttempt"] = Now.AddHours(15),
            ["error"] = Error(errorCode, message),
        },
    };

    private static JsonObject Error(string code, string message) => new() { ["code"] = code, ["message"] = message, ["tenantActionable"] = true };
}
