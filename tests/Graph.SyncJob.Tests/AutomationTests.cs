using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.Json;
using System.Text.RegularExpressions;
using Graph.SyncJob.Tests.Hosting;
using YamlDotNet.RepresentationModel;

namespace Graph.SyncJob.Tests;

/// <summary>Holds the files in examples/, the workflows and the scripts in the guides to what there is.</summary>
public sealed partial class AutomationTests
{
    private static readonly string Examples = Path.Combine(HelpPaths.Repository, "examples");
    private static readonly string Workflows = Path.Combine(HelpPaths.Repository, ".github", "workflows");

    public static TheoryData<string> ScriptFiles => new(FilesIn(Examples, "*.ps1", "*.psm1", "*.psd1")
        .Concat(FilesIn(Workflows, "*.ps1"))
        .Append("build.ps1"));

    public static TheoryData<string> Guides => new(FilesIn(Path.Combine(HelpPaths.Repository, "docs"), "*.md")
        .Concat(FilesIn(Examples, "*.md"))
        .Append("README.md")
        .Where(path => !path.Contains("en-US", StringComparison.Ordinal)));

    public static TheoryData<string> YamlFiles => new(FilesIn(Path.Combine(HelpPaths.Repository, ".github"), "*.yml", "*.yaml")
        .Concat(FilesIn(Examples, "*.yml", "*.yaml")));

    public static TheoryData<string> WorkflowFiles => new(FilesIn(Workflows, "*.yml", "*.yaml")
        .Concat(FilesIn(Path.Combine(Examples, "github-actions"), "*.yml", "*.yaml")));

    public static TheoryData<string> JsonFiles => new(FilesIn(Examples, "*.json"));

    [Theory]
    [MemberData(nameof(ScriptFiles))]
    public void A_script_parses_and_uses_only_cmdlets_and_parameters_that_exist(string file) => AssertIsGood(Read(file));

    [Theory]
    [MemberData(nameof(Guides))]
    public void A_guide_uses_only_cmdlets_and_parameters_that_exist(string file) =>
        Assert.All(GuideScripts.BlocksIn(Read(file)), AssertIsGood);

    [Theory]
    [MemberData(nameof(WorkflowFiles))]
    public void A_workflow_uses_only_cmdlets_and_parameters_that_exist(string file) =>
        Assert.All(Steps(file).Where(step => Text(step, "shell") == "pwsh"), step => AssertIsGood(Expression().Replace(Text(step, "run")!, "0")));

    [Theory]
    [MemberData(nameof(YamlFiles))]
    public void A_YAML_file_parses(string file) => Assert.NotEmpty(Documents(file));

    [Theory]
    [MemberData(nameof(JsonFiles))]
    public void A_JSON_file_parses(string file)
    {
        using var document = JsonDocument.Parse(Read(file));

        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    }

