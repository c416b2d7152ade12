using System;
using System.Management.Automation;

namespace Graph.SyncJob.Sandbox.Host;

/// <summary>One line at the bottom that says how far a command is, drawn in place, and gone before anything else is written.</summary>
internal sealed class ProgressLine(Terminal terminal)
{
    private const string BackToStartAndErase = "\r\e[K";

    private bool _isShown;

    public void Show(ProgressRecord record)
    {
        if (!terminal.CanMoveCursor)
        {
            return;
        }

        Hide();
        if (record.RecordType == ProgressRecordType.Completed)
        {
            return;
        }

        var text = Describe(record);
        var room = Math.Max(1, terminal.Width - 1);
        terminal.Output.Write(terminal.Styled(text.Length > room ? text[..room] : text, PSStyle.Instance.Progress.Style));
        _isShown = true;
    }

    public void Hide()
    {
        if (_isShown)
        {
            terminal.Output.Write(BackToStartAndErase);
            _isShown = false;
        }
    }

    internal static string Describe(ProgressRecord record)
    {
        var text = $"{record.Activity}: {record.StatusDescription}";
        if (record.PercentComplete >= 0)
        {
            text += $" {record.PercentComplete}%";
        }

        if (record.SecondsRemaining >= 0)
        {
            text += $", {TimeSpan.FromSeconds(record.SecondsRemaining):c} left";
        }

        // A line break would leave a trail of half-erased lines.
        return text.ReplaceLineEndings(" ");
    }
}
