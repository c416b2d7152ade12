using System;
using Graph.SyncJob.Sandbox;
using Graph.SyncJob.Sandbox.Host;

const int Failure = 1;
const int Misuse = 2;
const int Interrupted = 130;

var commandLine = CommandLine.Parse(args);
if (commandLine.IsHelp)
{
    Console.Out.WriteLine(CommandLine.Help);
    return 0;
}

if (commandLine.Error is not null)
{
    Console.Error.WriteLine(commandLine.Error);
    return Misuse;
}

try
{
    return commandLine.IsTour ? RunTour() : RunPrompt();
}
catch (SandboxException exception)
{
    Console.Error.WriteLine(exception.Message);
    return Failure;
}

static int RunTour()
{
    var terminal = new Terminal();
    using var session = new ConnectedSession(terminal, canAsk: false);
    StopOnControlC(session);
    return new Tour(session, terminal).Run() ? 0 : Failure;
}

int RunPrompt()
{
    var terminal = new Terminal();
    using var session = commandLine.IsBare ? new SandboxSession(terminal, canAsk: true) : new ConnectedSession(terminal, canAsk: true);
    StopOnControlC(session);
    if (commandLine.ScriptPath is { } script)
    {
        return session.Engine.RunFile(script, CommandLine.ToParameters(commandLine.ScriptArguments)) switch
        {
            RunOutcome.Failed => Failure,
            RunOutcome.Stopped => Interrupted,
            _ => session.Host.ExitCode ?? 0,
        };
    }

    var prompt = new InteractivePrompt(session, terminal);
    session.Host.Prompt = prompt.Run;
    if (terminal.IsInteractive)
    {
        session.UserInterface.WriteLine(session.Banner);
    }

    if (terminal.CanMoveCursor)
    {
        session.UserInterface.WriteLine("Tab completes, the arrow keys recall, Ctrl+C stops a command, 'exit' leaves." + Environment.NewLine);
    }

    prompt.Run();
    return session.Host.ExitCode ?? 0;
}

static void StopOnControlC(SandboxSession session) => Console.CancelKeyPress += (_, cancel) =>
{
    cancel.Cancel = true;
    session.Engine.Stop();
};
