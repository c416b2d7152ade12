using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace Graph.SyncJob.Layout;

/// <summary>Reads a page in the layout of platyPS 2.0.0, from top to bottom, and refuses what is not in its place.</summary>
internal sealed partial class PageReader
{
    private const string OnlySet = "__AllParameterSets";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();

    private readonly PageSource _source;
    private readonly MarkdownDocument _document;
    private int _next;

    private PageReader(PageSource source)
    {
        _source = source;
        _document = Markdown.Parse(source.Text, Pipeline);
    }

    private Block? Next => _next < _document.Count ? _document[_next] : null;

    public static HelpPage Read(PageSource source, string helpFile) => new PageReader(source).ReadPage(helpFile);

    private HelpPage ReadPage(string helpFile)
    {
        var (onlineVersion, isFamily) = ReadFrontMatter(helpFile);
        var name = ReadName();
        ReadSection("SYNOPSIS");
        var synopsis = ReadRequiredText("a synopsis");
        ReadSection("SYNTAX");
        var sets = ReadSyntax(name);
        ReadSection("DESCRIPTION");
        var description = ReadRequiredText("a description");
        ReadSection("EXAMPLES");
        var examples = ReadExamples();
        ReadSection("PARAMETERS");
        var parameters = ReadParameters(sets);
        ReadSection("INPUTS");
        var inputs = ReadTypes();
        ReadSection("OUTPUTS");
        var outputs = ReadTypes();
        ReadSection("NOTES");
        var notes = ReadText();
        ReadSection("RELATED LINKS");
        var links = ReadLinks();
        if (Next is { } rest)
        {
            throw Error(rest, "nothing may follow the related links.");
        }

        return new HelpPage(
            name,
            isFamily,
            onlineVersion,
            synopsis,
            description,
            [.. sets.Select(set => new HelpParameterSet(set.Name, Resolve(set, parameters)))],
            parameters,
            examples,
            inputs,
            outputs,
            notes,
            links);
    }

    private (string OnlineVersion, bool IsFamily) ReadFrontMatter(string helpFile)
    {
        if (Next is not YamlFrontMatterBlock block)
        {
            throw _source.Error(0, "the page must begin with its front matter, between two lines of three dashes.");
        }

        _next++;
        var values = ReadValues(block, ["external help file", "Module Name", "online version", "schema"], "family");
        Require(block, values, "external help file", helpFile);
        Require(block, values, "schema", "2.0.0");
        return (values["online version"], values.ContainsKey("family") && ReadTruth(block, values, "family"));
    }

    private string ReadName()
    {
        var heading = ReadHeading(1, "the cmdlet's name (# Verb-Noun)");
        var name = MarkdownText.Of(heading.Inline, Error);
        if (name != Path.GetFileNameWithoutExtension(_source.FileName))
        {
            throw Error(heading, $"the page is named {_source.FileName}, its heading says '{name}'.");
        }

        if (!CmdletName().IsMatch(name))
        {
            throw Error(heading, $"'{name}' is not the name of a cmdlet.");
        }

        return name;
    }

    private List<SyntaxBlock> ReadSyntax(string name)
    {
        var section = _document[_next - 1];
        var sets = new List<SyntaxBlock>();
        if (Next is FencedCodeBlock)
        {
            sets.Add(ReadSyntaxBlock(name, OnlySet));
            return sets;
        }

        var defaults = 0;
        while (Next is HeadingBlock { Level: 3 } heading)
        {
            var title = MarkdownText.Of(heading.Inline, Error);
            _next++;
            const string Mark = " (Default)";
            var isDefault = title.EndsWith(Mark, StringComparison.Ordinal);
            defaults += isDefault ? 1 : 0;
            sets.Add(ReadSyntaxBlock(name, isDefault ? title[..^Mark.Length] : title));
        }

        if (sets.Count == 0 || defaults != 1)
        {
            throw Error(section, "SYNTAX must have one code block, or one for each parameter set of which one is headed '(Default)'.");
        }

        return sets;
    }

    private SyntaxBlock ReadSyntaxBlock(string name, string set)
    {
        var block = ReadCode("", $"the syntax of set '{set}' in a code block");
        var text = Spaces().Replace(MarkdownText.OfLines(block), " ").Trim();
        var match = Syntax().Match(text);
        if (!match.Success || match.Groups["name"].Value != name)
        {
            throw Error(block, $"the syntax must read '{name} <parameters> [<CommonParameters>]'; it reads '{text}'.");
        }

        return new SyntaxBlock(block, set, [.. match.Groups["parameter"].Captures.Select(capture => capture.Value)]);
    }

