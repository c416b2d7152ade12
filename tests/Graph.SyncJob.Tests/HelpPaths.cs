using System.IO;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

internal static class HelpPaths
{
    public static string HelpFile { get; } = Path.Combine(ModuleEngine.ModuleDirectory, "en-US", "Graph.SyncJob.dll-Help.xml");

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(ModuleEngine.ModuleDirectory, "..", "..", ".."));

    public static string Pages { get; } = Path.Combine(Repository, "docs", "en-US");

    /// <summary>The page that a cmdlet's help is made of: its own, or that of its family.</summary>
    public static string PageOf(string cmdlet)
    {
        var own = Path.Combine(Pages, cmdlet + ".md");
        return File.Exists(own)
            ? own
            : Path.Combine(Pages, cmdlet.Replace("-MgBeta", "-Mg", StringComparison.Ordinal).Replace("ServicePrincipal", "Application", StringComparison.Ordinal) + ".md");
    }

    /// <summary>The program that turns pages into the help file, of the configuration that these tests were built in.</summary>
    public static string Compiler { get; } = Path.Combine(
        Repository,
        "build",
        "Graph.SyncJob.Layout",
        "bin",
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
        "net10.0",
        "Graph.SyncJob.Layout.dll");
}
