using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Graph.SyncJob.Tests;

/// <summary>
/// What can be said of a cmdlet's shape, as lines of text, told by each of its witnesses in the same words: the compiled cmdlet, the
/// page, the help file, and what Get-Help makes of the help file.
/// </summary>
internal static partial class HelpFacts
{
    private static readonly XNamespace Msh = "http://msh";

    public static IReadOnlyList<string> Of(CmdletInfo cmdlet) => Of(cmdlet, Of);

    /// <summary>The same with what a syntax shows of a parameter.</summary>
    public static IReadOnlyList<string> ShownOf(CmdletInfo cmdlet) => Of(cmdlet, ShownOf);

    private static List<string> Of(CmdletInfo cmdlet, Func<CommandParameterInfo, string> of)
    {
        var facts = new List<string>();
        foreach (var set in cmdlet.ParameterSets)
        {
            facts.Add("set");
            facts.AddRange(NamesIn(set.ToString()).Select(name => of(set.Parameters.Single(parameter => parameter.Name == name))));
        }

        var inputs = cmdlet.ParameterSets.SelectMany(set => set.Parameters).Where(parameter => parameter.ValueFromPipeline);
        facts.AddRange(TypeFacts("input", inputs.Select(parameter => parameter.ParameterType.FullName!).Distinct()));
        facts.AddRange(TypeFacts("output", cmdlet.OutputType.Select(type => type.Type.FullName!)));
        return facts;
    }

    public static IReadOnlyList<string> Of(HelpPageText page)
    {
        var facts = new List<string>();
        foreach (var (set, syntax) in page.Sets)
        {
            facts.Add("set");
            facts.AddRange(NamesIn(syntax).Select(name => Of(name, page.Use(name, set))));
        }

        facts.AddRange(TypeFacts("input", page.Inputs));
        facts.AddRange(TypeFacts("output", page.Outputs));
        return facts;
    }

    public static IReadOnlyList<string> OfHelpFile(string path, string cmdlet)
    {
        var facts = new List<string>();
        var command = EntryOf(path, cmdlet);
        foreach (var set in command.Element(Msh + "syntax")!.Elements(Msh + "syntaxItem"))
        {
            facts.Add("set");
            facts.AddRange(set.Elements(Msh + "parameter").Select(ShownOf));
        }

        facts.AddRange(Types("input", "inputTypes", "inputType"));
        facts.AddRange(Types("output", "returnValues", "returnValue"));
        return facts;

        IEnumerable<string> Types(string kind, string list, string item) => TypeFacts(
            kind,
            command.Elements(Msh + list)
                .Elements(Msh + item)
                .Elements(Msh + "type")
                .Select(type => type.Element(Msh + "name")!.Value));
    }

    public static IEnumerable<string> NamesInHelpFile(string path) =>
        XDocument.Load(path).Root!.Elements(Msh + "command").Select(NameIn);

    public static IReadOnlyList<string> ExamplesInHelpFile(string path, string cmdlet) =>
        [.. EntryOf(path, cmdlet).Descendants(Msh + "code").Select(code => code.Value)];

    /// <summary>For each example the output that is shown below it, or null: what the page has in an <c>output</c> block, without the line above it.</summary>
    public static IReadOnlyList<string?> ExampleOutputsInHelpFile(string path, string cmdlet)
    {
        var page = File.ReadAllText(HelpPaths.PageOf(cmdlet)).ReplaceLineEndings("\n");
        var hasOutput = Example().Matches(page).Select(example => OutputAfterCode().IsMatch(example.Value));
        var remarks = EntryOf(path, cmdlet).Descendants(Msh + "example").Select(example => example.Element(Msh + "remarks")!.Element(Msh + "para")!.Value);
        return [.. hasOutput.Zip(remarks, (shows, first) => shows ? first[(first.IndexOf('\n', StringComparison.Ordinal) + 1)..] : null)];
    }

    public static IReadOnlyList<string> OfGetHelp(PSObject help)
    {
        var facts = new List<string>();
        foreach (var set in Each(help, "syntax", "syntaxItem"))
        {
            facts.Add("set");
            facts.AddRange(Each(set, "parameter").Select(ShownOf));
        }

        facts.AddRange(TypeFacts("input", Each(help, "inputTypes", "inputType").Select(type => Word(type, "type", "name"))));
        facts.AddRange(TypeFacts("output", Each(help, "returnValues", "returnValue").Select(type => Word(type, "type", "name"))));
        return facts;
    }

