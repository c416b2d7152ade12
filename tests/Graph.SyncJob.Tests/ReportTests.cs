using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Export-GraphSyncJobReport: what is in the file, and when there is one.</summary>
public sealed partial class ReportTests : IAsyncLifetime
{
    private const string Hostile = "</script><script>alert('\"1\"')</script><!-- & \u2028 Zoë";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reports");
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
        _folder.Delete(recursive: true);
        await _graph.DisposeAsync();
    }

    [Theory]
    [InlineData("Export-GraphSyncJobReport $path")]
    [InlineData("Get-GraphSyncJob | Export-GraphSyncJobReport $path")]
    [InlineData("Get-GraphSyncJobHealth | Export-GraphSyncJobReport -Path $path")]
    public void The_document_has_every_job_of_the_tenant_with_its_verdict_and_the_totals(string command)
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);

        var result = Run(command + " -Title 'All of it' -PassThru", "report.json");

        result.ThrowIfFailed();
        Assert.Equal(At("report.json"), Assert.IsType<FileInfo>(Assert.Single(result.Output)).FullName);
        var report = JsonNode.Parse(File.ReadAllText(At("report.json")))!;
        Assert.Equal(["version", "title", "generated", "jobs", "totals", "missing"], report.AsObject().Select(property => property.Key));
        Assert.Equal(1, (int)report["version"]!);
        Assert.Equal("All of it", (string?)report["title"]);
        Assert.InRange(DateTimeOffset.Parse((string)report["generated"]!, System.Globalization.CultureInfo.InvariantCulture), before, DateTimeOffset.UtcNow);
        Assert.Equal(
            ["Workday Active Healthy", "Salesforce Quarantine Quarantined", "Box Paused Paused", "ServiceNow NotRun NeverRan", "Slack NotConfigured NotConfigured", "GitHub Enterprise Cloud Active Healthy"],
            report["jobs"]!.AsArray().Select(job => $"{job!["displayName"]} {job["state"]} {job["verdict"]}"));
        Assert.Equal(
            """{"jobs":6,"byVerdict":{"Healthy":2,"NeverRan":1,"NotConfigured":1,"Paused":1,"Quarantined":1},"byState":{"Active":2,"NotConfigured":1,"NotRun":1,"Paused":1,"Quarantine":1}}""",
            report["totals"]!.ToJsonString());
        Assert.Empty(report["missing"]!.AsArray());
        Assert.Empty(result.Warnings);
        var salesforce = report["jobs"]![1]!;
        Assert.Equal(SeedTenant.Salesforce.ServicePrincipalId, (string?)salesforce["servicePrincipalId"]);
        Assert.Equal(SeedTenant.Salesforce.JobId, (string?)salesforce["jobId"]);
        Assert.Matches(IsoTime(), (string?)salesforce["quarantinedSince"]);
        Assert.Contains("Set-MgServicePrincipalSynchronizationSecret", (string?)salesforce["nextStep"], StringComparison.Ordinal);
    }

    [Fact]
    public void DisplayName_says_whose_jobs_are_read()
    {
        Run("Export-GraphSyncJobReport $path -DisplayName 'S*'", "report.json").ThrowIfFailed();

        Assert.Equal(["Salesforce", "ServiceNow", "Slack"], JsonNode.Parse(File.ReadAllText(At("report.json")))!["jobs"]!.AsArray().Select(job => (string?)job!["displayName"]));
    }

    [Fact]
    public void A_verdict_is_taken_as_it_is_and_one_from_elsewhere_is_read_by_its_shape()
    {
        var result = Run(
            """
            [Graph.SyncJob.GraphSyncJobHealth]@{ SynchronizationJobId = 'a'; Verdict = 'Failing' },
                [pscustomobject]@{ Verdict = 'Failing'; Job = [pscustomobject]@{ id = 'b'; status = @{ code = 'Paused' } } },
                @{ id = 'c'; status = @{ code = 'Paused' } } | Export-GraphSyncJobReport $path
            """,
            "report.json");

        result.ThrowIfFailed();
        Assert.Equal(["a Failing", "b Paused", "c Paused"], JsonNode.Parse(File.ReadAllText(At("report.json")))!["jobs"]!.AsArray().Select(job => $"{job!["jobId"]} {job["verdict"]}"));
    }

    [Fact]
    public void What_is_no_job_is_an_error_of_its_own_and_the_others_are_in_the_report()
    {
        var result = Run("'text', 7, @{ name = 'x' }, @{ id = 'good' } | Export-GraphSyncJobReport $path", "report.json");

        Assert.Null(result.Terminating);
        Assert.Equal(3, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("InputIsNoJob,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal("'text' is no synchronization job, and is not in the report.", result.Errors[0].ToString());
        Assert.Equal("good", (string?)Assert.Single(JsonNode.Parse(File.ReadAllText(At("report.json")))!["jobs"]!.AsArray())!["jobId"]);
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("report.csv")]
    [InlineData("report.json")]
    public void What_could_not_be_read_is_counted_in_the_report_and_in_a_warning(string name)
    {
        _graph.AddFault(FaultRule.Parse($"403 on GET */{SeedTenant.Workday.ServicePrincipalId}/*"));
        _graph.AddFault(FaultRule.Parse($"403 on GET */{SeedTenant.Box.ServicePrincipalId}/*"));
        _graph.AddFault(FaultRule.Parse($"404 on GET */{SeedTenant.Slack.ServicePrincipalId}/*"));

        var result = Run("Export-GraphSyncJobReport $path", name);

        Assert.Equal(3, result.Errors.Count);
        string[] codes = [.. result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0])];
        Assert.Equal(
            $"The report is incomplete: the jobs of 2 service principals could not be read ({codes[0]}); the jobs of 1 service principal could not be read ({codes[2]}).",
            Assert.Single(result.Warnings));
        if (Document(name) is { } report)
        {
            Assert.Equal(["Salesforce", "ServiceNow", "GitHub Enterprise Cloud"], report["jobs"]!.AsArray().Select(job => (string?)job!["displayName"]));
            var missing = report["missing"]!.AsArray();
            Assert.Equal([$"{codes[0]} 2", $"{codes[2]} 1"], missing.Select(gap => $"{gap!["code"]} {gap["count"]}"));
            Assert.Equal($"the jobs of 2 service principals could not be read ({codes[0]})", (string?)missing[0]!["reason"]);
            Assert.Equal([result.Errors[0].ToString(), result.Errors[1].ToString()], missing[0]!["messages"]!.AsArray().Select(message => (string?)message));
        }
    }

    [Fact]
    public void A_listing_that_breaks_off_makes_the_report_incomplete_too()
    {
        _graph.AddFault(FaultRule.Parse("403 on GET /v1.0/servicePrincipals"));

        var result = Run("Export-GraphSyncJobReport $path", "report.json");

        var gap = Assert.Single(Document("report.json")!["missing"]!.AsArray())!;
        Assert.StartsWith("the list of service principals could not be read to its end (", (string?)gap["reason"], StringComparison.Ordinal);
        Assert.Equal(result.Error.ToString(), (string?)Assert.Single(gap["messages"]!.AsArray()));
        Assert.Contains((string)gap["reason"]!, Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void However_much_is_missing_only_the_first_messages_are_kept()
    {
        var result = Run("1..500 | Export-GraphSyncJobReport $path", "report.json");

        Assert.Equal(500, result.Errors.Count);
        var gap = Assert.Single(Document("report.json")!["missing"]!.AsArray())!;
        Assert.Equal(500, (int)gap["count"]!);
        Assert.Equal(10, gap["messages"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("report.csv")]
    [InlineData("report.json")]
    public void No_jobs_make_a_report_without_jobs_and_ask_nothing_of_Graph(string name)
    {
        Run("@() | Export-GraphSyncJobReport $path", name).ThrowIfFailed();

        Assert.NotEqual(0, new FileInfo(At(name)).Length);
        Assert.Empty(_graph.Requests);
    }

    [Fact]
    public void The_table_opens_in_a_spreadsheet_and_holds_no_formula()
    {
        string[] names = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\uFF1D1", "a=b", "say \"hi\", twice", "two\nlines", "Zoë", ""];

        Run(
            """
            [System.Threading.Thread]::CurrentThread.CurrentCulture = 'ar-SA'
            $names | ForEach-Object { @{ id = 'job'; ownerDisplayName = $_; status = @{ code = 'Active'; lastExecution = @{ timeEnded = '2026-10-01T12:30:00+02:00'; countEntitled = 12345 } } } } |
                Export-GraphSyncJobReport $path
            """,
            "report.csv",
            names).ThrowIfFailed();

        var bytes = File.ReadAllBytes(At("report.csv"));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var table = Table(Encoding.UTF8.GetString(bytes[3..]));
        Assert.Equal(names.Length + 1, table.Count);
        Assert.All(table, row => Assert.Equal(table[0].Count, row.Count));
        Assert.Equal(
            ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "' =1", "'\t=1", "'\uFF1D1", "a=b", "say \"hi\", twice", "two\nlines", "Zoë", ""],
            table.Skip(1).Select(row => row[table[0].IndexOf("DisplayName")]));
        Assert.All(table.Skip(1), row => Assert.Equal("2026-10-01T10:30:00Z 12345", $"{row[table[0].IndexOf("LastRun")]} {row[table[0].IndexOf("Entitled")]}"));
    }

    [Fact]
    public void The_table_and_the_document_say_the_same()
    {
        Run("Export-GraphSyncJobReport $path", "report.csv").ThrowIfFailed();
        Run("Export-GraphSyncJobReport $path", "report.json").ThrowIfFailed();

        var table = Table(File.ReadAllText(At("report.csv")));
        var jobs = JsonNode.Parse(File.ReadAllText(At("report.json")))!["jobs"]!.AsArray();
        Assert.Equal(jobs[0]!.AsObject().Select(property => property.Key), table[0].Select(name => char.ToLowerInvariant(name[0]) + name[1..]));
        Assert.Equal(jobs.Select(job => job!.AsObject().Select(property => property.Value?.ToString() ?? string.Empty)), table.Skip(1));
    }

    [Fact]
    public void The_page_holds_the_document_and_lets_only_its_own_script_and_style_be()
    {
        Run("@{ id = 'job'; ownerDisplayName = $names; status = @{ code = 'Quarantine'; quarantine = @{ error = @{ code = $names } } } } | Export-GraphSyncJobReport $path -Title $names", "report.html", Hostile)
            .ThrowIfFailed();

        var page = File.ReadAllText(At("report.html"));
        Assert.Equal(1, Regex.Count(page, "Zo.+?</title>"));
        var scripts = Script().Matches(page);
        Assert.Equal(3, scripts.Count);
        Assert.Equal(3, Regex.Count(page, "</?script", RegexOptions.IgnoreCase) / 2);
        var data = JsonNode.Parse(scripts[0].Groups["text"].Value)!;
        Assert.Equal(Hostile, (string?)data["title"]);
        Assert.Equal(Hostile, (string?)data["jobs"]![0]!["displayName"]);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);

        var policy = Policy().Match(page).Groups["policy"].Value;
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src {Hash(scripts[1].Groups["text"].Value)} {Hash(scripts[2].Groups["text"].Value)};", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src {Hash(Regex.Match(page, "(?s)<style>(.*)</style>").Groups[1].Value)};", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);

        // Nothing names another file or place; the library's two addresses are names of XML namespaces.
        Assert.DoesNotContain("sourceMappingURL", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<[a-z][^>]*\s(src|href|style|on[a-z]+)\s*=", page.Replace(scripts[1].Value, string.Empty, StringComparison.Ordinal));
        Assert.All(Regex.Matches(page, @"https?://[^""'\s]*").Select(match => match.Value), address => Assert.StartsWith("http://www.w3.org/", address, StringComparison.Ordinal));
    }

    [Fact]
    public void Jobs_are_written_as_they_come()
    {
        var result = Run(
            """
            1..4000 | ForEach-Object {
                if ($_ -eq 4000) { $global:written = [System.IO.FileInfo]::new([System.IO.Directory]::GetFiles([System.IO.Path]::GetDirectoryName($path))[0]).Length }
                @{ id = "job.$_" }
            } | Export-GraphSyncJobReport $path
            $written
            """,
            "report.json");

        result.ThrowIfFailed();
        var whole = new FileInfo(At("report.json")).Length;
        Assert.InRange(Assert.IsType<long>(Assert.Single(result.Output)), whole - 300_000, whole);
        Assert.Equal(4000, (int)JsonNode.Parse(File.ReadAllText(At("report.json")))!["totals"]!["jobs"]!);
    }

    [Theory]
    [InlineData("report.xml", "ReportFormatUnknown", "the extension '.xml' is none of .html, .csv and .json")]
    [InlineData("report", "ReportFormatUnknown", "it has no extension")]
    [InlineData("none/report.html", "ReportFolderNotFound", "is not there")]
    [InlineData("", "ReportFileInvalid", "is a folder")]
    public void What_can_t_be_written_is_refused_before_anything_is_asked_of_Graph(string name, string errorId, string message)
    {
        Directory.CreateDirectory(At("folder.html"));
        var error = Run("Export-GraphSyncJobReport $path", name.Length == 0 ? "folder.html" : name).Error;

        Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(".html, .csv or .json", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_graph.Requests);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public void A_file_is_replaced_unless_NoClobber_or_read_only_and_Force_is_for_the_latter()
    {
        File.WriteAllText(At("report.csv"), "mine");

        var kept = Run("Export-GraphSyncJobReport $path -NoClobber -Force", "report.csv").Error;
        Assert.StartsWith("ReportFileExists,", kept.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ResourceExists, kept.CategoryInfo.Category);
        Assert.Contains("Leave out -NoClobber", kept.ToString(), StringComparison.Ordinal);

        File.SetAttributes(At("report.csv"), FileAttributes.ReadOnly);
        Assert.StartsWith("ReportFileReadOnly,", Run("Export-GraphSyncJobReport $path", "report.csv").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(At("report.csv")));

        Run("Export-GraphSyncJobReport $path -Force", "report.csv").ThrowIfFailed();
        Assert.Contains("Workday", File.ReadAllText(At("report.csv")), StringComparison.Ordinal);
        Run("@{ id = 'new' } | Export-GraphSyncJobReport $path", "report.csv").ThrowIfFailed();
        Assert.DoesNotContain("Workday", File.ReadAllText(At("report.csv")), StringComparison.Ordinal);
        Run("@{ id = 'new' } | Export-GraphSyncJobReport $path -NoClobber", "other.csv").ThrowIfFailed();
        Assert.Equal(["other.csv", "report.csv"], _folder.GetFiles().Select(file => file.Name).Order());
    }

    [Fact]
    public void What_a_process_that_was_killed_left_of_the_same_report_is_removed_and_nothing_else()
    {
        const string id = "0123456789abcdef0123456789abcdef";
        string[] others = ["report.json.backup", $"report.json.{id[1..]}", $"report.json.{id}0", $"report.json.{id.ToUpperInvariant()}", $"other.json.{id}", $"report.json.x.{id}"];
        var running = $"report.json.{new string('1', 32)}";
        var young = $"report.json.{new string('2', 32)}";
        foreach (var name in others.Append($"report.json.{id}").Append(running).Append(young))
        {
            File.WriteAllText(At(name), "half");
            File.SetLastWriteTimeUtc(At(name), DateTime.UtcNow.AddDays(name == young ? 0 : -2));
        }

        // As an export that goes on holds its own.
        using (new FileStream(At(running), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Run("Export-GraphSyncJobReport $path", "report.json").ThrowIfFailed();
        }

        Assert.Equal(others.Append(running).Append(young).Append("report.json").Order(), _folder.GetFiles().Select(file => file.Name).Order());
    }

    [Theory]
    [InlineData("& { @{ id = 'a' }; throw 'broken' } | Export-GraphSyncJobReport $path", "report.html")]
    [InlineData("& { @{ id = 'a' }; throw 'broken' } | Export-GraphSyncJobReport $path", "report.csv")]
    [InlineData("& { @{ id = 'a' }; throw 'broken' } | Export-GraphSyncJobReport $path", "report.json")]
    [InlineData("Disconnect-GraphSyncJob; Connect-GraphSyncJob -GraphEndpoint http://127.0.0.1:1 -AccessToken $names -NoWelcome; Export-GraphSyncJobReport $path -MaxRetry 0 -ErrorAction Stop", "report.html")]
    public void A_run_that_fails_leaves_the_file_that_was_there_and_nothing_else(string command, string name)
    {
        File.WriteAllText(At(name), "mine");

        Assert.NotNull(Run(command, name, ModuleEngine.Secret("a-token")).Terminating);

        Assert.Equal("mine", File.ReadAllText(At(name)));
        Assert.Single(_folder.GetFiles());
    }

    [Theory]
    [InlineData("report.html", "mine")]
    [InlineData("report.csv", "mine")]
    [InlineData("report.json", "mine")]
    [InlineData("report.html", null)]
    public async Task Ctrl_C_among_jobs_leaves_the_folder_as_it_was(string name, string? before)
    {
        await File.WriteAllTextAsync(At("other.txt"), "another", TestContext.Current.CancellationToken);
        if (before is not null)
        {
            await File.WriteAllTextAsync(At(name), before, TestContext.Current.CancellationToken);
        }

        // The pipeline's thread ends it, and must not be the one that then waits for the pipeline.
        var underWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var state = await _engine.StopAsync(
            """
            param($path, $underWay)
            & { 1..2000 | ForEach-Object { @{ id = "job.$_" } }; $underWay.SetResult(); while ($true) { [System.Threading.Thread]::Sleep(5) } } | Export-GraphSyncJobReport $path
            """,
            underWay.Task, At(name), underWay);

        AssertUntouched(state, name, before);
    }

    [Fact]
    public async Task Ctrl_C_while_the_tenant_is_read_leaves_the_folder_as_it_was()
    {
        await File.WriteAllTextAsync(At("other.txt"), "another", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(At("report.html"), "mine", TestContext.Current.CancellationToken);
        using var silent = ScriptedServer.Silent();
        using var engine = ModuleEngine.ConnectedTo(silent.Address);

        var state = await engine.StopAsync("param($path) Export-GraphSyncJobReport $path", silent.Asked, At("report.html"));

        AssertUntouched(state, "report.html", "mine");
    }

    [Fact]
    public void WhatIf_names_the_file_and_neither_asks_nor_writes()
    {
        Run("Export-GraphSyncJobReport $path -WhatIf", "report.html").ThrowIfFailed();

        Assert.Contains(At("report.html"), Assert.Single(_engine.Host.Lines, line => line.Contains("What if:", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Empty(_graph.Requests);
        Assert.Empty(_folder.GetFiles());
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    /// <summary>A table of RFC 4180 with all cells in quotes.</summary>
    private static List<List<string>> Table(string text) =>
        [.. text.TrimStart('\uFEFF').Split("\"\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => Cell().Matches(line + "\"").Select(cell => cell.Groups["text"].Value.Replace("\"\"", "\"", StringComparison.Ordinal)).ToList())];

    private void AssertUntouched(PSInvocationState state, string name, string? before)
    {
        Assert.Equal(PSInvocationState.Stopped, state);
        Assert.Equal(before is null ? ["other.txt"] : ["other.txt", name], _folder.GetFiles().Select(file => file.Name).Order());
        Assert.Equal(before, File.Exists(At(name)) ? File.ReadAllText(At(name)) : null);
    }

    /// <summary>The JSON document that a report is or holds; null where it is a table.</summary>
    private JsonNode? Document(string name) => Path.GetExtension(name) switch
    {
        ".json" => JsonNode.Parse(File.ReadAllText(At(name))),
        ".html" => JsonNode.Parse(Script().Match(File.ReadAllText(At(name))).Groups["text"].Value),
        _ => null,
    };

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private EngineResult Run(string script, string name, object? names = null) => _engine.Run("param($path, $names)\n" + script, At(name), names);

    [GeneratedRegex("\"(?<text>(?:[^\"]|\"\")*)\"(?:,|$)")]
    private static partial Regex Cell();

    [GeneratedRegex("(?s)<script[^>]*>(?<text>.*?)</script>")]
    private static partial Regex Script();

    [GeneratedRegex("http-equiv=\"Content-Security-Policy\" content=\"(?<policy>[^\"]*)\"")]
    private static partial Regex Policy();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    private static partial Regex IsoTime();
}
