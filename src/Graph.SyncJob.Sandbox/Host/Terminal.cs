using System;
using System.IO;
using System.Management.Automation;
using System.Text;

namespace Graph.SyncJob.Sandbox.Host;

/// <summary>The standard streams of the process, and what each of them can show.</summary>
internal sealed class Terminal
{
    private const int WidthOfRedirectedOutput = 120;

    private readonly bool _outputIsTerminal = !Console.IsOutputRedirected;

    public Terminal()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            WindowsConsole.EnableEscapeSequences();
        }

        var isDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        var wantsColour = !isDumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        OutputHasColour = wantsColour && _outputIsTerminal;
        ErrorHasColour = wantsColour && !Console.IsErrorRedirected;
        IsInteractive = _outputIsTerminal && !Console.IsInputRedirected;
        CanMoveCursor = IsInteractive && !isDumb;
    }

    public TextReader Input { get; } = Console.In;

    public TextWriter Output { get; } = Console.Out;

    public TextWriter Error { get; } = Console.Error;

    public bool OutputHasColour { get; }

    public bool ErrorHasColour { get; }

    /// <summary>Somebody sits in front of it.</summary>
    public bool IsInteractive { get; }

    /// <summary>Lines can be edited and progress drawn in place. NO_COLOR is about colours, and leaves this alone.</summary>
    public bool CanMoveCursor { get; }

    public int Width => _outputIsTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : WidthOfRedirectedOutput;

    public int Height => _outputIsTerminal && Console.WindowHeight > 0 ? Console.WindowHeight : 40;

    /// <summary>A style of <see cref="PSStyle"/> around the text, where there are colours.</summary>
    public string Styled(string text, string style) => OutputHasColour ? style + text + PSStyle.Instance.Reset : text;
}
