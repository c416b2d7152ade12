using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Graph.SyncJob.Layout;

/// <summary>The text of a page with its parts put in. Knows where each line was written, for errors.</summary>
internal sealed partial class PageSource
{
    private readonly IReadOnlyList<(string Path, int Line)> _places;

    private PageSource(string fileName, string text, IReadOnlyList<(string Path, int Line)> places)
    {
        FileName = fileName;
        Text = text;
        _places = places;
    }

    public string FileName { get; }

    public string Text { get; }

    /// <summary>Reads a page. A line that is nothing but a link to <c>parts/….md</c> stands for what that file holds.</summary>
    public static PageSource Read(string path)
    {
        var lines = new List<(string Text, string Path, int Line)>();
        foreach (var line in LinesOf(path))
        {
            if (Part().Match(line.Text) is { Success: true } match)
            {
                var part = Path.Combine(Path.GetDirectoryName(path)!, "parts", match.Groups["name"].Value);
                lines.AddRange(File.Exists(part)
                    ? LinesOf(part)
                    : throw new PageException(path, line.Line, $"there is no part {match.Groups["name"].Value}."));
            }
            else
            {
                lines.Add(line);
            }
        }

        return new PageSource(
            Path.GetFileName(path),
            string.Join('\n', lines.Select(line => line.Text)),
            lines.ConvertAll(line => (line.Path, line.Line)));
    }

    /// <summary>The page of another cmdlet, made of this one by changing words; lines stay where they are.</summary>
    public PageSource Rewrite(Func<string, string> rewrite) => new(rewrite(FileName), rewrite(Text), _places);

    public PageException Error(int line, string message)
    {
        var place = _places[Math.Min(line, _places.Count - 1)];
        return new PageException(place.Path, place.Line, message);
    }

    private static IEnumerable<(string Text, string Path, int Line)> LinesOf(string path) =>
        File.ReadAllLines(path).Select((text, index) => (text, path, index + 1));

    [GeneratedRegex(@"^\[[^\]]+\]\(parts/(?<name>[\w-]+\.md)\)\z")]
    private static partial Regex Part();
}
