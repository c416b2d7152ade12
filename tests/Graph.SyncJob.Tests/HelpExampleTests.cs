using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>
/// Runs the examples of the help against the emulator's own tenant, as a reader would who copies them, and compares what they print with what
/// the help shows.
/// </summary>
public sealed partial class HelpExampleTests : IAsyncLifetime
{
    // What a full PowerShell or Microsoft Graph PowerShell has and the bare engine has not, as far as the examples need it.
    private const string Elsewhere = """
        param($ownerId, $jobId, $directory)
        $PSStyle.OutputRendering = 'PlainText'
        $null = $ExecutionContext.SessionState.Path.SetLocation($directory)
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

    private EmulatorServer _graph = null!;

    private readonly string _directory = Directory.CreateTempSubdirectory("help-examples-").FullName;

    /// <summary>All but the two that would end the sign-in to the emulator.</summary>
    public static TheoryData<string> Cmdlets => new(HelpFacts.NamesInHelpFile(HelpPaths.HelpFile)
        .Except(["Connect-GraphSyncJob", "Disconnect-GraphSyncJob"]));

    public static bool IsFromElsewhere(string command) => FunctionName().Matches(Elsewhere).Any(match => match.Value == command);

    public async ValueTask InitializeAsync() =>
        _graph = await EmulatorServer.StartAsync(new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return _graph.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_example_runs_and_prints_what_the_help_shows(string name)
    {
        var examples = HelpFacts.ExamplesInHelpFile(HelpPaths.HelpFile, name);
        var shown = HelpFacts.ExampleOutputsInHelpFile(HelpPaths.HelpFile, name);

        Assert.All(examples.Zip(shown), example =>
        {
            _graph.Reset();
            using var engine = ModuleEngine.ConnectedTo(_graph.Address, answers: [0]);
            engine.Run(Elsewhere, OwnerIdFor(name), SeedTenant.Workday.JobId, NewDirectory())
                .ThrowIfFailed();
            var earlier = engine.Host.Lines.Count;

            engine.Run("param($example) . ([scriptblock]::Create($example)) | Out-Default", example.First).ThrowIfFailed();

            if (example.Second is { } output)
            {
                Assert.Equal(Steady(output), Steady(string.Join('\n', engine.Host.Lines.Skip(earlier))));
            }
        });
    }

    /// <summary>
    /// A text without what is another at each run: times, ids that are not of the seed tenant, blanks at the end of lines, and empty lines around it.
    /// </summary>
    private static string Steady(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        return NewId().Replace(Time().Replace(string.Join('\n', lines).Trim('\n'), "(time)"), "(id)");
    }

    /// <summary>For each example one of its own: what one writes, the next must not find.</summary>
    private string NewDirectory() => Directory.CreateDirectory(Path.Combine(_directory, Guid.NewGuid().ToString())).FullName;

    private static string OwnerIdFor(string cmdlet) => cmdlet.Contains("ServicePrincipal", StringComparison.Ordinal)
        ? SeedTenant.Workday.ServicePrincipalId
        : SeedTenant.Workday.ApplicationId;

    [GeneratedRegex(@"(?<=function global:)[\w-]+")]
    private static partial Regex FunctionName();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?|\d\d?/\d\d?/\d{4} \d\d?:\d\d(:\d\d)?( [AP]M)?( \+\d\d:\d\d)?")]
    private static partial Regex Time();

    // Those of the seed tenant have 0000-4000-8000 in the middle.
    [GeneratedRegex(@"\b[0-9a-f]{8}-(?!0000-4000-8000)[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")]
    private static partial Regex NewId();
}
