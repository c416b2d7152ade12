using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>The guides in docs/, the README and its neighbours: their links lead somewhere, and what they say of cmdlets is so.</summary>
public sealed partial class DocumentationTests
{
    // As the reference of Microsoft.Graph.Applications lists them in 2026; {Owner} is Application or ServicePrincipal.
    private static readonly string[] OfTheGeneratedModule =
    [
        "Find-Mg{Owner}SynchronizationJobSchemaDirectory",
        "Find-Mg{Owner}SynchronizationTemplateSchemaDirectory",
        "Get-Mg{Owner}Synchronization",
        "Get-Mg{Owner}SynchronizationAccessToken",
        "Get-Mg{Owner}SynchronizationJob",
        "Get-Mg{Owner}SynchronizationJobBulkUpload",
        "Get-Mg{Owner}SynchronizationJobBulkUploadContent",
        "Get-Mg{Owner}SynchronizationJobCount",
        "Get-Mg{Owner}SynchronizationJobSchema",
        "Get-Mg{Owner}SynchronizationJobSchemaDirectory",
        "Get-Mg{Owner}SynchronizationJobSchemaDirectoryCount",
        "Get-Mg{Owner}SynchronizationSecretCount",
        "Get-Mg{Owner}SynchronizationTemplate",
        "Get-Mg{Owner}SynchronizationTemplateCount",
        "Get-Mg{Owner}SynchronizationTemplateSchema",
        "Get-Mg{Owner}SynchronizationTemplateSchemaDirectory",
        "Get-Mg{Owner}SynchronizationTemplateSchemaDirectoryCount",
        "Invoke-MgFilter{Owner}SynchronizationJobSchemaOperator",
        "Invoke-MgFilter{Owner}SynchronizationTemplateSchemaOperator",
        "Invoke-MgFunction{Owner}SynchronizationJobSchema",
        "Invoke-MgFunction{Owner}SynchronizationTemplateSchema",
        "Invoke-MgParse{Owner}SynchronizationJobSchemaExpression",
        "Invoke-MgParse{Owner}SynchronizationTemplateSchemaExpression",
        "New-Mg{Owner}SynchronizationJob",
        "New-Mg{Owner}SynchronizationJobOnDemand",
        "New-Mg{Owner}SynchronizationJobSchemaDirectory",
        "New-Mg{Owner}SynchronizationTemplate",
        "New-Mg{Owner}SynchronizationTemplateSchemaDirectory",
        "Remove-Mg{Owner}Synchronization",
        "Remove-Mg{Owner}SynchronizationJob",
        "Remove-Mg{Owner}SynchronizationJobBulkUpload",
        "Remove-Mg{Owner}SynchronizationJobBulkUploadContent",
        "Remove-Mg{Owner}SynchronizationJobSchema",
        "Remove-Mg{Owner}SynchronizationJobSchemaDirectory",
        "Remove-Mg{Owner}SynchronizationTemplate",
        "Remove-Mg{Owner}SynchronizationTemplateSchema",
        "Remove-Mg{Owner}SynchronizationTemplateSchemaDirectory",
        "Restart-Mg{Owner}SynchronizationJob",
        "Set-Mg{Owner}Synchronization",
        "Set-Mg{Owner}SynchronizationJobBulkUploadContent",
        "Set-Mg{Owner}SynchronizationSecret",
        "Start-Mg{Owner}SynchronizationJob",
        "Suspend-Mg{Owner}SynchronizationJob",
        "Test-Mg{Owner}SynchronizationJobCredential",
        "Update-Mg{Owner}SynchronizationJob",
        "Update-Mg{Owner}SynchronizationJobBulkUpload",
        "Update-Mg{Owner}SynchronizationJobSchema",
        "Update-Mg{Owner}SynchronizationJobSchemaDirectory",
        "Update-Mg{Owner}SynchronizationTemplate",
        "Update-Mg{Owner}SynchronizationTemplateSchema",
        "Update-Mg{Owner}SynchronizationTemplateSchemaDirectory",
    ];

    private static readonly string Guides = Path.Combine(HelpPaths.Repository, "docs");

