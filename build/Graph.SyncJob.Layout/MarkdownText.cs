using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Graph.SyncJob.Layout;

/// <summary>
/// The plain text of a piece of a page. What a console cannot show (a table, an image, HTML) is an error rather than lost.
/// </summary>
internal static class MarkdownText
{
    // Without it Get-Help would trim the blanks that the first line begins with, and what was printed would look like more of what was typed.
    private const string AboveOutput = "Output:\n";

    public delegate Exception ErrorAt(MarkdownObject place, string message);

    public static string Of(Block block, ErrorAt error) => block switch
    {
        ParagraphBlock paragraph => Of(paragraph.Inline, error),
        ListBlock list => OfList(list, error),
        FencedCodeBlock { Info: "output" } output => AboveOutput + OfLines(output),
        CodeBlock code => OfLines(code),
        _ => throw error(block, "help text has paragraphs, lists and code blocks only."),
    };

    public static string OfLines(LeafBlock block) => block.Lines.ToString().ReplaceLineEndings("\n").TrimEnd();

    public static string Of(ContainerInline? inlines, ErrorAt error)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? [])
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline lineBreak => lineBreak.IsHard ? "\n" : " ",
                AutolinkInline autolink => autolink.Url,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                LinkInline { IsImage: false } link => Of(link, error),
                EmphasisInline emphasis => Of((ContainerInline)emphasis, error),
                _ => throw error(inlines!.ParentBlock!, "help text has words, `code`, emphasis and links only."),
            });
        }

        return text.ToString();
    }

    /// <summary>The links of a paragraph or a list that has nothing but links; none when there is anything else.</summary>
    public static IEnumerable<HelpLink> LinksOf(Block block, ErrorAt error)
    {
        var inlines = block.Descendants<ParagraphBlock>().Append(block as ParagraphBlock).SelectMany(paragraph => paragraph?.Inline ?? []);
        var links = new List<HelpLink>();
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LinkInline { IsImage: false } link:
                    links.Add(new HelpLink(Of((ContainerInline)link, error), IsWebAddress(link.Url) ? link.Url! : ""));
                    break;
                case LineBreakInline:
                    break;
                default:
                    return [];
            }
        }

        return links;
    }

    private static string Of(LinkInline link, ErrorAt error)
    {
        var text = Of((ContainerInline)link, error);
        return IsWebAddress(link.Url) && link.Url != text ? $"{text} ({link.Url})" : text;
    }

    private static string OfList(ListBlock list, ErrorAt error)
    {
        var lines = new List<string>();
        var number = int.Parse(list.OrderedStart ?? "1", CultureInfo.InvariantCulture);
        foreach (var item in list.Cast<ListItemBlock>())
        {
            var mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            var indentation = new string(' ', mark.Length);
            var text = string.Join('\n', item.Select(block => Of(block, error)));
            lines.Add(mark + text.Replace("\n", "\n" + indentation, StringComparison.Ordinal));
        }

        return string.Join('\n', lines);
    }

    private static bool IsWebAddress(string? url) => url?.StartsWith("http", StringComparison.Ordinal) == true;
}
