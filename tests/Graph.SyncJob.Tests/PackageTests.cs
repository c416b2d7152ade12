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

    private const long MostBytes = 8_000_000;

    private static readonly string[] Licences = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];

    private static readonly string[] Trimmed =
    [
        "Azure.Core",
        "Microsoft.Extensions.Configuration.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Graph",
        "Microsoft.Graph.Core",
        "Microsoft.Identity.Client",
        "System.ClientModel",
    ];

    // PowerShell 7 has these in its runtime, in every version; what ships is for the .NET Framework alone.
    private static readonly string[] Facades =
    [
        "System.IO.FileSystem.AccessControl",
        "System.Numerics.Vectors",
        "System.Security.AccessControl",
        "System.Security.Cryptography.Cng",
        "System.Security.Principal.Windows",
    ];

    public static TheoryData<string> Editions => new("Core", "Desktop");

    [Fact]
    public void The_module_is_small()
    {
        var files = new DirectoryInfo(ModuleEngine.ModuleDirectory).GetFiles("*", SearchOption.AllDirectories);

        Assert.InRange(files.Sum(file => file.Length), 1, MostBytes);
    }

    // All of it for Windows PowerShell; PowerShell 7 has a part of it in its runtime.
    [Fact]
    public void Every_assembly_that_ships_is_needed()
    {
        using var shipped = new ShippedAssemblies("Desktop");
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
    [InlineData("Core", 8)]
    [InlineData("Desktop", 4)]
    public void Every_reference_is_to_what_ships_or_to_the_runtime(string edition, int newest)
    {
        using var shipped = new ShippedAssemblies(edition);
        var runtime = Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll").Select(path => Path.GetFileNameWithoutExtension(path)!).ToHashSet();

        foreach (var reference in shipped.Names.SelectMany(shipped.ReferencesOf))
        {
            if (shipped.Names.Contains(reference.Name) && shipped.IdentityOf(reference.Name) is var identity && identity.Version >= reference.Version)
            {
                Assert.Equal(reference.Token, identity.Token);
            }
            else if (reference.Name != "Graph.SyncJob")
            {
                Assert.True(runtime.Contains(reference.Name) && reference.Version.Major <= newest, $"{reference} does not ship, or not as new");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Nothing_that_a_shipped_assembly_uses_was_trimmed(string edition)
    {
        using var shipped = new ShippedAssemblies(edition);

        var uses = shipped.Names.SelectMany(name => shipped.UsesOf(name, Trimmed)).Distinct().ToList();

        Assert.Contains("Microsoft.Graph::Microsoft.Graph.ServicePrincipals.ServicePrincipalsRequestBuilder", uses);
        Assert.Empty(uses.Except(Trimmed.SelectMany(shipped.MembersOf)));
    }

    [Fact]
    public void The_client_for_PowerShell_7_finds_all_that_it_uses_in_what_is_made_for_both_editions()
    {
        using var shipped = new ShippedAssemblies("Core");
        var dependencies = shipped.ReferencesOf(Client)
            .Where(reference => shipped.Names.Contains(reference.Name) && shipped.IdentityOf(reference.Name).Version >= reference.Version)
            .Select(reference => reference.Name)
            .ToList();

        Assert.Contains("System.Text.Json", dependencies);
        Assert.Empty(shipped.UsesOf(Client, dependencies).Except(dependencies.SelectMany(shipped.MembersOf)));
    }

    [Fact]
    public void Nothing_was_trimmed_of_what_is_read_from_JSON_by_reflection()
    {
        using var shipped = new ShippedAssemblies("Desktop");
        using var untouched = ShippedAssemblies.Untouched();
        var left = Trimmed.SelectMany(shipped.MembersOf).ToHashSet();
        var types = Trimmed.SelectMany(untouched.ReflectedTypesOf).Where(left.Contains).ToList();
        var members = Trimmed.SelectMany(untouched.MembersOf).Where(member => types.Exists(type => member.StartsWith(type + ".", StringComparison.Ordinal)));

        Assert.Contains("Microsoft.Identity.Client::Microsoft.Identity.Client.OAuth2.MsalTokenResponse", types);
        Assert.Equal([], members.Except(left));
    }

    [Fact]
    public void Only_what_is_trimmed_is_not_as_its_publisher_signed_it()
    {
        using var shipped = new ShippedAssemblies("Desktop");

        Assert.Equal(Trimmed.Append(Client).Order(StringComparer.Ordinal), shipped.Names.Where(name => !shipped.IsSigned(name)).Order(StringComparer.Ordinal));
    }

    // The build for netstandard2.0 could name what the .NET Framework does not have after all; nobody would know before it runs.
    [Fact]
    public void Windows_PowerShell_has_everything_that_the_module_and_what_it_brings_use()
    {
        using var session = ShippedAssemblies.OnWindowsPowerShell();
        using var shipped = new ShippedAssemblies("Desktop");

        Assert.Equal([], shipped.Names.Append("Graph.SyncJob").SelectMany(name => session.MissingOf(name).Select(missing => $"{name}: {missing}")));
    }

    [Fact]
    public void What_Windows_PowerShell_lacks_is_noticed()
    {
        using var session = ShippedAssemblies.OnWindowsPowerShell("Core");

        Assert.Contains(session.MissingOf("Graph.SyncJob"), missing => missing.EndsWith("::System.Runtime.Loader.AssemblyLoadContext", StringComparison.Ordinal));
    }

    // Their builds for netstandard2.0 throw PlatformNotSupportedException.
    [Fact]
    public void Windows_PowerShell_gets_what_the_NET_Framework_has_from_there()
    {
        using var shipped = new ShippedAssemblies("Desktop");

        Assert.All(Facades, name => Assert.True(shipped.IsFacade(name), name));
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
