using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Schemas in files: written, read back, compared.</summary>
public sealed class SchemaFileTests : IAsyncLifetime
{
    private const string Owner = SeedTenant.Box.ServicePrincipalId;
    private const string Job = SeedTenant.Box.JobId;
    private const string ById = "-ServicePrincipalId $owner -SynchronizationJobId $job";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("schemas");
    private EmulatorServer _graph = null!;
    private ModuleEngine _engine = null!;

    private string FilePath => Path.Combine(_folder.FullName, "box.json");

    public async ValueTask InitializeAsync()
    {
        _graph = await EmulatorServer.StartAsync(new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);
        _engine = ModuleEngine.ConnectedTo(_graph.Address, answers: [0, 0, 0]);
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        _folder.Delete(recursive: true);
        await _graph.DisposeAsync();
    }

    [Theory]
    [InlineData($"Export-GraphSyncJobSchema {ById} -Path $path", "servicePrincipals/" + Owner)]
    [InlineData("Export-GraphSyncJobSchema -ApplicationId $app -SynchronizationJobId $job -Path $path", "applications/" + SeedTenant.Box.ApplicationId)]
    [InlineData("Get-MgServicePrincipalSynchronizationJob -ServicePrincipalId $owner | Export-GraphSyncJobSchema $path", "servicePrincipals/" + Owner)]
    [InlineData("Get-MgApplicationSynchronizationJob -ApplicationId $app | Export-GraphSyncJobSchema -Path { \"$path\" }", "applications/" + SeedTenant.Box.ApplicationId)]
    public void Export_writes_what_Graph_gave_for_people_to_read(string command, string owner)
    {
        var result = Run(command + " -PassThru");

        result.ThrowIfFailed();
        Assert.Equal(FilePath, Assert.IsType<FileInfo>(Assert.Single(result.Output)).FullName);
        Assert.EndsWith($"{owner}/synchronization/jobs/{Job}/schema", _graph.Requests[^1].Target, StringComparison.Ordinal);
        var text = File.ReadAllText(FilePath);
        Assert.StartsWith("{\n  \"id\": ", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.NotEqual(0xEF, File.ReadAllBytes(FilePath)[0]);
        Assert.Equal(2, JsonNode.Parse(text)!["directories"]!.AsArray().Count);
    }

    [Fact]
    public void Export_replaces_a_file_only_by_force_and_leaves_it_when_Graph_fails()
    {
        File.WriteAllText(FilePath, "mine");

        var refused = Run($"Export-GraphSyncJobSchema {ById} -Path $path").Error;
        var failed = Run("Export-GraphSyncJobSchema -ServicePrincipalId $owner -SynchronizationJobId unknown -Path $path -Force").Error;

        Assert.StartsWith("SchemaFileExists", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ResourceExists, refused.CategoryInfo.Category);
        Assert.StartsWith("Request_ResourceNotFound", failed.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(FilePath));

        Run($"Export-GraphSyncJobSchema {ById} -Path $path -Force").ThrowIfFailed();
        Assert.StartsWith("{", File.ReadAllText(FilePath), StringComparison.Ordinal);
        Assert.Single(_folder.GetFiles());
    }

    [Theory]
    [InlineData("Export-GraphSyncJobSchema -ServicePrincipalId $owner -SynchronizationJobId unknown -Path $path", "Request_ResourceNotFound")]
    [InlineData($"Export-GraphSyncJobSchema {ById} -Path $path/none/box.json", "SchemaFolderNotFound")]
    [InlineData($"Export-GraphSyncJobSchema {ById} -Path variable:box", "SchemaFileInvalid")]
    [InlineData("Export-GraphSyncJobSchema -InputObject 'owner/job' -Path $path", "IdentityIncomplete")]
    [InlineData("Export-GraphSyncJobSchema -InputObject @{ ApplicationId = 'a'; ServicePrincipalId = 'b'; SynchronizationJobId = 'c' } -Path $path", "IdentityIncomplete")]
    public void Export_creates_nothing_on_failure(string command, string errorId)
    {
        Assert.StartsWith(errorId, Run(command).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public void Export_with_WhatIf_sends_and_writes_nothing()
    {
        Run($"Export-GraphSyncJobSchema {ById} -Path $path -WhatIf").ThrowIfFailed();

        Assert.Empty(_graph.Requests);
        Assert.Empty(_folder.GetFiles());
        Assert.Contains(FilePath, Assert.Single(_engine.Host.Lines, line => line.Contains("What if:", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_takes_a_job_back_to_what_was_exported_and_asks_with_the_difference()
    {
        var result = Run(
            $$"""
            Export-GraphSyncJobSchema {{ById}} -Path $path
            $schema = Get-MgServicePrincipalSynchronizationJobSchema {{ById}}
            $schema.SynchronizationRules[0].ObjectMappings[0].AttributeMappings[3].Source.Expression = '[department]'
            $schema | Update-MgServicePrincipalSynchronizationJobSchema {{ById}}
            Compare-GraphSyncJobSchema $path $schema
            $schema | Import-GraphSyncJobSchema $path -PassThru
            Compare-GraphSyncJobSchema {{ById}} -DifferenceObject $path
            $schema | Import-GraphSyncJobSchema $path -PassThru
            """);

        result.ThrowIfFailed();
        const string path = "rules/USER_TO_USER/objectMappings/User→User/attributeMappings/title/source.expression";
        Assert.Equal(3, result.Output.Count);
        Assert.Equal($"~ {path}: [jobTitle] → [department]", result.Output[0]?.ToString());
        Assert.Equal([true, true], result.Output.Skip(1));

        // Asked once: the second import has nothing to change.
        var question = Assert.Single(_engine.Host.Questions);
        Assert.Contains($"~ {path}: [department] → [jobTitle]", question, StringComparison.Ordinal);
        Assert.Equal(2, _graph.Requests.Count(request => request.Method == "PATCH"));
        Assert.DoesNotContain("\"version\":", _graph.Requests.Last(request => request.Method == "PATCH").Body.Split("\"directories\"")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Import_with_WhatIf_shows_the_difference_and_changes_nothing()
    {
        var result = Run(
            $$"""
            Export-GraphSyncJobSchema -ServicePrincipalId $other -SynchronizationJobId $otherJob -Path $path
            Import-GraphSyncJobSchema {{ById}} -Path $path -WhatIf
            """);

        result.ThrowIfFailed();
        Assert.All(_graph.Requests, request => Assert.Equal("GET", request.Method));
        var shown = string.Join('\n', _engine.Host.Lines);
        Assert.Contains($"synchronization job '{Job}'", shown, StringComparison.Ordinal);
        Assert.Contains("~ rules/USER_TO_USER/targetDirectoryName: Box → Salesforce", shown, StringComparison.Ordinal);
        Assert.Contains("- directories/Box: ", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "SchemaFileNotFound", "is not there")]
    [InlineData("{\n  \"synchronizationRules\": [\n    ,\n", "SchemaFileInvalid", "Line 3: ")]
    [InlineData("{ \"synchronizationRules\": [\n { \"priority\": \"first\" } ] }", "SchemaFileInvalid", "Line 2: synchronizationRules[0].priority: The JSON value could not be converted.")]
    [InlineData("[]", "SchemaFileInvalid", "holds no schema")]
    [InlineData("null", "SchemaFileInvalid", "neither synchronizationRules nor directories")]
    [InlineData("{ \"value\": [] }", "SchemaFileInvalid", "neither synchronizationRules nor directories")]
    [InlineData("", "SchemaFileInvalid", "holds no schema")]
    public void A_file_that_is_no_schema_is_refused_before_anything_is_sent(string? text, string errorId, string message)
    {
        if (text is not null)
        {
            File.WriteAllText(FilePath, text);
        }

        foreach (var command in new[] { $"Import-GraphSyncJobSchema {ById} -Path $path", "Compare-GraphSyncJobSchema $path $path" })
        {
            var error = Run(command).Error;
            Assert.StartsWith(errorId, error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
            Assert.Contains(FilePath, error.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(_graph.Requests);
    }

    [Fact]
    public void Order_ids_and_versions_make_no_difference_and_files_need_no_sign_in()
    {
        File.WriteAllText(FilePath, """
            { "id": "a", "version": "1", "synchronizationRules": [ { "name": "A", "groupFilter": { "includedGroups": ["x", "y"] }, "metadata": [] }, { "name": "B" } ],
              "directories": [ { "id": "d", "name": "D", "objects": [ { "name": "O" }, { "name": "P" } ] } ] }
            """);
        var other = Path.Combine(_folder.FullName, "other.json");
        File.WriteAllText(other, """
            { "id": "b", "version": "2", "synchronizationRules": [ { "name": "B" }, { "name": "A", "groupFilter": { "includedGroups": ["y", "x"] } } ],
              "directories": [ { "id": "e", "version": "3", "name": "D", "objects": [ { "name": "P" }, { "name": "O" } ] } ] }
            """);
        using var engine = new ModuleEngine();

        var result = engine.Run("param($left, $right) Compare-GraphSyncJobSchema $left $right", FilePath, other);

        result.ThrowIfFailed();
        Assert.Empty(result.Output);
        Assert.Empty(engine.Run("Get-GraphSyncJobContext").Output);
    }

    [Fact]
    public void Each_kind_of_difference_tells_where_it_is()
    {
        using var engine = new ModuleEngine();

        var result = engine.Run(
            """
            $left = @{ synchronizationRules = @{ name = 'R'; priority = 1; weight = 1; objectMappings = @{ sourceObjectName = 'User'; targetObjectName = 'Person'; flowTypes = 'Add, Fly'
                scope = @{ groups = @{ name = 'G'; clauses = @{ sourceOperandName = 'city'; operatorName = 'EQUALS'; targetOperand = @{ values = 'Bonn', 'Rome' } } } } } } }
            $right = @{ synchronizationRules = @{ name = 'R'; priority = 2; weight = 1.5; objectMappings = @{ sourceObjectName = 'User'; targetObjectName = 'Person'; flowTypes = 'Add, Swim'
                scope = @{ groups = @{ name = 'G'; clauses = @{ sourceOperandName = 'city'; operatorName = 'EQUALS'; targetOperand = @{ values = 'Oslo', 'Rome' } } } } } }, @{ name = 'S' } }
            Compare-GraphSyncJobSchema $left $right | ForEach-Object { $_.ToString() }
            """);

        result.ThrowIfFailed();
        const string mapping = "rules/R/objectMappings/User→Person";
        Assert.Equal(
            new[]
            {
                "~ rules/R/priority: 1 → 2",
                "~ rules/R/weight: 1 → 1.5",
                $"~ {mapping}/flowTypes: Add, Fly → Add, Swim",
                $"- {mapping}/scope.groups/G/clauses/city EQUALS/targetOperand.values/Bonn: Bonn",
                $"+ {mapping}/scope.groups/G/clauses/city EQUALS/targetOperand.values/Oslo: Oslo",
                "+ rules/S: S:  →",
            }.Order(StringComparer.Ordinal),
            result.Output.Select(line => (string)line!).Order(StringComparer.Ordinal));
    }

    private EngineResult Run(string script) => _engine.Run(
        "param($owner, $job, $app, $path, $other, $otherJob)\n" + script,
        Owner,
        Job,
        SeedTenant.Box.ApplicationId,
        FilePath,
        SeedTenant.Salesforce.ServicePrincipalId,
        SeedTenant.Salesforce.JobId);
}
