using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Security;
using System.Threading.Tasks;

namespace Graph.SyncJob.Tests.Hosting;

/// <summary>A real PowerShell engine with the built module imported, the way a user's session has it.</summary>
internal sealed class ModuleEngine : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleEngine(bool import = true, IReadOnlyList<int>? answers = null)
    {
        Host = new AnsweringHost(answers ?? []);
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        if (import)
        {
            state.ImportPSModule(ManifestPath);
        }

        _runspace = RunspaceFactory.CreateRunspace(Host, state);
        _runspace.Open();
    }

    public static string ModuleDirectory { get; } = Metadata("ModuleDirectory");

    public static string ManifestPath { get; } = System.IO.Path.Combine(ModuleDirectory, "Graph.SyncJob.psd1");

    public AnsweringHost Host { get; }

    /// <summary>An engine that is signed in to a Graph on this machine with a made-up token.</summary>
    public static ModuleEngine ConnectedTo(Uri graph, IReadOnlyList<int>? answers = null, string token = "a-token")
    {
        var engine = new ModuleEngine(answers: answers);
        engine.Run("param($token, $graph) Connect-GraphSyncJob -AccessToken $token -GraphEndpoint $graph -NoWelcome", Secret(token), graph)
            .ThrowIfFailed();
        return engine;
    }

    public static SecureString Secret(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        return secret;
    }

    /// <summary>Runs a script with positional arguments, and tells all that came of it.</summary>
    public EngineResult Run(string script, params object?[] arguments)
    {
        using var shell = Shell(script, arguments);
        return Finish(shell, () => shell.Invoke());
    }

    /// <summary>The same with objects on the pipeline: the script must read <c>$input</c> or be a pipeline's end.</summary>
    public EngineResult Pipe(IEnumerable<object?> input, string command)
    {
        using var shell = Shell("param($objects) $objects | " + command, [input.ToArray()]);
        return Finish(shell, () => shell.Invoke());
    }

    /// <summary>Runs a script for the progress that it shows.</summary>
    public IReadOnlyList<ProgressRecord> ProgressOf(string script)
    {
        using var shell = Shell(script, []);
        shell.Invoke();
        return [.. shell.Streams.Progress];
    }

    /// <summary>Starts a script, waits until something outside says that it is under way, and presses Ctrl+C.</summary>
    public async Task<PSInvocationState> StopAsync(string script, Task underWay, params object?[] arguments)
    {
        using var shell = Shell(script, arguments);
        var running = shell.BeginInvoke();
        await underWay;
        shell.Stop();
        running.AsyncWaitHandle.WaitOne();
        return shell.InvocationStateInfo.State;
    }

    public void Dispose() => _runspace.Dispose();

    internal static string Metadata(string key) => typeof(ModuleEngine).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;

    private static EngineResult Finish(PowerShell shell, Func<Collection<PSObject>> invoke)
    {
        Collection<PSObject> output = [];
        ErrorRecord? terminating = null;
        try
        {
            output = invoke();
        }
        catch (RuntimeException exception)
        {
            terminating = exception.ErrorRecord;
        }

        return new EngineResult(
            [.. output.Select(item => item?.BaseObject)],
            [.. shell.Streams.Error],
            terminating,
            [.. shell.Streams.Verbose.Select(record => record.Message)],
            [.. shell.Streams.Debug.Select(record => record.Message)],
            [.. shell.Streams.Information.Select(record => record.MessageData.ToString()!)],
            [.. shell.Streams.Warning.Select(record => record.Message)])
        { Progress = [.. shell.Streams.Progress] };
    }

    private PowerShell Shell(string script, object?[] arguments)
    {
        var shell = PowerShell.Create(_runspace).AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return shell;
    }
}