    /// <summary>The parameters of the PARAMETERS section, with what is said there of the first set that they are in.</summary>
    public static IEnumerable<string> ParametersInGetHelp(PSObject help) => Each(help, "parameters", "parameter").Select(OfShown);

    private static string Of(CommandParameterInfo parameter) => Fact(
        parameter.Name,
        (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType).Name,
        parameter.IsMandatory,
        parameter.Position == int.MinValue ? "Named" : parameter.Position.ToString(CultureInfo.InvariantCulture),
        Pipeline(parameter),
        string.Join(", ", parameter.Aliases));

    private static string Of(string name, IReadOnlyDictionary<string, string> use) => Fact(
        name,
        use["Type"],
        use["Required"] == "True",
        use["Position"],
        use["Accept pipeline input"],
        use["Aliases"]);

    private static string ShownOf(CommandParameterInfo parameter) => Shown(
        parameter.Name,
        (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType).Name,
        parameter.IsMandatory,
        parameter.Position == int.MinValue ? "Named" : parameter.Position.ToString(CultureInfo.InvariantCulture));

    private static string ShownOf(XElement parameter) => Shown(
        parameter.Element(Msh + "name")!.Value,
        parameter.Element(Msh + "parameterValue")?.Value ?? nameof(SwitchParameter),
        parameter.Attribute("required")!.Value == "true",
        parameter.Attribute("position")!.Value);

    private static string ShownOf(PSObject parameter) => Shown(
        Word(parameter, "name"),
        parameter.Properties["parameterValue"] is null ? nameof(SwitchParameter) : Word(parameter, "parameterValue"),
        Word(parameter, "required") == "true",
        Word(parameter, "position"));

    private static string OfShown(PSObject parameter) => Fact(
        Word(parameter, "name"),
        Word(parameter, "type", "name"),
        Word(parameter, "required") == "true",
        Word(parameter, "position"),
        Word(parameter, "pipelineInput"),
        Word(parameter, "aliases"));

    private static string Shown(string name, string type, bool required, string position) =>
        $"-{name} <{type}> required: {required}, position: {position.ToLowerInvariant()}";

    private static string Fact(string name, string type, bool required, string position, string pipeline, string aliases) =>
        $"{Shown(name, type, required, position)}, pipeline: {pipeline}, aliases: {(aliases.Length == 0 ? "none" : aliases)}";

    private static string Pipeline(CommandParameterInfo parameter) => parameter switch
    {
        { ValueFromPipeline: true, ValueFromPipelineByPropertyName: true } => "True (ByPropertyName, ByValue)",
        { ValueFromPipeline: true } => "True (ByValue)",
        { ValueFromPipelineByPropertyName: true } => "True (ByPropertyName)",
        _ => "False",
    };

    private static IEnumerable<string> NamesIn(string syntax) =>
        SyntaxParameter().Matches(syntax).Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> TypeFacts(string kind, IEnumerable<string> names) =>
        names.DefaultIfEmpty("None").Select(name => $"{kind} {name}");

    private static XElement EntryOf(string path, string cmdlet) =>
        XDocument.Load(path).Root!.Elements(Msh + "command").Single(command => NameIn(command) == cmdlet);

    private static string NameIn(XElement command) => command.Element(Msh + "details")!.Element(Msh + "name")!.Value;

    private static string Word(PSObject value, params string[] path) => (string)Single(value, path).BaseObject;

    private static PSObject Single(PSObject value, params string[] path) =>
        path.Aggregate(value, (current, name) => PSObject.AsPSObject(current.Properties[name]?.Value
            ?? throw new InvalidDataException($"What Get-Help gives has no {name}.")));

    private static PSObject[] Each(PSObject value, params string[] path) =>
        path[..^1].Aggregate(value, (current, name) => Single(current, name)).Properties[path[^1]]?.Value switch
        {
            null => [],
            PSObject[] many => many,
            var one => [PSObject.AsPSObject(one)],
        };

    [GeneratedRegex(@"^### Example \d+: .*?(?=^##)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("^```\n\n```output\n", RegexOptions.Multiline)]
    private static partial Regex OutputAfterCode();

    [GeneratedRegex(@"(?<=^|[ \[])-(?<name>\w+)")]
    private static partial Regex SyntaxParameter();
}
