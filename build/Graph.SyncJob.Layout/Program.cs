using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Graph.SyncJob.Layout;

/// <summary>The steps of laying out the module that MSBuild has no task for.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["help", var pages, var output]:
                    return WriteHelp(pages, output) ? 0 : 1;
                case ["about", var page, var output]:
                    AboutTopic.Write(page, output);
                    return 0;
                case ["closure", var root]:
                    Closure.Prune(root);
                    return 0;
                case ["notices", var packages, var copies, var output, var shipped, var dependencies]:
                    Notices.Write(packages, copies, output, shipped, dependencies);
                    return 0;
                default:
                    throw new LayoutException(
                        "give 'help', the folder of the pages and the help file to write; or 'about', a page and the text file to write; or 'closure' and the assembly whose folder is to hold no more than it needs; "
                        + "or 'notices', NuGet's folder, the folder of copies, the file to write, the folder of what ships and the deps.json that says where it comes from.");
            }
        }
        catch (Exception exception) when (exception is LayoutException or PageException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    /// <summary>Turns the pages of docs/en-US into the help file that Get-Help reads.</summary>
    private static bool WriteHelp(string directory, string output)
    {
        var pages = new List<HelpPage>();
        var failed = false;
        foreach (var path in Pages(Path.GetFullPath(directory)))
        {
            try
            {
                pages.AddRange(Family.Read(path, Path.GetFileName(output)));
            }
            catch (PageException exception)
            {
                Console.Error.WriteLine(exception.Message);
                failed = true;
            }
        }

        if (pages.Count == 0 && !failed)
        {
            Console.Error.WriteLine($"{directory}: error HELP: there is no page (*.md) in this folder.");
        }

        if (pages.Count == 0 || failed)
        {
            return false;
        }

        HelpWriter.Write(pages.OrderBy(page => page.Name, StringComparer.Ordinal), output);
        return true;
    }

    private static IEnumerable<string> Pages(string directory) => Directory.Exists(directory)
        ? Directory.EnumerateFiles(directory, "*.md").Where(path => !Path.GetFileName(path).StartsWith("about_", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : [];
}
