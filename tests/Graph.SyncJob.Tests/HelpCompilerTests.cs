using System.IO;
using System.Threading.Tasks;

namespace Graph.SyncJob.Tests;

/// <summary>The program that turns the pages into the help file, run as the build runs it.</summary>
public sealed class HelpCompilerTests : IDisposable
{
    private const string Page = """
        ---
        external help file: Help.xml
        Module Name: Sample
        online version: https://example.org/get-sample
        schema: 2.0.0
        ---

        # Get-Sample

        ## SYNOPSIS
        Gets *a* [sample](https://example.org/sample) by its `name`.

        ## SYNTAX

        ### ByName (Default)
        ```
        Get-Sample [-Name] <String> [-Force]
         [<CommonParameters>]
        ```

        ### ById
        ```
        Get-Sample -Id <Int32> [-Force] [<CommonParameters>]
        ```

        ## DESCRIPTION
        First,
        and on.

        - one
          and a half
        - two

        ## EXAMPLES

        ### Example 1: Get one
        Before.

        ```powershell
        Get-Sample -Name 'a'
            'indented'
        ```

        ```output
        a
        ```

        After.

        ## PARAMETERS

        ### -Force
        Insists.

        ```yaml
        Type: SwitchParameter
        Parameter Sets: (All)
        Aliases: f, ff

        Required: False
        Position: Named
        Default value: None
        Accept pipeline input: False
        Accept wildcard characters: False
        ```

        ### -Id
        The id.

        ```yaml
        Type: Int32
        Parameter Sets: ById
        Aliases:

        Required: True
        Position: Named
        Default value: None
        Accept pipeline input: True (ByPropertyName)
        Accept wildcard characters: False
        ```

        ### -Name
        The name.

        ```yaml
        Type: String
        Parameter Sets: ByName
        Aliases:

        Required: True
        Position: 0
        Default value: None
        Accept pipeline input: False
        Accept wildcard characters: True
        ```

        ### CommonParameters
        The usual ones.

        ## INPUTS

        ### System.Int32
        The id.

        ## OUTPUTS

        ### None

        ## NOTES

        ## RELATED LINKS

        [Other](Other.md)
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("help-compiler-").FullName;

    private string PagePath => Path.Combine(_directory, "Get-Sample.md");

    private string HelpFile => Path.Combine(_directory, "out", "Help.xml");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_page_becomes_plain_text_in_the_help_file()
    {
        await File.WriteAllTextAsync(PagePath, Page, TestContext.Current.CancellationToken);

        var (exitCode, messages) = await HelpCompiler.RunAsync(_directory, HelpFile);

        Assert.Equal("", messages);
        Assert.Equal(0, exitCode);
        var help = await File.ReadAllTextAsync(HelpFile, TestContext.Current.CancellationToken);
        Assert.Contains("<para>Gets a sample (https://example.org/sample) by its name.</para>", help, StringComparison.Ordinal);
        Assert.Contains("<para>First, and on.</para>", help, StringComparison.Ordinal);
        Assert.Contains("<para>- one and a half\n- two</para>", help, StringComparison.Ordinal);
        Assert.Contains("<para>Output:\na</para>", help, StringComparison.Ordinal);
        Assert.Contains("<code>Get-Sample -Name 'a'\n    'indented'</code>", help, StringComparison.Ordinal);
        Assert.Contains("<uri>https://example.org/get-sample</uri>", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_pages_give_the_same_bytes()
    {
        await File.WriteAllTextAsync(PagePath, Page, TestContext.Current.CancellationToken);
        await HelpCompiler.RunAsync(_directory, HelpFile);
        var first = await File.ReadAllBytesAsync(HelpFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(PagePath, Page.ReplaceLineEndings("\r\n"), TestContext.Current.CancellationToken);
        await HelpCompiler.RunAsync(_directory, HelpFile);

        Assert.Equal(first, await File.ReadAllBytesAsync(HelpFile, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("---\nexternal", "external", 1, "front matter")]
    [InlineData("file: Help.xml", "file: Other.xml", 1, "'external help file' must be 'Help.xml'")]
    [InlineData("schema: 2.0.0", "schema: 1.0", 1, "'schema' must be '2.0.0'")]
    [InlineData("Module Name: Sample", "Module: Sample", 3, "'Module' is none of")]
    [InlineData("# Get-Sample", "# Get-Simple", 8, "named Get-Sample.md")]
    [InlineData("## SYNOPSIS", "## SUMMARY", 10, "'## SYNOPSIS' belongs here")]
    [InlineData("Gets *a* [sample](https://example.org/sample) by its `name`.", "", 13, "a synopsis belongs here")]
    [InlineData("Gets *a*", "Gets <b>a</b>", 11, "help text has words")]
    [InlineData(" (Default)", "", 13, "one is headed '(Default)'")]
    [InlineData("Get-Sample -Id <Int32>", "Get-Simple -Id <Int32>", 22, "the syntax must read 'Get-Sample")]
    [InlineData("-Id <Int32>", "-Id <Int64>", 22, "shows -Id <Int64>, which PARAMETERS does not say")]
    [InlineData("-Id <Int32> [-Force]", "-Id <Int32>", 22, "does not show [-Force], which PARAMETERS says")]
    [InlineData("First,\nand on.", "> First", 27, "paragraphs, lists and code blocks only")]
    [InlineData("### Example 1: Get one", "### Example 2: Get one", 36, "must begin with 'Example 1: '")]
    [InlineData("```powershell", "```sh", 39, "```powershell block belongs here")]
    [InlineData("### -Force", "### Force", 52, "a parameter's heading")]
    [InlineData("### -Id", "### -Force", 67, "-Force is described twice")]
    [InlineData("Insists.", "", 55, "a description of -Force belongs here")]
    [InlineData("Type: Int32", "Kind: Int32", 71, "'Kind' is none of")]
    [InlineData("Type: Int32", "Type:", 70, "-Id has no type")]
    [InlineData("Type: Int32\n", "", 70, "'Type' is missing")]
    [InlineData("Aliases: f, ff", "Aliases: f\nAliases: ff", 59, "'Aliases' is given twice")]
    [InlineData("Parameter Sets: ById", "Parameter Sets: ByAge", 70, "names the parameter set 'ByAge'")]
    [InlineData("Position: 0", "Position: First", 85, "'Named' or a number")]
    [InlineData("True (ByPropertyName)", "True", 70, "accepts pipeline input")]
    [InlineData("Required: False", "Required: No", 55, "'Required' is True or False, not 'No'")]
    [InlineData("### CommonParameters\nThe usual ones.", "", 99, "must end with '### CommonParameters'")]
    [InlineData("### None", "None", 107, "at least one type")]
    [InlineData("[Other](Other.md)", "Other", 113, "has links only")]
    [InlineData("First,", "[More](parts/none.md)", 27, "there is no part none.md")]
    [InlineData("schema: 2.0.0", "schema: 2.0.0\nfamily: Yes", 1, "'family' is True or False, not 'Yes'")]
    [InlineData("schema: 2.0.0", "schema: 2.0.0\nfamily: True", 1, "not of Get-Sample")]
    public async Task A_page_that_is_not_what_it_must_be_is_an_error_at_its_line(string good, string bad, int line, string message)
    {
        await File.WriteAllTextAsync(PagePath, ReplaceFirst(good, bad), TestContext.Current.CancellationToken);

        var (exitCode, messages) = await HelpCompiler.RunAsync(_directory, HelpFile);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{PagePath}({line}): error HELP: ", messages, StringComparison.Ordinal);
        Assert.Contains(message, messages, StringComparison.Ordinal);
        Assert.False(File.Exists(HelpFile), "no help file");
    }

    [Fact]
    public async Task A_link_to_a_part_stands_for_what_the_part_says()
    {
        await WritePartAsync("sample.md", "From the *part*.");
        await File.WriteAllTextAsync(PagePath, ReplaceFirst("First,", "[More](parts/sample.md)\n\nFirst,"), TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), await HelpCompiler.RunAsync(_directory, HelpFile));
        Assert.Contains(
            "<para>From the part.</para>",
            await File.ReadAllTextAsync(HelpFile, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_a_part_is_an_error_at_the_line_of_the_part()
    {
        await WritePartAsync("sample.md", "Good.\n\n> Bad.");
        await File.WriteAllTextAsync(PagePath, ReplaceFirst("First,", "[More](parts/sample.md)\n\nFirst,"), TestContext.Current.CancellationToken);

        var (exitCode, messages) = await HelpCompiler.RunAsync(_directory, HelpFile);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{Path.Combine(_directory, "parts", "sample.md")}(3): error HELP: ", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_pages_is_an_error()
    {
        var (exitCode, messages) = await HelpCompiler.RunAsync(_directory, HelpFile);

        Assert.Equal(1, exitCode);
        Assert.Contains("error HELP: there is no page", messages, StringComparison.Ordinal);
    }

    private Task WritePartAsync(string name, string text)
    {
        var parts = Directory.CreateDirectory(Path.Combine(_directory, "parts"));
        return File.WriteAllTextAsync(Path.Combine(parts.FullName, name), text, TestContext.Current.CancellationToken);
    }

    private static string ReplaceFirst(string good, string bad)
    {
        var index = Page.IndexOf(good, StringComparison.Ordinal);
        return string.Concat(Page.AsSpan(0, index), bad, Page.AsSpan(index + good.Length));
    }
}