    private List<HelpExample> ReadExamples()
    {
        var examples = new List<HelpExample>();
        while (Next is HeadingBlock { Level: 3 } heading)
        {
            var title = MarkdownText.Of(heading.Inline, Error);
            var beginning = string.Create(CultureInfo.InvariantCulture, $"Example {examples.Count + 1}: ");
            if (!title.StartsWith(beginning, StringComparison.Ordinal))
            {
                throw Error(heading, $"the heading must begin with '{beginning}'; it is '{title}'.");
            }

            _next++;
            var introduction = ReadText(until: block => block is FencedCodeBlock);
            var code = MarkdownText.OfLines(ReadCode("powershell", "an example's ```powershell block"));
            examples.Add(new HelpExample(title, introduction, code, ReadText()));
        }

        return examples.Count > 0 ? examples : throw Error(Next, "EXAMPLES must have at least one (### Example 1: title).");
    }

    private List<HelpParameter> ReadParameters(List<SyntaxBlock> sets)
    {
        var parameters = new List<HelpParameter>();
        while (Next is HeadingBlock { Level: 3 } heading)
        {
            var title = MarkdownText.Of(heading.Inline, Error);
            _next++;
            if (title == "CommonParameters")
            {
                ReadRequiredText("what the common parameters are");
                return parameters;
            }

            if (!ParameterHeading().IsMatch(title))
            {
                throw Error(heading, $"a parameter's heading is '### -Name'; this one is '{title}'.");
            }

            var name = title[1..];
            if (parameters.Exists(parameter => parameter.Name == name))
            {
                throw Error(heading, $"-{name} is described twice.");
            }

            var description = ReadRequiredText($"a description of -{name}", until: block => block is FencedCodeBlock { Info: "yaml" });
            var uses = new List<HelpParameterUse>();
            do
            {
                uses.Add(ReadUse(name, sets));
            }
            while (Next is FencedCodeBlock);
            parameters.Add(new HelpParameter(name, description, uses));
        }

        throw Error(Next, "PARAMETERS must end with '### CommonParameters'.");
    }

