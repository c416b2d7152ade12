using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Graph.SyncJob.Layout;

/// <summary>Writes which packages ship with the module and under which licences.</summary>
internal static class Notices
{
    private const string Introduction =
        """
        Graph.SyncJob is under the MIT licence. It ships with the work of others, under the licences below, which ask
        to be passed on. An assembly whose signature is no longer valid is cut down to what the module uses; all others are
        as their publishers built them.
        """;

    /// <param name="packages">NuGet's folder of packages.</param>
    /// <param name="copies">The folder whose folders are copies of what other packages publish.</param>
    /// <param name="output">The file to write.</param>
    /// <param name="directory">The folder of what ships.</param>
    /// <param name="dependencies">The list of what its assemblies come from.</param>
    public static void Write(string packages, string copies, string output, string directory, string dependencies)
    {
        var shipped = Shipped(directory, dependencies)
            .GroupBy(assembly => (assembly.Id, assembly.Version), assembly => assembly.Name)
            .OrderBy(package => package.Key.Id, StringComparer.Ordinal)
            .ThenBy(package => package.Key.Version, StringComparer.Ordinal)
            .Select(package => (Package: Package.Read(packages, package.Key.Id, package.Key.Version), Files: package.Order(StringComparer.Ordinal).ToArray()))
            .Concat(Directory.EnumerateDirectories(copies)
                .Order(StringComparer.Ordinal)
                .Select(copy => (Package: Package.ReadCopy(copy), Files: Directory.EnumerateFiles(copy, "*.js").Select(path => Path.GetFileName(path)!).ToArray())))
            .ToList();

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        using var writer = new StreamWriter(output) { NewLine = "\n" };
        writer.WriteLine(Introduction.ReplaceLineEndings("\n"));
        foreach (var (package, files) in shipped)
        {
            writer.WriteLine();
            writer.WriteLine($"{package.Id} {package.Version}");
            writer.WriteLine($"  Files:     {string.Join(", ", files)}");
            writer.WriteLine($"  Licence:   {package.Licence}");
            writer.WriteLine($"  Copyright: {package.Copyright}");
            writer.WriteLine($"  From:      {package.Address}");
        }

        foreach (var text in shipped.GroupBy(item => (item.Package.Licence, item.Package.LicenceText), item => item.Package.Id))
        {
            writer.WriteLine();
            writer.WriteLine(new string('-', 78));
            writer.WriteLine($"{text.Key.Licence}, of {string.Join(", ", text.Distinct())}");
            writer.WriteLine();
            writer.WriteLine(text.Key.LicenceText.ReplaceLineEndings("\n").Trim());
        }
    }

    private static IEnumerable<(string Name, string Id, string Version)> Shipped(string directory, string dependencies)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(dependencies));
        var libraries = document.RootElement.GetProperty("libraries");
        var origins = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var library in document.RootElement.GetProperty("targets").EnumerateObject().SelectMany(target => target.Value.EnumerateObject()))
        {
            if (library.Value.TryGetProperty("runtime", out var assemblies) && libraries.GetProperty(library.Name).GetProperty("type").ValueEquals("package"))
            {
                foreach (var assembly in assemblies.EnumerateObject())
                {
                    origins[Path.GetFileName(assembly.Name)] = library.Name;
                }
            }
        }

        foreach (var name in Directory.EnumerateFiles(directory, "*.dll").Select(path => Path.GetFileName(path)!).Where(name => name != "Graph.SyncJob.Client.dll"))
        {
            var origin = origins.TryGetValue(name, out var found) ? found.Split('/') : throw new LayoutException($"{dependencies} does not say which package {name} comes from.");
            yield return (name, origin[0], origin[1]);
        }
    }
}
