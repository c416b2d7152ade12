using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Graph.SyncJob.Layout;

/// <summary>Turns the pages of docs/en-US into the help file that Get-Help reads.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [var directory, var output])
        {
            Console.Error.WriteLine("Graph.SyncJob.Layout: error HELP: give the folder of the pages and the help file to write.");
            return 1;
        }

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
            return 1;
        }

        HelpWriter.Write(pages.OrderBy(page => page.Name, StringComparer.Ordinal), output);
        return 0;
    }

    private static IEnumerable<string> Pages(string directory) =>
        Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*.md").Order(StringComparer.Ordinal) : [];
}
