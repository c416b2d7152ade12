using System.Buffers.Text;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>
/// Runs the examples of the help against the emulator's own tenant, as a reader would who copies them, and compares what they print with what
/// the help shows.
/// </summary>
public sealed partial class HelpExampleTests : IDisposable
{
    // What a full PowerShell or Microsoft Graph PowerShell has and the bare engine has not, as far as the examples need it.
    private const string Elsewhere = """
        param($ownerId, $jobId, $directory, $graph, $token)
        $null = $ExecutionContext.SessionState.Path.SetLocation($directory)
        $global:PSDefaultParameterValues = @{ 'Connect-GraphSyncJob:GraphEndpoint' = $graph }
        $env:GRAPH_TOKEN = $token
        $env:TARGET_TOKEN = $env:TARGET_PASSWORD = $env:TARGET_SECRET = 'good'
        $global:owner = [pscustomobject]@{ Id = $ownerId }
        $global:job = [pscustomobject]@{ ApplicationId = $ownerId; ServicePrincipalId = $ownerId; SynchronizationJobId = $jobId }
        function global:Get-MgApplication { $owner }
        function global:Get-MgBetaApplication { $owner }
        function global:Get-MgServicePrincipal { $owner }
        function global:Get-MgBetaServicePrincipal { $owner }
        function global:Import-Csv { $job }
        function global:Get-Content { "$($owner.Id)/$($job.SynchronizationJobId)" }
        function global:ConvertTo-Json { $input }
        function global:ConvertFrom-Json { $input }
        """;

    // What the token says of its user, who is not there.
    private const string Claims = """
        {"tid":"6855a1b4-3816-43d2-bf35-178317e72fb0","appid":"14d82eec-204b-4c2f-b7e8-296a70dab67e","upn":"ann@contoso.com",
         "scp":"Application.Read.All Synchronization.ReadWrite.All","exp":4102444800}
        """;

    /// <summary>Below what is shown: there is more of the same.</summary>
    private const string AndMore = "\n…";

    private const int Columns = 80;

    private static readonly string Token = $"{Base64Url.EncodeToString("{}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Claims))}.";

    private readonly string _directory = Directory.CreateTempSubdirectory("help-examples-").FullName;

    public static TheoryData<string> Cmdlets => new(HelpFacts.NamesInHelpFile(HelpPaths.HelpFile));

    public static bool IsFromElsewhere(string command) => FunctionName().Matches(Elsewhere).Any(match => match.Value == command);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public async Task Every_example_runs_and_the_help_shows_what_it_prints(string name)
    {
        var examples = HelpFacts.ExamplesInHelpFile(HelpPaths.HelpFile, name);
        var shown = HelpFacts.ExampleOutputsInHelpFile(HelpPaths.HelpFile, name);

        await Assert.AllAsync(examples.Zip(shown).Where(example => !AsksAnIdentityProvider(name, example.First)), async example =>
        {
            var printed = Steady(await PrintedByAsync(name, example.First));
            var expected = Steady(example.Second ?? "");

            Assert.Equal(expected, expected.EndsWith(AndMore, StringComparison.Ordinal) ? FirstLines(printed, expected) : printed);
        });
    }

    /// <summary>The one reason not to run an example: it would sign in at Microsoft, or wait for a person.</summary>
    private static bool AsksAnIdentityProvider(string cmdlet, string example) =>
        cmdlet == "Connect-GraphSyncJob" && !example.Contains("-AccessToken", StringComparison.Ordinal);

    /// <summary>What somebody sees who runs an example in a window of 80 columns; each has a tenant and a sign-in of its own.</summary>
    private async Task<string> PrintedByAsync(string cmdlet, string example)
    {
        var directory = NewDirectory();
        await using var graph = await EmulatorServer.StartAsync(
            new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);
        using var engine = ModuleEngine.ConnectedTo(graph.Address, answers: [0], token: Token);
        engine.Host.Width = Columns;
        engine.Host.IsTerminal = true;
        engine.Run(Elsewhere, OwnerIdFor(cmdlet), SeedTenant.Workday.JobId, directory, graph.Address, Token).ThrowIfFailed();
        var earlier = engine.Host.Lines.Count;

        engine.Run(
            "param($example) [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = 'en-US'; . ([scriptblock]::Create($example)) | Out-Default",
            example.Replace("http://127.0.0.1:5080", graph.Address.OriginalString))
            .ThrowIfFailed();

        var lines = engine.Host.Lines.Skip(earlier).ToList();
        return (cmdlet == "Watch-GraphSyncJob" ? LastSeen(lines) : string.Join('\n', lines))
            .Replace(directory + Path.DirectorySeparatorChar, "/home/ann/", StringComparison.Ordinal);
    }

    /// <summary>What a table that is written in place looks like in the end.</summary>
    private static string LastSeen(IEnumerable<string> frames)
    {
        var screen = new TerminalScreen(Columns);
        screen.Write(string.Concat(frames));
        return string.Join('\n', screen.Lines);
    }

    /// <summary>
    /// A text without what is another at each run: times, ids that are not of the seed tenant, and where Graph is; without what a page
    /// can't show: colours, and blanks at the end of lines; and without empty lines around it.
    /// </summary>
    private static string Steady(string text)
    {
        var lines = Colour().Replace(text, "").ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        text = Time().Replace(string.Join('\n', lines).Trim('\n'), "(time)");
        return Address().Replace(NewId().Replace(text, "(id)"), "(address)");
    }

    /// <summary>As much of a text as is shown of it.</summary>
    private static string FirstLines(string printed, string shown)
    {
        var lines = printed.Split('\n');
        var count = shown.Count(character => character == '\n');
        Assert.True(lines.Length > count, "nothing is left out");
        return string.Join('\n', lines.Take(count)) + AndMore;
    }

    /// <summary>For each example one of its own: what one writes, the next must not find.</summary>
    private string NewDirectory() => Directory.CreateDirectory(Path.Combine(_directory, Guid.NewGuid().ToString())).FullName;

    private static string OwnerIdFor(string cmdlet) => cmdlet.Contains("ServicePrincipal", StringComparison.Ordinal)
        ? SeedTenant.Workday.ServicePrincipalId
        : SeedTenant.Workday.ApplicationId;

    [GeneratedRegex(@"(?<=function global:)[\w-]+")]
    private static partial Regex FunctionName();

    [GeneratedRegex(
        """
          \d{4}-\d\d-\d\d([T\ ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?
        | \d\d-\d\d\ \d\d:\d\d
        | \d\d?/\d\d?/\d{4}\ \d\d?:\d\d(:\d\d)?(\s[AP]M)?(\ \+\d\d:\d\d)?
        | \b\d\d:\d\d:\d\d\b
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Time();

    // Those of the seed tenant have 0000-4000-8000 in the middle. In a narrow column only the end is there.
    [GeneratedRegex(@"\b[0-9a-f]{8}-(?!0000-4000-8000)[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|(?<=…)(?!0000000|336d0984)[0-9a-f]{8}\b")]
    private static partial Regex NewId();

    [GeneratedRegex(@"https?://(127\.0\.0\.1:\d+|graph\.microsoft\.com)", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex(@"\x1b\[[\d;]*m")]
    private static partial Regex Colour();
}
