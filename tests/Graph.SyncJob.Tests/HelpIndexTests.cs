using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Graph.SyncJob.Tests;

/// <summary>The table of cmdlets by task in the README.</summary>
public sealed partial class HelpIndexTests
{
    private static readonly string[] Owners = ["Application", "ServicePrincipal"];
    private static readonly string[] Versions = ["-Mg", "-MgBeta"];
    private static readonly string Index = Path.Combine(HelpPaths.Repository, "README.md");

    [Fact]
    public void Every_cmdlet_is_in_the_table_by_its_own_name_or_that_of_its_family() =>
        Assert.Equal(
            HelpFacts.NamesInHelpFile(HelpPaths.HelpFile).Order(),
            Entries().SelectMany(entry => Names(entry.Name)).Order());

    [Fact]
    public void Every_cmdlet_in_the_table_links_to_its_page() =>
        Assert.All(Entries(), entry =>
        {
            Assert.Equal(Names(entry.Name).First(), Path.GetFileNameWithoutExtension(entry.Link));
            Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(Index)!, entry.Link)));
        });

    private static List<(string Name, string Link)> Entries() =>
        [.. Entry().Matches(File.ReadAllText(Index)).Select(match => (match.Groups["name"].Value, match.Groups["link"].Value))];

    private static IEnumerable<string> Names(string name) => !name.Contains("{Owner}", StringComparison.Ordinal)
        ? [name]
        : from owner in Owners
          from version in Versions
          select name.Replace("{Owner}", owner, StringComparison.Ordinal).Replace("-Mg", version, StringComparison.Ordinal);

    [GeneratedRegex(@"\[`(?<name>[^`]+)`\]\((?<link>[^)]+)\)")]
    private static partial Regex Entry();
}
