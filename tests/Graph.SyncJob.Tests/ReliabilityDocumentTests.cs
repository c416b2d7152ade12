using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Graph.SyncJob.Tests;

/// <summary>docs/errors.md lists the error ids that there are, and docs/reliability.md names tests that there are.</summary>
public sealed partial class ReliabilityDocumentTests
{
    private static readonly string[] Sources = [.. Files("src/Graph.SyncJob"), .. Files("src/Graph.SyncJob.Client")];

    // Whatever takes an error id first: a method, a constructor, a record.
    private static readonly string[] Takers = [.. Sources.SelectMany(source => Taker().Matches(source)).Select(match => match.Groups[1].Value).Distinct()];

    [Fact]
    public void Every_error_id_of_the_module_is_listed()
    {
        var listed = Listed();
        var missing = Ids().Where(id => !listed.Contains(id)).ToList();

        Assert.True(missing.Count == 0, $"Add to the list in docs/errors.md, with cause and remedy: {string.Join(", ", missing)}");
    }

    [Fact]
    public void Every_error_id_that_is_listed_can_come()
    {
        var ids = Ids().Concat(Kinds().SelectMany(kind => Suffixes().Select(suffix => kind + suffix))).ToList();
        var stale = Listed().Where(id => !ids.Contains(id)).ToList();

        Assert.True(stale.Count == 0, $"Take out of docs/errors.md, since nothing has these ids any more: {string.Join(", ", stale)}");
    }

    [Fact]
    public void Every_kind_of_file_and_what_can_be_wrong_with_one_is_listed()
    {
        var listed = Listed();

        Assert.All(Kinds(), kind => Assert.Contains(kind + "FileInvalid", listed));
        Assert.All(Suffixes(), suffix => Assert.Contains(listed, id => Kinds().Any(kind => id == kind + suffix)));
    }

    [Fact]
    public void Error_ids_are_written_where_they_can_be_found()
    {
        Assert.Superset(new HashSet<string> { "IdentityException", "ForArgument", "GraphSyncJobStateException", "Failure" }, [.. Takers]);
        var hidden = Sources.SelectMany(source => Call(string.Join('|', Takers.Where(taker => taker != "Failure"))).Matches(source))
            .Select(match => match.Groups["id"].Value)
            .Where(first => first[0] is not ('"' or '$') && first is not ("string" or "hindrance.ErrorId"))
            .ToList();

        Assert.True(hidden.Count == 0, $"Write the error id as a text where it is given: {string.Join(", ", hidden)}");
    }

    [Fact]
    public void Every_promise_names_a_test_that_there_is()
    {
        var tests = Files("tests").ToList();
        var named = TestName().Matches(Document("reliability.md")).Select(match => (Class: match.Groups[1].Value, Test: match.Groups[2].Value)).ToList();

        Assert.True(named.Count > 20);
        Assert.All(named, name => Assert.Contains(tests, source =>
            Regex.IsMatch(source, $@"\bclass {name.Class}\b") && Regex.IsMatch(source, $@"public (async Task|void) {name.Test}\(")));
    }

    [Fact]
    public void Every_promise_has_a_test() => Assert.All(
        Document("reliability.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| promise", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal)),
        line => Assert.Matches(TestName(), line));

    private static List<string> Ids() =>
    [
        .. Sources.Where(source => source.Contains("class ErrorCodes", StringComparison.Ordinal)).SelectMany(source => Constant().Matches(source)).Select(match => match.Groups[1].Value),
        .. Sources.SelectMany(source => Assigned().Matches(source)).Select(match => match.Groups[1].Value),
        .. Sources.SelectMany(source => Expand(Call(string.Join('|', Takers.Where(taker => taker is not ("Failure" or "UserFileException")))).Matches(source).Select(match => match.Groups["id"].Value))),
        .. Sources.SelectMany(source => Expand(Returned(string.Join('|', Takers)).Matches(source).Select(match => match.Groups["id"].Value))),
    ];

    // Ids of files begin with what the file holds.
    private static List<string> Kinds() =>
        [.. Sources.SelectMany(source => Kind().Matches(source)).Select(match => match.Groups[1].Value).Distinct()];

    private static List<string> Suffixes() =>
        [.. Sources.SelectMany(source => Suffix().Matches(source)).Select(match => match.Groups[1].Value).Distinct()];

    // One id is made of the kind of owner that it is about.
    private static IEnumerable<string> Expand(IEnumerable<string> literals) => literals
        .Where(literal => literal[0] is '"' or '$')
        .Select(literal => literal.Trim('$', '"'))
        .SelectMany(id => id.Contains('{', StringComparison.Ordinal)
            ? new[] { "Application", "ServicePrincipal" }.Select(kind => Regex.Replace(id, "{.*}", kind))
            : [id]);

    private static HashSet<string> Listed() => [.. Row().Matches(Document("errors.md")).Select(match => match.Groups[1].Value)];

    private static string Document(string name) => File.ReadAllText(Path.Combine(HelpPaths.Repository, "docs", name)).ReplaceLineEndings("\n");

    private static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(Path.Combine(HelpPaths.Repository, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(HelpPaths.Repository, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
        .Select(file => File.ReadAllText(file).ReplaceLineEndings("\n"));

    private static Regex Call(string takers) => new($"""\b(?<!record |class )({takers})\(\s*(?<id>"[^"]*"|\$"[^"]*"|[\w.]+)""");

    private static Regex Returned(string types) => new($"""\b({types}) \w+\([^()]*\) => new\(\s*(?<id>"[^"]*")""");

    [GeneratedRegex(@"\b(\w+)\(\s*string [eE]rrorId\b")]
    private static partial Regex Taker();

    [GeneratedRegex(@"const string (\w+) = nameof\(\1\);")]
    private static partial Regex Constant();

    [GeneratedRegex("""(?:ErrorId(?: { get; init; })? = |const string Unusable = )"(\w+)"(?:,|;)""")]
    private static partial Regex Assigned();

    [GeneratedRegex("""(?:UserFile\.At\([^;]*?, |const string Kind = )"([A-Z]\w+)"(?:,|;)""")]
    private static partial Regex Kind();

    [GeneratedRegex("""(?:Failure\(\s*"|\{kind\})([A-Z]\w+)",\s*ErrorCategory""")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex TestName();
}
