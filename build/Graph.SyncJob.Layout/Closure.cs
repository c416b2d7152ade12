using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Graph.SyncJob.Layout;

/// <summary>
/// What an assembly needs of the folder it lies in: all that it refers to, and what that refers to in turn. Nothing is kept by name: the
/// assemblies that sign-in loads by reflection (a broker, Visual Studio's credentials) are not in its packages either.
/// </summary>
internal static class Closure
{
    /// <summary>Deletes every other assembly of the folder.</summary>
    public static void Prune(string root)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(root))!;
        var needed = Of(root);
        foreach (var path in Directory.GetFiles(directory, "*.dll").Where(path => !needed.Contains(path)))
        {
            File.Delete(path);
        }
    }

    private static HashSet<string> Of(string root)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(root))!;
        var seen = new HashSet<string>();
        var next = new Stack<string>([Path.GetFullPath(root)]);
        while (next.TryPop(out var path))
        {
            // What does not lie here is the runtime's.
            if (File.Exists(path) && seen.Add(path))
            {
                References(path).ForEach(name => next.Push(Path.Combine(directory, name + ".dll")));
            }
        }

        return seen;
    }

    private static List<string> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))];
    }
}
