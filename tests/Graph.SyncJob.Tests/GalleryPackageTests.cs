using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using System.Xml.Linq;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>The package for the PowerShell Gallery: what it holds, and what it says of the module.</summary>
public sealed class GalleryPackageTests : IAsyncLifetime
{
    private static readonly string[] Envelope = ["[Content_Types].xml", "_rels/.rels", "Graph.SyncJob.nuspec"];

    private readonly string _directory = Directory.CreateTempSubdirectory("gallery-package-").FullName;
    private ZipArchive _package = null!;

    public async ValueTask InitializeAsync()
    {
        var project = Path.Combine(HelpPaths.Repository, "build", "Graph.SyncJob.Package", "Graph.SyncJob.Package.csproj");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo("dotnet", ["pack", project, "-c", configuration, "--no-build", "-o", _directory]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        _package = await ZipFile.OpenReadAsync(Assert.Single(Directory.GetFiles(_directory)), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _package.Dispose();
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void It_holds_the_module_as_it_is_laid_out_in_the_envelope_of_a_package_and_nothing_else()
    {
        var module = new DirectoryInfo(ModuleEngine.ModuleDirectory).GetFiles("*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(ModuleEngine.ModuleDirectory, file.FullName).Replace('\\', '/'), file => file.Length);

        var held = _package.Entries.Where(entry => !entry.FullName.StartsWith("package/services/metadata/", StringComparison.Ordinal)).ToList();

        Assert.Equal(module.Keys.Concat(Envelope).Order(StringComparer.Ordinal), held.Select(entry => Uri.UnescapeDataString(entry.FullName)).Order(StringComparer.Ordinal));
        Assert.All(held.Where(entry => !Envelope.Contains(entry.FullName)), entry => Assert.Equal(module[Uri.UnescapeDataString(entry.FullName)], entry.Length));
    }

    [Fact]
    public void It_says_of_the_module_what_the_manifest_says()
    {
        using var engine = new ModuleEngine();
        var module = Assert.IsType<PSModuleInfo>(Assert.Single(engine.Run("param($path) Test-ModuleManifest $path", ModuleEngine.ManifestPath).Output));
        using var stream = _package.GetEntry("Graph.SyncJob.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single().Elements().ToDictionary(element => element.Name.LocalName, element => element.Value);

        Assert.Equal(module.Name, metadata["id"]);
        Assert.Equal(module.Version.ToString(), metadata["version"]);
        Assert.Equal(module.Author, metadata["authors"]);
        Assert.Equal(module.Copyright, metadata["copyright"]);
        Assert.Equal(module.Description, metadata["description"]);
        Assert.Equal(module.ReleaseNotes, metadata["releaseNotes"]);
        Assert.Equal(module.LicenseUri.ToString(), metadata["licenseUrl"]);
        Assert.Equal(module.ProjectUri?.ToString(), metadata.GetValueOrDefault("projectUrl"));
        Assert.Equal(["PSModule", "PSIncludes_Cmdlet", .. module.Tags], metadata["tags"].Split(' '));
        Assert.DoesNotContain("dependencies", metadata.Keys);
    }
}
