using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace Graph.SyncJob.Tests.Hosting;

/// <summary>
/// Engines in a process of their own, which trusts the certificates that it is given: what a process trusts is read once, from a variable
/// that has to be there before it starts.
/// </summary>
internal sealed class TrustingEngine : IAsyncDisposable
{
    // Each line of input is a script, run in a runspace of its own with the module imported; what came of it goes out stream by stream.
    private const string Loop = """
        param($Manifest)
        $utf8 = [Text.Encoding]::UTF8
        function Send([string] $Kind, [object[]] $Texts) {
            foreach ($text in $Texts) { [Console]::Out.WriteLine($Kind + ' ' + [Convert]::ToBase64String($utf8.GetBytes([string] $text))) }
        }
        while ($line = [Console]::In.ReadLine()) {
            $state = [System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault2()
            $state.ImportPSModule($Manifest)
            $runspace = [System.Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($state)
            $runspace.Open()
            $shell = [System.Management.Automation.PowerShell]::Create($runspace).AddScript($utf8.GetString([Convert]::FromBase64String($line)))
            $errors = @()
            try { Send 'output' $shell.Invoke() } catch { $errors += $_.Exception.InnerException.ErrorRecord }
            $errors += $shell.Streams.Error
            foreach ($name in 'Verbose', 'Debug', 'Warning') { Send $name $shell.Streams.$name.Message }
            Send 'information' $shell.Streams.Information.MessageData
            foreach ($record in $errors) {
                Send 'error' ($record.FullyQualifiedErrorId, $record.CategoryInfo.Category, $record, $record.ErrorDetails.RecommendedAction, $record.Exception.ToString())
            }
            $shell.Dispose()
            $runspace.Dispose()
            [Console]::Out.WriteLine('done')
        }
        """;

    private readonly DirectoryInfo _home;
    private readonly Process _process;
    private readonly Task<string> _failures;

    /// <param name="certificates">What to trust, in PEM.</param>
    /// <param name="environment">Variables of the process; null removes one.</param>
    public TrustingEngine(string certificates, params (string Name, string? Value)[] environment)
    {
        _home = Directory.CreateTempSubdirectory("engine ");
        var trust = Path.Combine(_home.FullName, "trust.pem");
        var script = Path.Combine(_home.FullName, "loop.ps1");
        File.WriteAllText(trust, certificates);
        File.WriteAllText(script, Loop);
        Home = _home.CreateSubdirectory("home").FullName;

        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { ModuleEngine.Metadata("SandboxAssembly"), "--bare", script, ModuleEngine.ManifestPath })
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AZURE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        (string, string?)[] own = [("SSL_CERT_FILE", trust), ("HOME", Home), ("TMPDIR", Home), ("XDG_DATA_HOME", null), ("DBUS_SESSION_BUS_ADDRESS", null)];
        foreach (var (name, value) in own.Concat(environment))
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _failures = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The home directory of the process: what it keeps of a user is there, and what it keeps for a moment.</summary>
    public string Home { get; }

    /// <summary>Runs a script in a runspace of its own; tells all that came of it.</summary>
    public async Task<Result> RunAsync(string script)
    {
        await _process.StandardInput.WriteLineAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(script)));
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var records = new List<(string Kind, string Text)>();
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is var line && line != "done")
        {
            var parts = (line ?? throw new InvalidOperationException("The engine ended: " + await _failures)).Split(' ');
            records.Add((parts[0], Encoding.UTF8.GetString(Convert.FromBase64String(parts[1]))));
        }

        return new Result(records);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _home.Delete(recursive: true);
    }

    /// <summary>All that a script wrote, stream by stream.</summary>
    internal sealed record Result(IReadOnlyList<(string Kind, string Text)> Records)
    {
        public IReadOnlyList<string> Output => Of("output");

        public IReadOnlyList<string> Information => Of("information");

        public IReadOnlyList<string> Debug => Of("Debug");

        /// <summary>The one error there is, terminating or not.</summary>
        public Failure Error => Assert.Single(Errors);

        public IReadOnlyList<Failure> Errors => [.. Of("error").Chunk(5).Select(parts => new Failure(parts[0], parts[1], parts[2], parts[3], parts[4]))];

        /// <summary>Every text of every stream, for tests that look for what must not be there.</summary>
        public IEnumerable<string> AllText => Records.Select(record => record.Text);

        private List<string> Of(string kind) => [.. Records.Where(record => record.Kind == kind).Select(record => record.Text)];
    }

    internal sealed record Failure(string Id, string Category, string Message, string Action, string Exception);
}
