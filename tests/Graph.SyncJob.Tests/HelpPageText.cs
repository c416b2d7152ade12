using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Graph.SyncJob.Tests;

/// <summary>A page of docs/en-US as its text says it, read without the compiler that is under test with it.</summary>
internal sealed partial class HelpPageText
{
    private readonly string _text;

    public HelpPageText(string path)
    {
        _text = PartLink().Replace(
            File.ReadAllText(path),
            link => File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, link.Groups["part"].Value)));
    }

    /// <summary>The parameter sets in the order of the page, the name of a cmdlet's only set being what PowerShell calls it.</summary>
    public IEnumerable<(string Name, string Syntax)> Sets => SyntaxBlock()
        .Matches(Section("SYNTAX"))
        .Select(match => (
            match.Groups["set"] is { Success: true, Value: var set } ? set : "__AllParameterSets",
            OneLine(match.Groups["syntax"].Value)));

    public string? DefaultSet => DefaultHeading().Match(Section("SYNTAX")) is { Success: true } match ? match.Groups["set"].Value : null;

    public IEnumerable<string> Inputs => Types("INPUTS");

    public IEnumerable<string> Outputs => Types("OUTPUTS");

    public IEnumerable<string> ParameterNames =>
        Headings("PARAMETERS").Where(text => text[0] == '-').Select(text => text[1..]);

    /// <summary>The yaml block that says how a parameter behaves in a set.</summary>
    public IReadOnlyDictionary<string, string> Use(string parameter, string set) =>
        Uses(parameter).Single(use => use["Parameter Sets"].Split(", ").Any(name => name == set || name == "(All)"));

    private IEnumerable<Dictionary<string, string>> Uses(string parameter)
    {
        var parts = Regex.Split(Section("PARAMETERS"), "^### ", RegexOptions.Multiline);
        var part = parts.Single(part => part.StartsWith($"-{parameter}\n", StringComparison.Ordinal));
        return YamlBlock().Matches(part).Select(match => YamlLine()
            .Matches(match.Groups["lines"].Value)
            .ToDictionary(line => line.Groups["key"].Value, line => line.Groups["value"].Value.Trim()));
    }

    private IEnumerable<string> Types(string section) =>
        Headings(section).Where(text => text != "None");

    private IEnumerable<string> Headings(string section) =>
        Heading().Matches(Section(section)).Select(match => match.Groups["text"].Value);

    private string Section(string title) =>
        Regex.Match(_text, $@"(?ms)^## {title}\n(?<content>.*?)(?=^## |\z)").Groups["content"].Value;

    private static string OneLine(string text) => Regex.Replace(text, @"\s+", " ").Trim();

    [GeneratedRegex(@"^\[[^\]]+\]\((?<part>parts/[^)]+)\)$", RegexOptions.Multiline)]
    private static partial Regex PartLink();

    [GeneratedRegex(@"(?:^### (?<set>\w+)(?: \(Default\))?\n)?^```\n(?<syntax>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SyntaxBlock();

    [GeneratedRegex(@"^### (?<set>\w+) \(Default\)$", RegexOptions.Multiline)]
    private static partial Regex DefaultHeading();

    [GeneratedRegex(@"^### (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```yaml\n(?<lines>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();

    [GeneratedRegex(@"^(?<key>[^:\n]+):(?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex YamlLine();
}
