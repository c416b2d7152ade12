using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>What the module folder holds, and what its manifest says of it.</summary>
public sealed class ManifestTests
{
    private static readonly string[] Editions = ["Core", "Desktop"];

    [Fact]
    public void Every_cmdlet_of_the_assembly_is_exported_by_name_and_nothing_else()
    {
        using var engine = new ModuleEngine();
        var module = Assert.IsType<PSModuleInfo>(Assert.Single(engine.Run("Get-Module Graph.SyncJob").Output));

        Assert.Equal(CmdletsOf("Core"), module.ExportedCmdlets.Keys.Order());
        Assert.Empty(module.ExportedFunctions);
        Assert.Empty(module.ExportedAliases);
        Assert.Empty(module.ExportedVariables);
        Assert.DoesNotContain("'*'", File.ReadAllText(ModuleEngine.ManifestPath), StringComparison.Ordinal);
    }

    [Fact]
    public void Both_editions_hold_the_same_cmdlets() => Assert.Equal(CmdletsOf("Core"), CmdletsOf("Desktop"));

    [Fact]
    public void The_module_assembly_needs_PowerShell_and_the_runtime_only()
    {
        foreach (var edition in Editions)
        {
            using var context = Context(edition);
            var references = context.LoadFromAssemblyPath(AssemblyPath(edition)).GetReferencedAssemblies().Select(name => name.Name!);

            Assert.All(references, name => Assert.True(
                name is "System.Management.Automation" or "netstandard" || name.StartsWith("System.", StringComparison.Ordinal), name));
        }
    }

    [Fact]
    public void The_manifest_is_for_both_editions_of_PowerShell_and_picks_its_assembly_by_edition()
    {
        using var engine = new ModuleEngine();
        var module = Assert.IsType<PSModuleInfo>(Assert.Single(engine.Run("param($path) Test-ModuleManifest $path", ModuleEngine.ManifestPath).Output));

        Assert.Equal(["Core", "Desktop"], module.CompatiblePSEditions.Order());
        Assert.Equal(new Version(5, 1), module.PowerShellVersion);
        Assert.Equal("Core/Graph.SyncJob.dll", module.RootModule);
        Assert.Contains("\"$PSEdition/Graph.SyncJob.dll\"", File.ReadAllText(ModuleEngine.ManifestPath), StringComparison.Ordinal);
    }

    private static string AssemblyPath(string edition) => Path.Combine(ModuleEngine.ModuleDirectory, edition, "Graph.SyncJob.dll");

    // Reads metadata without running anything: the build for Windows PowerShell can't run here.
    private static MetadataLoadContext Context(string edition) => new(new PathAssemblyResolver(
        Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll")
            .Append(typeof(PSObject).Assembly.Location)
            .Append(AssemblyPath(edition))));

    private static IEnumerable<string> CmdletsOf(string edition)
    {
        using var context = Context(edition);
        return [.. context.LoadFromAssemblyPath(AssemblyPath(edition)).GetTypes()
            .SelectMany(type => type.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType.Name == nameof(CmdletAttribute))
            .Select(attribute => $"{attribute.ConstructorArguments[0].Value}-{attribute.ConstructorArguments[1].Value}")
            .Order()];
    }
}