    [Theory]
    [MemberData(nameof(WorkflowFiles))]
    public void Every_action_is_pinned_by_its_digest_with_its_version_beside_it(string file)
    {
        Assert.All(Steps(file).Select(step => Text(step, "uses")).OfType<string>(), uses => Assert.Matches("^[^@]+@[0-9a-f]{40}$", uses));
        Assert.All(UsesLine().Matches(Read(file)), line => Assert.Matches(@"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line.Value));
    }

    [Theory]
    [MemberData(nameof(WorkflowFiles))]
    public void A_workflow_grants_nothing_but_what_a_job_asks_for_and_every_job_ends(string file)
    {
        var workflow = Assert.Single(Documents(file));

        Assert.Empty(Assert.IsType<YamlMappingNode>(workflow.Children["permissions"]).Children);
        Assert.All(Jobs(file), job =>
        {
            Assert.NotEmpty(Assert.IsType<YamlMappingNode>(job.Children["permissions"]).Children);
            Assert.True(job.Children.ContainsKey("timeout-minutes"));
        });
    }

    [Fact]
    public void Each_job_of_a_matrix_uploads_under_a_name_of_its_own()
    {
        var uploads = WorkflowFiles.Select(row => row.Data).SelectMany(Jobs)
            .Where(job => job.Children.ContainsKey("strategy"))
            .SelectMany(job => StepsOf(job).Where(step => Text(step, "uses")?.StartsWith("actions/upload-artifact@", StringComparison.Ordinal) == true)
                .Select(upload => (Keys: MatrixOf(job), Name: Text((YamlMappingNode)upload.Children["with"], "name")!)))
            .ToList();

        Assert.NotEmpty(uploads);
        Assert.All(uploads, upload => Assert.All(upload.Keys, key => Assert.Contains($"${{{{ matrix.{key} }}}}", upload.Name, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_pull_requests_run_has_no_secret()
    {
        var workflows = FilesIn(Workflows, "*.yml").Where(file => Read(file).Contains("pull_request", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(workflows);
        Assert.All(workflows, file =>
        {
            Assert.DoesNotContain("secrets.", Read(file), StringComparison.Ordinal);
            Assert.DoesNotContain("pull_request_target", Read(file), StringComparison.Ordinal);
        });
    }

    private static void AssertIsGood(string text)
    {
        using var engine = new ModuleEngine();
        var script = Parser.ParseInput(text, out _, out var errors);
        Assert.Empty(errors);
        var ours = script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true)
            .Cast<CommandAst>()
            .Where(command => OurName().IsMatch(command.GetCommandName() ?? ""));
        Assert.All(ours, command =>
        {
            var cmdlet = Assert.IsType<CmdletInfo>(Assert.Single(engine.Run("param($name) Get-Command $name", command.GetCommandName()).Output));
            Assert.All(command.CommandElements.OfType<CommandParameterAst>(), parameter => cmdlet.ResolveParameter(parameter.ParameterName));
        });
    }

    private static IEnumerable<string> FilesIn(string directory, params string[] patterns) => patterns
        .SelectMany(pattern => Directory.EnumerateFiles(directory, pattern, SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(HelpPaths.Repository, path))
        .Order(StringComparer.Ordinal);

    private static string Read(string file) => File.ReadAllText(Path.Combine(HelpPaths.Repository, file)).ReplaceLineEndings("\n");

    private static List<YamlMappingNode> Documents(string file)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(Read(file));
        stream.Load(reader);
        return [.. stream.Documents.Select(document => Assert.IsType<YamlMappingNode>(document.RootNode))];
    }

    private static IEnumerable<YamlMappingNode> Jobs(string file) =>
        ((YamlMappingNode)Assert.Single(Documents(file)).Children["jobs"]).Children.Values.Cast<YamlMappingNode>();

    private static IEnumerable<YamlMappingNode> Steps(string file) => Jobs(file).SelectMany(StepsOf);

    private static IEnumerable<YamlMappingNode> StepsOf(YamlMappingNode job) => ((YamlSequenceNode)job.Children["steps"]).Children.Cast<YamlMappingNode>();

    /// <summary>What tells the jobs of a matrix apart.</summary>
    private static IEnumerable<string> MatrixOf(YamlMappingNode job) =>
        ((YamlMappingNode)((YamlMappingNode)job.Children["strategy"]).Children["matrix"]).Children.Keys
            .Select(key => ((YamlScalarNode)key).Value!)
            .Where(key => key is not ("include" or "exclude"));

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;

    [GeneratedRegex("^([A-Z][a-z]+-(Mg(Beta)?(Filter|Function|Parse)?(Application|ServicePrincipal)Synchronization\\w*|GraphSyncJob\\w*))$")]
    private static partial Regex OurName();

    [GeneratedRegex(@"\$\{\{.*?\}\}")]
    private static partial Regex Expression();

    [GeneratedRegex("uses: .*$", RegexOptions.Multiline)]
    private static partial Regex UsesLine();
}
