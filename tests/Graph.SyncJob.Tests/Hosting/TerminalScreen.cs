using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Graph.SyncJob.Tests.Hosting;

/// <summary>What a terminal shows after all that was written to it, as far as a table that is written in place goes.</summary>
internal sealed partial class TerminalScreen(int width)
{
    private readonly List<StringBuilder> _lines = [new()];
    private int _row;
    private int _column;

    /// <summary>The lines, without what is empty below.</summary>
    public IReadOnlyList<string> Lines =>
        [.. _lines.Select(line => line.ToString().TrimEnd()).Reverse().SkipWhile(line => line.Length == 0).Reverse()];

    public bool IsCursorShown { get; private set; } = true;

    public void Write(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\u001b')
            {
                var sequence = Sequence().Match(text, index);
                Assert.True(sequence.Success && sequence.Index == index, "an escape sequence that is not known");
                Obey(sequence.Groups["n"].Value, sequence.Groups["command"].Value);
                index += sequence.Length - 1;
            }
            else if (text[index] == '\n')
            {
                MoveTo(_row + 1);
            }
            else if (text[index] == '\r')
            {
                _column = 0;
            }
            else
            {
                Put(text[index]);
            }
        }
    }

    private void Obey(string number, string command)
    {
        switch (command)
        {
            case "A":
                Assert.InRange(int.Parse(number, CultureInfo.InvariantCulture), 1, _row);
                _row -= int.Parse(number, CultureInfo.InvariantCulture);
                break;
            case "K":
                _lines[_row].Length = Math.Min(_lines[_row].Length, _column);
                break;
            case "J" when number == "2":
                _lines.Clear();
                MoveTo(0);
                break;
            case "J":
                _lines[_row].Length = Math.Min(_lines[_row].Length, _column);
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            case "H":
                (_row, _column) = (0, 0);
                break;
            case "h" or "l":
                Assert.Equal("?25", number);
                IsCursorShown = command == "h";
                break;
            default:
                Assert.Equal("m", command);
                break;
        }
    }

    private void MoveTo(int row)
    {
        while (_lines.Count <= row)
        {
            _lines.Add(new StringBuilder());
        }

        _row = row;
    }

    private void Put(char character)
    {
        if (_column == width)
        {
            MoveTo(_row + 1);
            _column = 0;
        }

        var line = _lines[_row];
        line.Append(' ', Math.Max(0, _column + 1 - line.Length));
        line[_column++] = character;
    }

    [GeneratedRegex(@"\x1b\[(?<n>[?\d;]*)(?<command>[A-Za-z])")]
    private static partial Regex Sequence();
}
