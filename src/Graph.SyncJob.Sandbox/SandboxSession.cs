using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Graph.SyncJob.Sandbox.Host;

namespace Graph.SyncJob.Sandbox;

/// <summary>The engine alone, with the module at hand but not imported.</summary>
internal class SandboxSession : IDisposable
{
    private const string Prompt = "$PSStyle.Foreground.Green + 'sandbox' + '>' * ($NestedPromptLevel + 1) + $PSStyle.Reset + ' '";

    protected static readonly string ModulePath = Path.TrimEndingDirectorySeparator(Path.GetFullPath(
        typeof(SandboxSession).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "ModuleDirectory").Value!));

    /// <exception cref="SandboxException">The module has not been built.</exception>
    public SandboxSession(Terminal terminal, bool canAsk)
    {
        if (!Directory.Exists(ModulePath))
        {
            throw new SandboxException($"The module is not at '{ModulePath}'. 'dotnet build' in the root of the repository puts it there.");
        }

        // The engine reports its use unless told not to, and nothing in a sandbox is worth reporting.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        if (!terminal.OutputHasColour)
        {
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        }

        Host = new SandboxHost(new SandboxUserInterface(terminal, canAsk));
        Engine = new Engine(Host, CreateState());
    }

    public SandboxHost Host { get; }

    public SandboxUserInterface UserInterface => Host.UserInterface;

    public Engine Engine { get; }

    public virtual string Banner => $"""
        PowerShell {EngineVersion} alone, without the emulator. To import the module:

          {Command("Import-Module $ModulePath")}

        """;

    protected string EngineVersion => ((Hashtable)Engine.GetVariable("PSVersionTable")!)["PSVersion"]!.ToString()!;

    protected static string Command(string text) => PSStyle.Instance.Foreground.BrightCyan + text + PSStyle.Instance.Reset;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Engine.Dispose();
        }
    }

    protected virtual void Extend(InitialSessionState state)
    {
    }

    private InitialSessionState CreateState()
    {
        var state = InitialSessionState.CreateDefault2();
        state.Variables.Add(new SessionStateVariableEntry("ModulePath", ModulePath, "Where the built module is."));
        state.Commands.Add(new SessionStateFunctionEntry("prompt", Prompt));
        if (OperatingSystem.IsWindows())
        {
            // Scripts named on the command line are meant to run, whatever the machine's policy for others is.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        Extend(state);
        return state;
    }
}
