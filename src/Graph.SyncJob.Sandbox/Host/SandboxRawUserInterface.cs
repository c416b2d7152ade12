using System;
using System.Management.Automation.Host;

namespace Graph.SyncJob.Sandbox.Host;

/// <summary>
/// The terminal as a grid of cells: its size, for the engine's tables, and nothing else. Terminals outside Windows cannot be read back,
/// so what would need that is refused, as PowerShell refuses it there.
/// </summary>
internal sealed class SandboxRawUserInterface(Terminal terminal) : PSHostRawUserInterface
{
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override int CursorSize { get; set; } = 25;

    public override Coordinates CursorPosition
    {
        get => terminal.CanMoveCursor ? new Coordinates(Console.CursorLeft, Console.CursorTop) : default;
        set
        {
            if (terminal.CanMoveCursor)
            {
                Console.SetCursorPosition(value.X, value.Y);
            }
        }
    }

    public override Coordinates WindowPosition
    {
        get => default;
        set => throw new PlatformNotSupportedException();
    }

    public override Size WindowSize
    {
        get => new(terminal.Width, terminal.Height);
        set => throw new PlatformNotSupportedException();
    }

    public override Size BufferSize
    {
        get => WindowSize;
        set => throw new PlatformNotSupportedException();
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override string WindowTitle { get; set; } = "Graph.SyncJob sandbox";

    public override bool KeyAvailable => terminal.IsInteractive && Console.KeyAvailable;

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        if (!terminal.IsInteractive)
        {
            throw new HostException("There is no keyboard to read a key from: the input or the output is redirected.");
        }

        ConsoleKeyInfo key = Console.ReadKey(intercept: (options & ReadKeyOptions.NoEcho) != 0);
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new PlatformNotSupportedException();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new PlatformNotSupportedException();

    /// <summary>The one use that works everywhere is Clear-Host's: the whole screen.</summary>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        if (terminal.CanMoveCursor)
        {
            Console.Clear();
        }
    }

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw new PlatformNotSupportedException();
}