    public static TheoryData<string> Pages => new(Directory.EnumerateFiles(HelpPaths.Repository, "*.md")
        .Concat(Directory.EnumerateFiles(Guides, "*.md", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Path.Combine(HelpPaths.Repository, "examples"), "*.md", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(HelpPaths.Repository, path))
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_or_a_heading_that_is_there(string page)
    {
        var path = Path.Combine(HelpPaths.Repository, page);

        // A part is put into a page beside its folder, and its links are meant from there.
        var from = Path.GetFileName(Path.GetDirectoryName(path)) == "parts" ? HelpPaths.Pages : Path.GetDirectoryName(path)!;
        Assert.All(LinksIn(path), link =>
        {
            var parts = link.Split('#', 2);
            var target = parts[0].Length == 0 ? path : Path.GetFullPath(Path.Combine(from, parts[0]));
            Assert.True(Path.Exists(target), $"{page} links to {link}: there is no {target}");
            if (parts.Length == 2)
            {
                Assert.Contains(parts[1], AnchorsIn(target));
            }
        });
    }

    [Fact]
    public void Every_guide_is_in_the_index()
    {
        var guides = Directory.EnumerateFiles(Guides, "*.md").Select(path => Path.GetFileName(path)).Where(name => name != "README.md");

        Assert.Subset(LinksIn(Path.Combine(Guides, "README.md")).ToHashSet(), guides.ToHashSet());
    }

    [Fact]
    public void Moving_over_names_every_cmdlet_once_by_its_own_name_or_that_of_its_family()
    {
        var page = Read(Path.Combine(Guides, "moving-over.md"));
        var tables = page[page.IndexOf("## Cmdlet by cmdlet", StringComparison.Ordinal)..page.IndexOf("## There, missing here", StringComparison.Ordinal)];

        using var engine = new ModuleEngine();
        var exported = engine.Run("(Get-Module Graph.SyncJob).ExportedCmdlets.Keys").Output.Cast<string>();

        Assert.Equal(exported.Select(FamilyOf).Distinct().Order(StringComparer.Ordinal), NamesIn(tables).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Moving_over_names_every_cmdlet_for_synchronization_that_the_generated_module_has_once_and_says_what_is_missing()
    {
        var page = Read(Path.Combine(Guides, "moving-over.md"));
        var missing = page.IndexOf("## There, missing here", StringComparison.Ordinal);
        var here = NamesIn(page[page.IndexOf("## Cmdlet by cmdlet", StringComparison.Ordinal)..page.IndexOf("## Not there, new here", StringComparison.Ordinal)]);

        Assert.Equal(OfTheGeneratedModule.Order(StringComparer.Ordinal), here.Concat(NamesIn(page[missing..])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_error_that_troubleshooting_names_is_in_the_list_of_errors()
    {
        var errors = Read(Path.Combine(Guides, "errors.md"));
        var ids = ErrorId().Matches(Read(Path.Combine(Guides, "troubleshooting.md"))).Select(id => id.Groups["id"].Value).ToList();

        Assert.Contains("OutcomeUnknown", ids);
        Assert.All(ids, id => Assert.Contains($"\n| `{id}` |", errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_five_minutes_run_as_they_are_written()
    {
        await using var graph = await EmulatorServer.StartAsync(
            new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);
        using var engine = ModuleEngine.ConnectedTo(graph.Address);
        var page = Read(Path.Combine(Guides, "start-here.md"));
        var steps = GuideScripts.BlocksIn(page[..page.IndexOf("## With your tenant", StringComparison.Ordinal)]);

        Assert.True(steps.Count >= 5, "the steps of the page");
        Assert.All(steps.SkipLast(1), step => engine.Run(step).ThrowIfFailed());

        // The last one shows an error.
        Assert.NotNull(engine.Run(steps[^1]).Error);
    }

    private static string FamilyOf(string cmdlet) =>
        OwnerInName().Replace(cmdlet.Replace("-MgBeta", "-Mg", StringComparison.Ordinal), "{Owner}", 1);

    private static IEnumerable<string> NamesIn(string tables) => TableEntry().Matches(tables).Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> LinksIn(string path) => Link()
        .Matches(GuideScripts.WithoutCode(Read(path)))
        .Select(match => match.Groups["target"].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>The anchors that a Markdown page has by the rule of GitHub: the words of a heading in lower case, with dashes for blanks.</summary>
    private static IEnumerable<string> AnchorsIn(string path) => Heading().Matches(GuideScripts.WithoutCode(Read(path)))
        .Select(match => NotInAnchors().Replace(match.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string Read(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"^\| `(?<name>[A-Z][a-z]+-[\w{}]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableEntry();

    // What a row begins with; True is what a cmdlet wrote.
    [GeneratedRegex(@"^\| `(?<id>(?!True`)[A-Z][A-Za-z]+)`", RegexOptions.Multiline)]
    private static partial Regex ErrorId();

    [GeneratedRegex("(?<=-Mg\\w*)(Application|ServicePrincipal)(?=Synchronization)")]
    private static partial Regex OwnerInName();
}
