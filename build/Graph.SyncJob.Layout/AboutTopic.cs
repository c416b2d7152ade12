using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Markdig;
using Markdig.Syntax;

namespace Graph.SyncJob.Layout;

/// <summary>Turns <c>about_….md</c> into the text that <c>Get-Help about_…</c> shows, in lines that fit a window of 80 columns.</summary>
internal static class AboutTopic
{
    private const int MostCharacters = 76;
    private const string Indentation = "    ";

    public static void Write(string page, string output)
    {
        var source = PageSource.Read(page);
        var lines = Markdown.Parse(source.Text).SelectMany(block => Lines(block, (place, message) => source.Error(place.Line, message)));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        File.WriteAllText(output, string.Join('\n', lines) + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static IEnumerable<string> Lines(Block block, MarkdownText.ErrorAt error) => block switch
    {
        HeadingBlock { Level: 1 } title => ["TOPIC", Indentation + MarkdownText.Of(title.Inline, error), ""],
        HeadingBlock { Level: 2 } section => [MarkdownText.Of(section.Inline, error)],
        HeadingBlock heading => ["  " + MarkdownText.Of(heading.Inline, error)],
        CodeBlock code => [.. MarkdownText.OfLines(code).Split('\n').Select(line => Indentation + Indentation + line), ""],
        _ => [.. MarkdownText.Of(block, error).Split('\n').SelectMany(Wrap).Select(line => Indentation + line), ""],
    };

    private static IEnumerable<string> Wrap(string paragraph)
    {
        var line = new StringBuilder();
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > MostCharacters)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
