using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Runspaces;

namespace Graph.SyncJob.Sandbox;

/// <summary>What the sandbox was asked to do.</summary>
internal sealed record CommandLine
{
    public const string Help = """
        The Graph.SyncJob sandbox: a PowerShell engine, the module and an emulated tenant in one process.

        Usage: dotnet run --project src/Graph.SyncJob.Sandbox -- [options] [file.ps1 [arguments]]

          (nothing)               an interactive prompt, or the lines of standard input when that is redirected
          --tour                  a short tour that needs no input; the exit code is not 0 when a step fails
          file.ps1 [arguments]    runs a script; its arguments bind as with pwsh -File, and 'exit N' is the exit code
          --bare                  the engine alone: no emulator, and the module is not imported; its path is in $ModulePath
          --help                  this text

        The prompt and scripts are connected to the emulator, whose address is in $Emulator.
        Colours are left out when the output is not a terminal, or NO_COLOR is set.
        """;

    public bool IsHelp { get; private init; }

    public bool IsTour { get; private init; }

    public bool IsBare { get; private init; }

    /// <summary>The full path of the script to run, or null.</summary>
    public string? ScriptPath { get; private init; }

    public IReadOnlyList<string> ScriptArguments { get; private init; } = [];

    /// <summary>Why the arguments make no sense, or null.</summary>
    public string? Error { get; private init; }

    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var result = new CommandLine();
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--help" or "-h" or "-?":
                    return new CommandLine { IsHelp = true };
                case "--tour":
                    result = result with { IsTour = true };
                    break;
                case "--bare":
                    result = result with { IsBare = true };
                    break;
                case ['-', ..] unknown:
                    return new CommandLine { Error = $"Unknown option '{unknown}'. --help lists the options; those of a script come after its name." };
                case string path:
                    result = result with { ScriptPath = Path.GetFullPath(path), ScriptArguments = [.. arguments.Skip(i + 1)] };
                    return result.Checked();
            }
        }

        return result.Checked();
    }

    /// <summary>Turns the arguments of a script into what pwsh -File would bind: '-Name value', '-Name:value', '-Switch', or a value by position.</summary>
    public static IEnumerable<CommandParameter> ToParameters(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument is not ['-', _, ..])
            {
                yield return new CommandParameter(null, argument);
                continue;
            }

            var colon = argument.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                // Whether the next argument is its value is for the engine to decide: only it knows which parameters are switches.
                yield return new CommandParameter(argument);
            }
            else if (colon < argument.Length - 1)
            {
                yield return new CommandParameter(argument[..colon], ToBooleanIfPossible(argument[(colon + 1)..]));
            }
            else if (i < arguments.Count - 1)
            {
                yield return new CommandParameter(argument[..colon], arguments[++i]);
            }
            else
            {
                yield return new CommandParameter(argument);
            }
        }
    }

    private static object ToBooleanIfPossible(string value) => bool.TryParse(value.TrimStart('$'), out var result) ? result : value;

    private CommandLine Checked()
    {
        if (IsTour && (IsBare || ScriptPath is not null))
        {
            return new CommandLine { Error = "--tour goes with no other option and no script." };
        }

        if (ScriptPath is not null && !File.Exists(ScriptPath))
        {
            return new CommandLine { Error = $"There is no script '{ScriptPath}'." };
        }

        if (ScriptPath is not null && !ScriptPath.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
        {
            return new CommandLine { Error = $"'{ScriptPath}' is not a PowerShell script: its name has to end in .ps1." };
        }

        return this;
    }
}
