using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Security;
using System.Text;

namespace Graph.SyncJob.Tests;

/// <summary>An engine with the module, and a window wide enough that no line of help breaks.</summary>
public sealed class HelpEngine : IDisposable
{
    private readonly Window _window = new();
    private readonly Runspace _runspace;

    public HelpEngine()
    {
        _runspace = RunspaceFactory.CreateRunspace(_window, InitialSessionState.CreateDefault2());
        _runspace.Open();
        Invoke("Import-Module", Path.Combine(HelpPaths.Module, "Graph.SyncJob.psd1"));
    }

    public IEnumerable<string> CmdletNames =>
        Invoke("Get-Command", "*").Select(command => command.BaseObject).OfType<CmdletInfo>().Where(IsOurs).Select(cmdlet => cmdlet.Name).Order(StringComparer.Ordinal);

    public CmdletInfo Cmdlet(string name) => Assert.IsType<CmdletInfo>(Assert.Single(Invoke("Get-Command", name)).BaseObject);

    public PSObject Help(string name) => Assert.Single(Invoke("Get-Help", name));

    /// <summary>What a user sees who asks for all of it.</summary>
    public string FullHelp(string name)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddCommand("Get-Help").AddArgument(name).AddParameter("Full").AddCommand("Out-Default").Invoke();
        Assert.Empty(shell.Streams.Error);
        return _window.TakeText();
    }

    public void Dispose() => _runspace.Dispose();

    private static bool IsOurs(CmdletInfo cmdlet) => cmdlet.ModuleName == "Graph.SyncJob";

    private Collection<PSObject> Invoke(string command, string argument)
    {
        using var shell = PowerShell.Create(_runspace);
        var output = shell.AddCommand(command).AddArgument(argument).Invoke();
        Assert.Empty(shell.Streams.Error);
        return output;
    }

    private sealed class Window : PSHost
    {
        private readonly WindowText _text = new();

        public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

        public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

        public override Guid InstanceId { get; } = Guid.NewGuid();

        public override string Name => "Help tests";

        public override PSHostUserInterface UI => _text;

        public override Version Version { get; } = new(1, 0);

        public string TakeText() => _text.Take();

        public override void EnterNestedPrompt() => throw new NotSupportedException();

        public override void ExitNestedPrompt() => throw new NotSupportedException();

        public override void NotifyBeginApplication()
        {
        }

        public override void NotifyEndApplication()
        {
        }

        public override void SetShouldExit(int exitCode)
        {
        }
    }

    private sealed class WindowText : PSHostUserInterface
    {
        private readonly StringBuilder _text = new();

        public override PSHostRawUserInterface RawUI { get; } = new WideBuffer();

        public string Take()
        {
            var text = _text.ToString().ReplaceLineEndings("\n");
            _text.Clear();
            return text;
        }

        public override void Write(string value) => _text.Append(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

        public override void WriteLine(string value) => _text.AppendLine(value);

        public override void WriteErrorLine(string value) => WriteLine(value);

        public override void WriteWarningLine(string message) => WriteLine(message);

        public override void WriteDebugLine(string message)
        {
        }

        public override void WriteVerboseLine(string message)
        {
        }

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override string ReadLine() => throw new NotSupportedException();

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new NotSupportedException();

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
            throw new NotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption,
            string message,
            string userName,
            string targetName,
            PSCredentialTypes allowedCredentialTypes,
            PSCredentialUIOptions options) => throw new NotSupportedException();
    }

    private sealed class WideBuffer : PSHostRawUserInterface
    {
        public override Size BufferSize { get; set; } = new(1000, 1000);

        public override Size WindowSize { get; set; } = new(1000, 1000);

        public override Size MaxPhysicalWindowSize => WindowSize;

        public override Size MaxWindowSize => WindowSize;

        public override ConsoleColor BackgroundColor { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override bool KeyAvailable => false;

        public override Coordinates WindowPosition { get; set; }

        public override string WindowTitle { get; set; } = "";

        public override void FlushInputBuffer()
        {
        }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
            throw new NotSupportedException();

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();
    }
}