    private HelpParameterUse ReadUse(string name, List<SyntaxBlock> sets)
    {
        var block = ReadCode("yaml", $"the ```yaml block of -{name}");
        var values = ReadValues(
            block,
            [
                "Type",
                "Parameter Sets",
                "Aliases",
                "Required",
                "Position",
                "Default value",
                "Accept pipeline input",
                "Accept wildcard characters",
            ]);
        var use = new HelpParameterUse(
            name,
            values["Type"],
            values["Parameter Sets"].Split(", "),
            values["Aliases"],
            ReadTruth(block, values, "Required"),
            values["Position"],
            values["Default value"],
            values["Accept pipeline input"],
            ReadTruth(block, values, "Accept wildcard characters"));

        if (use.Type.Length == 0)
        {
            throw Error(block, $"-{name} has no type.");
        }

        if (use.IsPositional && !int.TryParse(use.Position, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw Error(block, $"the position of -{name} is 'Named' or a number, not '{use.Position}'.");
        }

        if (!PipelineInput().IsMatch(use.PipelineInput))
        {
            throw Error(block, $"-{name} accepts pipeline input: 'False', or 'True' with how in brackets, not '{use.PipelineInput}'.");
        }

        foreach (var set in use.Sets)
        {
            if (set != HelpParameterUse.AllSets && !sets.Exists(syntax => syntax.Name == set))
            {
                throw Error(block, $"-{name} names the parameter set '{set}', which SYNTAX does not have.");
            }
        }

        return use;
    }

    /// <summary>Pairs what SYNTAX shows of a set with what PARAMETERS says of it; each must have all that the other has.</summary>
    private List<HelpParameterUse> Resolve(SyntaxBlock set, List<HelpParameter> parameters)
    {
        var rest = parameters.SelectMany(parameter => parameter.Uses).Where(use => use.IsIn(set.Name)).ToList();
        var uses = new List<HelpParameterUse>();
        foreach (var shown in set.Parameters)
        {
            var use = rest.Find(use => ShownAs(use) == shown)
                ?? throw Error(set.Block, $"the syntax of set '{set.Name}' shows {shown}, which PARAMETERS does not say.");
            rest.Remove(use);
            uses.Add(use);
        }

        return rest.Count == 0
            ? uses
            : throw Error(set.Block, $"the syntax of set '{set.Name}' does not show {ShownAs(rest[0])}, which PARAMETERS says.");
    }

    private static string ShownAs(HelpParameterUse use)
    {
        var name = use.IsPositional ? $"[-{use.Name}]" : $"-{use.Name}";
        var both = use.IsSwitch ? name : $"{name} <{use.Type}>";
        return use.Required ? both : $"[{both}]";
    }

    private List<HelpType> ReadTypes()
    {
        var types = new List<HelpType>();
        while (Next is HeadingBlock { Level: 3 } heading)
        {
            _next++;
            types.Add(new HelpType(MarkdownText.Of(heading.Inline, Error), ReadText()));
        }

        return types.Count > 0 ? types : throw Error(Next, "INPUTS and OUTPUTS name at least one type each (### Type), or ### None.");
    }

    private List<HelpLink> ReadLinks()
    {
        var links = new List<HelpLink>();
        for (; Next is { } block and not HeadingBlock; _next++)
        {
            var found = MarkdownText.LinksOf(block, Error).ToList();
            links.AddRange(found.Count > 0 ? found : throw Error(block, "RELATED LINKS has links only: [text](target)."));
        }

        return links;
    }

    private void ReadSection(string title)
    {
        var heading = ReadHeading(2, $"the section '## {title}'");
        var found = MarkdownText.Of(heading.Inline, Error);
        if (found != title)
        {
            throw Error(heading, $"the section '## {title}' belongs here, not '{found}'.");
        }
    }

    private HeadingBlock ReadHeading(int level, string what)
    {
        if (Next is HeadingBlock heading && heading.Level == level)
        {
            _next++;
            return heading;
        }

        throw Error(Next, $"{what} belongs here.");
    }

    private FencedCodeBlock ReadCode(string language, string what)
    {
        if (Next is FencedCodeBlock block && (block.Info ?? "") == language)
        {
            _next++;
            return block;
        }

        throw Error(Next, $"{what} belongs here.");
    }

    private List<string> ReadRequiredText(string what, Predicate<Block>? until = null)
    {
        var text = ReadText(until);
        return text.Count > 0 ? text : throw Error(Next, $"{what} belongs here.");
    }

    private List<string> ReadText(Predicate<Block>? until = null)
    {
        var text = new List<string>();
        for (; Next is { } block and not HeadingBlock && until?.Invoke(block) != true; _next++)
        {
            text.Add(MarkdownText.Of(block, Error));
        }

        return text;
    }

    /// <summary>Reads 'key: value' lines that have all of the keys and perhaps the optional ones; a value may be empty.</summary>
    private Dictionary<string, string> ReadValues(LeafBlock block, string[] keys, params string[] optionalKeys)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < block.Lines.Count; index++)
        {
            var text = block.Lines.Lines[index].ToString().Trim();
            if (text.Length == 0)
            {
                continue;
            }

            var line = block.Lines.Lines[index].Line;
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var key = colon < 0 ? text : text[..colon];
            if (colon < 0 || !keys.Concat(optionalKeys).Contains(key))
            {
                throw _source.Error(line, $"'{key}' is none of: {string.Join(", ", keys)}.");
            }

            if (!values.TryAdd(key, text[(colon + 1)..].Trim()))
            {
                throw _source.Error(line, $"'{key}' is given twice.");
            }
        }

        var missing = keys.FirstOrDefault(key => !values.ContainsKey(key));
        return missing is null ? values : throw Error(block, $"'{missing}' is missing.");
    }

    private void Require(Block block, Dictionary<string, string> values, string key, string value)
    {
        if (values[key] != value)
        {
            throw Error(block, $"'{key}' must be '{value}', not '{values[key]}'.");
        }
    }

    private bool ReadTruth(Block block, Dictionary<string, string> values, string key) => values[key] switch
    {
        "True" => true,
        "False" => false,
        var other => throw Error(block, $"'{key}' is True or False, not '{other}'."),
    };

    private PageException Error(MarkdownObject? place, string message) =>
        _source.Error(place?.Line ?? _document.LastOrDefault()?.Line ?? 0, message);

    [GeneratedRegex(@"^[A-Z][A-Za-z]+-[A-Z][A-Za-z0-9]+\z")]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"^-[A-Z][A-Za-z0-9]*\z")]
    private static partial Regex ParameterHeading();

    [GeneratedRegex(@"^(False|True \(By(Value|PropertyName|PropertyName, ByValue)\))\z")]
    private static partial Regex PipelineInput();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(
        @"^(?<name>[\w-]+)"
            + @"(?: (?<parameter>\[\[-\w+\](?: <[^<>]+>)?\]|\[-\w+(?: <[^<>]+>)?\](?: <[^<>]+>)?|-\w+(?: <[^<>]+>)?))*"
            + @" \[<CommonParameters>\]\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Syntax();

    private sealed record SyntaxBlock(Block Block, string Name, IReadOnlyList<string> Parameters);
}
