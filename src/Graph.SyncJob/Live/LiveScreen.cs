using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation.Host;
using System.Text;

namespace Graph.SyncJob.Live;

/// <summary>Lines that stay where they are in a terminal, and are written anew in place: one string each time, so that nothing flickers.</summary>
internal sealed class LiveScreen : IDisposable
{
    private const string HideCursor = "\u001b[?25l";
    private const string ShowCursor = "\u001b[?25h";
    private const string ClearScreen = "\u001b[2J\u001b[H";
    private const string ClearLine = "\u001b[K";
    private const string ClearBelow = "\u001b[J";

    private readonly PSHostUserInterface _ui;
    private Size _size;
    private int _lines;

    private LiveScreen(PSHostUserInterface ui)
    {
        _ui = ui;
        _size = ui.RawUI.WindowSize;
    }

    /// <summary>The screen of a host; null when its user has no terminal that can do it, or sends what is written elsewhere.</summary>
    public static LiveScreen? Of(PSHost host)
    {
        try
        {
            // The console's own host says what the terminal can do, and not that the output goes to a file.
            return host.UI is { SupportsVirtualTerminal: true, RawUI.WindowSize: { Width: > 0, Height: > 0 } } && !(host.Name == "ConsoleHost" && Console.IsOutputRedirected)
                ? new LiveScreen(host.UI)
                : null;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Writes lines over the last ones.</summary>
    /// <param name="render">Makes the lines for a width and a height, and for what the host says of how wide a character is.</param>
    public void Show(Func<int, int, Func<char, int>, IReadOnlyList<string>> render)
    {
        var size = _ui.RawUI.WindowSize;
        var lines = render(size.Width, size.Height, _ui.RawUI.LengthInBufferCells);
        var frame = new StringBuilder(HideCursor);

        // In a window of another size the lines are no longer where they were.
        if (size != _size)
        {
            frame.Append(ClearScreen);
        }
        else if (_lines > 0)
        {
            frame.Append("\u001b[").Append(_lines.ToString(CultureInfo.InvariantCulture)).Append("A\r");
        }

        foreach (var line in lines)
        {
            frame.Append(line).Append(ClearLine).Append("\r\n");
        }

        _ui.Write(frame.Append(ClearBelow).ToString());
        (_size, _lines) = (size, lines.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => _ui.Write(ShowCursor);
}
