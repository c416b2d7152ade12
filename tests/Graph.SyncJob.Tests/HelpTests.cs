using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Holds the pages, the help file and the compiled cmdlets against one another.</summary>
public sealed partial class HelpTests(HelpTests.Session session) : IClassFixture<HelpTests.Session>
{
    private const string AboutTopic = "about_Graph.SyncJob";

    private readonly ModuleEngine _engine = session.Engine;

    public static TheoryData<string> Pages => new(PageNames());

    public static TheoryData<string> Cmdlets => new(HelpFacts.NamesInHelpFile(HelpPaths.HelpFile));

    [Fact]
    public void Every_cmdlet_has_help_of_its_own_page_or_its_family_and_all_help_has_a_cmdlet() =>
        Assert.Equal(
            Output<PSModuleInfo>("Get-Module Graph.SyncJob").ExportedCmdlets.Keys.Order(StringComparer.Ordinal),
            HelpFacts.NamesInHelpFile(HelpPaths.HelpFile));

    [Fact]
    public void Every_page_has_a_cmdlet() =>
        Assert.Subset(Output<PSModuleInfo>("Get-Module Graph.SyncJob").ExportedCmdlets.Keys.ToHashSet(), PageNames().ToHashSet());

    [Fact]
    public void A_page_links_only_to_pages_and_parts_that_exist()
    {
        var links = Directory.EnumerateFiles(HelpPaths.Pages, "*.md", SearchOption.AllDirectories)
            .SelectMany(page => LinkToFile().Matches(File.ReadAllText(page)).Select(link => link.Groups["target"].Value))
            .Distinct();

        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(HelpPaths.Pages, link))));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_agrees_with_the_compiled_cmdlet(string name)
    {
        var page = PageOf(name);
        var cmdlet = Cmdlet(name);

        Assert.Equal(HelpFacts.Of(cmdlet), HelpFacts.Of(page));
        Assert.Equal(cmdlet.ParameterSets.Select(set => set.Name), page.Sets.Select(set => set.Name));
        Assert.Equal(cmdlet.ParameterSets.Count > 1 ? cmdlet.DefaultParameterSet : null, page.DefaultSet);
        Assert.Equal(ParametersOf(cmdlet), page.ParameterNames.Order());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_help_file_agrees_with_the_compiled_cmdlet(string name) =>
        Assert.Equal(HelpFacts.ShownOf(Cmdlet(name)), HelpFacts.OfHelpFile(HelpPaths.HelpFile, name));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void What_Get_Help_shows_agrees_with_the_compiled_cmdlet(string name)
    {
        var cmdlet = Cmdlet(name);
        var facts = HelpFacts.Of(cmdlet);
        var help = Help(name);

        Assert.Equal(HelpFacts.ShownOf(cmdlet), HelpFacts.OfGetHelp(help));

        // A parameter that is not the same in every set is shown as it is in the first that has it.
        Assert.Equal(
            facts.Where(fact => fact[0] == '-').DistinctBy(fact => fact.Split(' ')[0]).Order(),
            HelpFacts.ParametersInGetHelp(help).Order());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Full_help_has_every_section(string name)
    {
        var text = FullHelp(name);

        string[] sections = ["NAME", "SYNOPSIS", "SYNTAX", "DESCRIPTION", "PARAMETERS", "INPUTS", "OUTPUTS", "RELATED LINKS"];
        Assert.Equal(sections, SectionHeading().Matches(text).Select(match => match.Value).Where(heading => heading != "NOTES"));
        Assert.Contains("Example 1: ", text, StringComparison.Ordinal);
        Assert.All(ParametersOf(Cmdlet(name)), parameter => Assert.Matches($@"\n    -{parameter}( |\n)", text));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Full_help_shows_no_markup(string name)
    {
        var text = FullHelp(name);

        Assert.DoesNotContain("`", text, StringComparison.Ordinal);
        Assert.DoesNotContain("](", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Full_help_shows_outputs_as_they_are_printed(string name)
    {
        // What is wider than the window is broken there.
        var lines = FullHelp(name).Split('\n').Select(line => line.TrimEnd()).ToHashSet();
        var printed = HelpFacts.ExampleOutputsInHelpFile(HelpPaths.HelpFile, name)
            .SelectMany(output => (output ?? "").Split('\n'))
            .Where(line => line.Length is > 0 and <= 80);

        Assert.All(printed, line => Assert.Contains("    " + line, lines));
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("ja-JP")]
    public void Help_is_found_in_every_language_of_the_system(string culture)
    {
        var synopsis = Output<string>(
            "param($culture) [cultureinfo]::CurrentUICulture = $culture; (Get-Help Get-GraphSyncJobContext).Synopsis",
            culture);

        Assert.Equal("Tells who is signed in to which Microsoft Graph.", synopsis);
    }

    [Fact]
    public void The_about_topic_is_shown_and_names_only_cmdlets_that_exist()
    {
        var text = Output<string>("param($name) Get-Help $name", AboutTopic);

        Assert.Contains("SHORT DESCRIPTION", text, StringComparison.Ordinal);
        Assert.DoesNotContain("](", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80 + (line.StartsWith("        ", StringComparison.Ordinal) ? 40 : 0)));
        var names = CmdletName().Matches(text).Select(match => match.Value).Distinct().ToList();
        Assert.Contains("Repair-GraphSyncJob", names);
        Assert.All(names, name => Cmdlet(name));
    }

    [Theory]
    [InlineData("Start-MgApplicationSynchronizationJob")]
    [InlineData("Start-MgBetaApplicationSynchronizationJob")]
    [InlineData("Start-MgServicePrincipalSynchronizationJob")]
    [InlineData("Start-MgBetaServicePrincipalSynchronizationJob")]
    public void Full_help_of_a_start_cmdlet_warns_of_starting_a_running_job(string name) =>
        Assert.Contains("Warning: start a job only while it is paused or in quarantine.", FullHelp(name), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Where_an_identity_is_taken_full_help_lists_its_21_properties(string name)
    {
        var properties = Cmdlet(name).Parameters.Values
            .Where(parameter => parameter.ParameterType.Name == "IApplicationsIdentity")
            .SelectMany(parameter => parameter.ParameterType.GetProperties())
            .ToList();

        Assert.True(properties.Count is 0 or 21);
        Assert.Equal(
            properties.Select(property => property.Name).Order(StringComparer.Ordinal),
            IdentityProperty().Matches(FullHelp(name)).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_example_parses_and_names_only_parameters_that_exist(string name)
    {
        var examples = HelpFacts.ExamplesInHelpFile(HelpPaths.HelpFile, name);

        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            var script = Parser.ParseInput(example, out _, out var errors);
            Assert.Empty(errors);
            Assert.Contains(CommandsOf(script), command => command.GetCommandName().Split('\\')[^1] == name);
            Assert.All(CommandsOf(script), AssertCommandExists);
        });
    }

    private T Output<T>(string script, params object?[] arguments)
    {
        var result = _engine.Run(script, arguments);
        result.ThrowIfFailed();
        return Assert.IsType<T>(Assert.Single(result.Output));
    }

    private CmdletInfo Cmdlet(string name) => Output<CmdletInfo>("param($name) Get-Command $name", name);

    private PSObject Help(string name) => PSObject.AsPSObject(Output<Hashtable>("param($name) @{ Help = Get-Help $name }", name)["Help"]);

    /// <summary>What a user sees who asks for all of it. Only where the culture is a named one do lines break between words.</summary>
    private string FullHelp(string name)
    {
        var earlier = _engine.Host.Lines.Count;
        _engine.Run("param($name) [cultureinfo]::CurrentUICulture = 'en-US'; Get-Help $name -Full | Out-Default", name).ThrowIfFailed();
        return string.Join('\n', _engine.Host.Lines.Skip(earlier));
    }

    private static IEnumerable<string> PageNames() =>
        Directory.EnumerateFiles(HelpPaths.Pages, "*.md")
            .Select(Path.GetFileNameWithoutExtension)
            .OfType<string>()
            .Where(name => name != AboutTopic)
            .Order(StringComparer.Ordinal);

    private static HelpPageText PageOf(string name) => new(Path.Combine(HelpPaths.Pages, name + ".md"));

    private static IEnumerable<string> ParametersOf(CmdletInfo cmdlet) =>
        cmdlet.Parameters.Keys.Except(System.Management.Automation.Cmdlet.CommonParameters).Order();

    private static IEnumerable<CommandAst> CommandsOf(Ast script) =>
        script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>();

    /// <summary>The engine has this module and the core of PowerShell only: what the examples may count on everywhere.</summary>
    private void AssertCommandExists(CommandAst command)
    {
        if (HelpExampleTests.IsFromElsewhere(command.GetCommandName()))
        {
            return;
        }

        var cmdlet = Cmdlet(command.GetCommandName());
        Assert.All(
            command.CommandElements.OfType<CommandParameterAst>(),
            parameter => Assert.Contains(parameter.ParameterName, cmdlet.Parameters.Keys, StringComparer.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^[A-Z]+( LINKS)?(?=\n)", RegexOptions.Multiline)]
    private static partial Regex SectionHeading();

    [GeneratedRegex(@"\]\((?<target>(?!http)[^)]+)\)")]
    private static partial Regex LinkToFile();

    [GeneratedRegex(@"\b[A-Z][a-z]+-(Mg\w*Synchronization\w+|GraphSyncJob\w*)")]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"^ +- (?<name>\w+) <String>: .+", RegexOptions.Multiline)]
    private static partial Regex IdentityProperty();

    /// <summary>One engine for all tests of the class: Get-Help reads the whole help file once in each.</summary>
    public sealed class Session : IDisposable
    {
        internal ModuleEngine Engine { get; } = new();

        public void Dispose() => Engine.Dispose();
    }
}
