using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>What ships: small, complete, nothing that nobody needs, and under licences that users of a module under MIT need not mind.</summary>
public sealed partial class PackageTests
{
    private const string Client = "Graph.SyncJob.Client";
    private const long MostBytes = 16_000_000;

    private static readonly string[] Licences = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];

    public static TheoryData<string> Editions => new("net8.0", "netstandard2.0");

    [Fact]
    public void The_module_is_small()
    {
        var files = new DirectoryInfo(ModuleEngine.ModuleDirectory).GetFiles("*", SearchOption.AllDirectories);

        Assert.InRange(files.Sum(file => file.Length), 1, MostBytes);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Every_assembly_that_ships_is_needed(string edition)
    {
        using var shipped = new ShippedAssemblies(edition);
        var needed = new HashSet<string>();
        var next = new Stack<string>([Client]);
        while (next.TryPop(out var name))
        {
            if (shipped.Names.Contains(name) && needed.Add(name))
            {
                shipped.ReferencesOf(name).ForEach(reference => next.Push(reference.Name));
            }
        }

        Assert.Equal(shipped.Names.Order(), needed.Order());
    }

    // Of the runtime nothing is asked for that is newer than the oldest one the edition runs on.
    [Theory]
    [InlineData("net8.0", 8)]
    [InlineData("netstandard2.0", 4)]
    public void Every_reference_is_to_what_ships_or_to_the_runtime(string edition, int newest)
    {
        using var shipped = new ShippedAssemblies(edition);
        var runtime = Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll").Select(path => Path.GetFileNameWithoutExtension(path)!).ToHashSet();

        foreach (var reference in shipped.Names.SelectMany(shipped.ReferencesOf))
        {
            if (shipped.Names.Contains(reference.Name))
            {
                var identity = shipped.IdentityOf(reference.Name);
                Assert.True(identity.Version >= reference.Version, $"{reference} is asked for, {identity} ships");
                Assert.Equal(reference.Token, identity.Token);
            }
            else if (reference.Name != "Graph.SyncJob")
            {
                Assert.True(runtime.Contains(reference.Name) && reference.Version.Major <= newest, $"{reference} does not ship");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Nothing_that_a_shipped_assembly_uses_of_Microsoft_Graph_was_trimmed(string edition)
    {
        using var shipped = new ShippedAssemblies(edition);
        string[] trimmed = ["Microsoft.Graph", "Microsoft.Graph.Core"];

        var uses = shipped.Names.SelectMany(name => shipped.UsesOf(name, trimmed)).Distinct().ToList();

        Assert.Contains("Microsoft.Graph::Microsoft.Graph.GraphServiceClient", uses);
        Assert.Empty(uses.Except(trimmed.SelectMany(shipped.MembersOf)));
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Only_Microsoft_Graph_is_not_as_its_publisher_signed_it(string edition)
    {
        using var shipped = new ShippedAssemblies(edition);

        Assert.Equal(["Graph.SyncJob.Client", "Microsoft.Graph", "Microsoft.Graph.Core"], shipped.Names.Where(name => !shipped.IsSigned(name)).Order());
    }

    [Fact]
    public void The_notices_list_exactly_what_ships()
    {
        var listed = FilesLine().Matches(Notices()).SelectMany(line => line.Groups["files"].Value.Split(", "));
        var shipped = Directory.EnumerateFiles(ModuleEngine.ModuleDirectory, "*.dll", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path)!)
            .Where(name => !name.StartsWith("Graph.SyncJob.", StringComparison.Ordinal))
            .Append("preact.min.js");

        Assert.Equal(shipped.Distinct().Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_ships_is_under_licences_that_users_of_MIT_need_not_mind_and_brings_their_texts()
    {
        var notices = Notices();
        var licences = LicenceLine().Matches(notices).Select(line => line.Groups["licence"].Value).ToList();

        Assert.Equal(FilesLine().Count(notices), licences.Count);
        Assert.Subset(Licences.ToHashSet(), licences.ToHashSet());
        Assert.All(licences.Distinct(), licence => Assert.Matches($"(?m)^-+\n{Regex.Escape(licence)}, of ", notices));
    }

    private static string Notices() => File.ReadAllText(Path.Combine(ModuleEngine.ModuleDirectory, "THIRD-PARTY-NOTICES.txt"));

    [GeneratedRegex("(?m)^  Files: +(?<files>.+)$")]
    private static partial Regex FilesLine();

    [GeneratedRegex("(?m)^  Licence: +(?<licence>.+)$")]
    private static partial Regex LicenceLine();
}
