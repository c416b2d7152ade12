using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Graph.SyncJob.Tests.Hosting;

/// <summary>A host at which somebody sits and answers prompts with prepared choices, and that remembers what it was asked.</summary>
internal sealed class AnsweringHost(IReadOnlyList<int> answers) : PSHost
{
    private readonly AnsweringUserInterface _ui = new(answers);

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.GetCultureInfo("en-US");

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "AnsweringHost";

    public override PSHostUserInterface UI => _ui;

    public override Version Version => new(1, 0);

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<string> Questions => _ui.Questions;

    /// <summary>What was written for the user to see.</summary>
    public IReadOnlyList<string> Lines => _ui.Lines;

    /// <summary>How many columns the window has.</summary>
    public int Width
    {
        get => _ui.Window.Width;
        set => _ui.Window.Width = value;
    }

    /// <summary>How many lines it has.</summary>
    public int Height
    {
        get => _ui.Window.Height;
        set => _ui.Window.Height = value;
    }

    /// <summary>Whether the window is a terminal that knows escape sequences.</summary>
    public bool IsTerminal
    {
        get => _ui.IsTerminal;
        set => _ui.IsTerminal = value;
    }

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

    private sealed class AnsweringUserInterface(IReadOnlyList<int> answers) : PSHostUserInterface
    {
        private readonly Queue<int> _answers = new(answers);

        public List<string> Questions { get; } = [];

        public List<string> Lines { get; } = [];

        public Window Window { get; } = new();

        public bool IsTerminal { get; set; }

        public override bool SupportsVirtualTerminal => IsTerminal;

        public override PSHostRawUserInterface RawUI => Window;

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add(message);
            return _answers.Dequeue();
        }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new NotSupportedException("A mandatory parameter was missing.");

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
            throw new NotSupportedException();

        public override string ReadLine() => throw new NotSupportedException();

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override void Write(string value) => Lines.Add(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Lines.Add(value);

        public override void WriteLine(string value) => Lines.Add(value);

        public override void WriteErrorLine(string value) => Lines.Add(value);

        public override void WriteDebugLine(string message) => Lines.Add(message);

        public override void WriteVerboseLine(string message) => Lines.Add(message);

        public override void WriteWarningLine(string message) => Lines.Add(message);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }
    }

    /// <summary>A window that has a size and nothing else.</summary>
    private sealed class Window : PSHostRawUserInterface
    {
        public int Width { get; set; } = 120;

        public int Height { get; set; } = 50;

        public override Size BufferSize
        {
            get => new(Width, 3000);
            set => throw new NotSupportedException();
        }

        public override Size WindowSize
        {
            get => new(Width, Height);
            set => throw new NotSupportedException();
        }

        public override ConsoleColor BackgroundColor { get; set; }

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override bool KeyAvailable => false;

        public override Size MaxPhysicalWindowSize => WindowSize;

        public override Size MaxWindowSize => WindowSize;

        public override Coordinates WindowPosition { get; set; }

        public override string WindowTitle { get; set; } = string.Empty;

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
