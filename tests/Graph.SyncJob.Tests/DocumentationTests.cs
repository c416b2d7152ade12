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

        Assert.Equal(
            exported.Select(FamilyOf).Distinct().Order(StringComparer.Ordinal),
            TableEntry().Matches(tables).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
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

    [GeneratedRegex("(?<=-Mg\\w*)(Application|ServicePrincipal)(?=Synchronization)")]
    private static partial Regex OwnerInName();
}
