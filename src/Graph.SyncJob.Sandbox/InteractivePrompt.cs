using System;
using System.Management.Automation;
using System.Management.Automation.Internal;
using Graph.SyncJob.Sandbox.Editing;
using Graph.SyncJob.Sandbox.Host;

namespace Graph.SyncJob.Sandbox;

/// <summary>Reads commands and runs them until 'exit' or the end of the input.</summary>
internal sealed class InteractivePrompt
{
    private const string Continuation = ">> ";

    private readonly SandboxSession _session;
    private readonly Terminal _terminal;
    private readonly LineEditor _editor;

    public InteractivePrompt(SandboxSession session, Terminal terminal)
    {
        _session = session;
        _terminal = terminal;
        _editor = new LineEditor(new EditorConsole(terminal), session.Engine.Complete);
    }

    public void Run()
    {
        while (!_session.Host.LeavesPrompt && Read() is { } command)
        {
            if (!string.IsNullOrWhiteSpace(command))
            {
                _editor.Remember(command);
                _session.Engine.Run(command, addToHistory: true);
                _session.UserInterface.EndProgress();
            }
        }
    }

    /// <summary>A whole command, of more lines than one where the first ones are incomplete; null at the end of the input.</summary>
    private string? Read()
    {
        try
        {
            var command = ReadLine(_terminal.IsInteractive ? Prompt() : string.Empty);
            while (command is not null && Engine.IsIncomplete(command))
            {
                // As in PowerShell, an empty line ends it, whatever is still missing.
                var line = ReadLine(_terminal.IsInteractive ? Continuation : string.Empty);
                if (line is null or "")
                {
                    break;
                }

                command += "\n" + line;
            }

            return command;
        }
        catch (OperationCanceledException)
        {
            return string.Empty;
        }
    }

    private string? ReadLine(string prompt)
    {
        if (_terminal.CanMoveCursor)
        {
            return _editor.ReadLine(prompt);
        }

        _terminal.Output.Write(prompt);
        return _terminal.Input.ReadLine();
    }

    private string Prompt()
    {
        try
        {
            var prompt = new StringDecorated(string.Concat(_session.Engine.Query<string>(shell => shell.AddCommand("prompt"))));
            return prompt.ToString(_terminal.OutputHasColour ? OutputRendering.Ansi : OutputRendering.PlainText);
        }
        catch (RuntimeException)
        {
            // The user's own prompt function may fail; that must not end the session.
            return "PS> ";
        }
    }
}
