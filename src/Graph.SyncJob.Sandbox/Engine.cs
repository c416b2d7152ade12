using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Graph.SyncJob.Sandbox.Editing;
using Graph.SyncJob.Sandbox.Host;

namespace Graph.SyncJob.Sandbox;

/// <summary>A PowerShell engine that runs commands one after the other and shows what they put out in its host.</summary>
internal sealed class Engine : IDisposable
{
    private readonly SandboxUserInterface _userInterface;
    private readonly Runspace _runspace;
    private readonly Stack<PowerShell> _running = new();

    public Engine(SandboxHost host, InitialSessionState state)
    {
        _userInterface = host.UserInterface;
        _runspace = RunspaceFactory.CreateRunspace(host, state);

        // Commands run on the thread that asks for them; a nested prompt can then run its own in the middle of another.
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace.Open();
    }

    public object? GetVariable(string name) => _runspace.SessionStateProxy.GetVariable(name);

    public void SetVariable(string name, object value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs what was typed.</summary>
    public RunOutcome Run(string text, bool addToHistory = false) => Run(shell => shell.AddScript(text), addToHistory);

    /// <summary>Runs a command; its output and its errors are shown as they come.</summary>
    public RunOutcome Run(Action<PowerShell> compose, bool addToHistory = false)
    {
        using var shell = CreateShell();
        compose(shell);
        shell.Commands.Commands.Last().MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        try
        {
            Invoke<PSObject>(shell, new PSInvocationSettings { AddToHistory = addToHistory });
            return RunOutcome.Completed;
        }
        catch (PipelineStoppedException)
        {
            return RunOutcome.Stopped;
        }
        catch (RuntimeException exception)
        {
            Show(exception.ErrorRecord);
            return RunOutcome.Failed;
        }
    }

    /// <summary>Runs a script file; the arguments bind to its parameters.</summary>
    public RunOutcome RunFile(string path, IEnumerable<CommandParameter> arguments)
    {
        var script = Parser.ParseFile(path, out _, out var errors);
        if (errors.Length > 0)
        {
            Show(new ParseException(errors).ErrorRecord);
            return RunOutcome.Failed;
        }

        // As a function: the engine hands the 'exit' of one to the host, but keeps that of a script file to itself.
        var name = Path.GetFileName(path);
        _runspace.SessionStateProxy.InvokeProvider.Item.Set([$"function:{name}"], script.GetScriptBlock(), force: true, literalPath: true);
        return Run(shell =>
        {
            var command = new Command(name, isScript: false, useLocalScope: false);
            foreach (var argument in arguments)
            {
                command.Parameters.Add(argument);
            }

            shell.Commands.AddCommand(command);
        });
    }

    /// <summary>Runs a command and gives back what it puts out, showing nothing.</summary>
    /// <exception cref="RuntimeException">The command failed.</exception>
    public IReadOnlyList<T> Query<T>(Action<PowerShell> compose)
    {
        using var shell = CreateShell();
        compose(shell);
        return Invoke<T>(shell, new PSInvocationSettings { ErrorActionPreference = ActionPreference.Stop });
    }

    public Completion? Complete(string text, int cursor)
    {
        using var shell = CreateShell();
        CommandCompletion found = CommandCompletion.CompleteInput(text, cursor, null, shell);
        string[] matches = [.. found.CompletionMatches.Select(match => match.CompletionText)];
        return matches.Length > 0 ? new Completion(found.ReplacementIndex, found.ReplacementLength, matches) : null;
    }

    public static bool IsIncomplete(string text)
    {
        Parser.ParseInput(text, out _, out var errors);
        return errors.Any(error => error.IncompleteInput);
    }

    /// <summary>Stops the innermost command that runs, if any. Callable from any thread.</summary>
    public void Stop()
    {
        lock (_running)
        {
            if (_running.TryPeek(out var shell))
            {
                shell.BeginStop(null, null);
            }
        }
    }

    public void Dispose() => _runspace.Dispose();

    private PowerShell CreateShell()
    {
        if (_running.Count > 0)
        {
            return PowerShell.Create(RunspaceMode.CurrentRunspace);
        }

        var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        return shell;
    }

    private Collection<T> Invoke<T>(PowerShell shell, PSInvocationSettings settings)
    {
        lock (_running)
        {
            _running.Push(shell);
        }

        try
        {
            return shell.Invoke<T>(null, settings);
        }
        finally
        {
            lock (_running)
            {
                _running.Pop();
            }
        }
    }

    /// <summary>Writing it to the error stream again would give it the position of that write; as an object it is shown with its own.</summary>
    private void Show(ErrorRecord record)
    {
        using var shell = CreateShell();
        shell.AddCommand("Out-Default").AddParameter("InputObject", record);
        _userInterface.IsShowingError = true;
        try
        {
            shell.Invoke();
        }
        finally
        {
            _userInterface.IsShowingError = false;
        }
    }
}
