using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Graph.SyncJob.Tests;

internal static class HelpPaths
{
    public static string Module { get; } = typeof(HelpPaths).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "ModuleDirectory").Value!;

    public static string HelpFile { get; } = Path.Combine(Module, "en-US", "Graph.SyncJob.dll-Help.xml");

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Module, "..", "..", ".."));

    public static string Pages { get; } = Path.Combine(Repository, "docs", "en-US");

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
