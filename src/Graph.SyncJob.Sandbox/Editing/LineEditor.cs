using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation.Internal;
using System.Security;
using System.Text;

namespace Graph.SyncJob.Sandbox.Editing;

/// <summary>Reads a line that can be edited: arrow keys, history, completion, and the usual control keys of a shell.</summary>
internal sealed class LineEditor(IEditorConsole console, Func<string, int, Completion?>? complete = null)
{
    private readonly List<string> _history = [];

    private string _prompt = string.Empty;
    private string _text = string.Empty;
    private int _cursor;
    private int _shownRow;

    private int _historyPosition;
    private string _unfinished = string.Empty;

    private Completion? _completion;
    private int _match;

    public void Remember(string line)
    {
        if (line.Length > 0 && (_history.Count == 0 || _history[^1] != line))
        {
            _history.Add(line);
        }
    }

    /// <summary>The line, or null when the input is at its end (Ctrl+D on an empty line).</summary>
    /// <exception cref="OperationCanceledException">Ctrl+C was pressed.</exception>
    public string? ReadLine(string prompt)
    {
        Start(prompt);
        while (true)
        {
            ConsoleKeyInfo key = console.ReadKey();
            switch (key)
            {
                case { Key: ConsoleKey.Enter }:
                    MoveTo(_text.Length);
                    console.Write(Environment.NewLine);
                    return _text;
                case { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control }:
                    MoveTo(_text.Length);
                    console.Write("^C" + Environment.NewLine);
                    throw new OperationCanceledException();
                case { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } when _text.Length == 0:
                    console.Write(Environment.NewLine);
                    return null;
                case { Key: ConsoleKey.Tab }:
                    Complete(key.Modifiers.HasFlag(ConsoleModifiers.Shift) ? -1 : 1);
                    break;
                default:
                    _completion = null;
                    Apply(key);
                    break;
            }

            Show();
        }
    }

    /// <summary>What is typed, without showing it.</summary>
    /// <inheritdoc cref="ReadLine" path="/exception"/>
    public SecureString? ReadSecret(string prompt)
    {
        Start(prompt);
        var secret = new SecureString();
        while (true)
        {
            ConsoleKeyInfo key = console.ReadKey();
            switch (key)
            {
                case { Key: ConsoleKey.Enter }:
                    console.Write(Environment.NewLine);
                    return secret;
                case { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control }:
                    console.Write("^C" + Environment.NewLine);
                    throw new OperationCanceledException();
                case { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } when secret.Length == 0:
                    console.Write(Environment.NewLine);
                    return null;
                case { Key: ConsoleKey.Backspace } when secret.Length > 0:
                    secret.RemoveAt(secret.Length - 1);
                    break;
                case { KeyChar: var character } when !char.IsControl(character):
                    secret.AppendChar(character);
                    break;
                default:
                    break;
            }
        }
    }

    private void Start(string prompt)
    {
        _prompt = prompt;
        _text = string.Empty;
        _cursor = 0;
        _shownRow = 0;
        _historyPosition = _history.Count;
        _unfinished = string.Empty;
        _completion = null;
        console.Write(prompt);
    }

    private void Apply(ConsoleKeyInfo key)
    {
        var control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow:
                _cursor = control ? StartOfWord() : Previous();
                break;
            case ConsoleKey.RightArrow:
                _cursor = control ? EndOfWord() : Next();
                break;
            case ConsoleKey.Home:
            case ConsoleKey.A when control:
                _cursor = 0;
                break;
            case ConsoleKey.End:
            case ConsoleKey.E when control:
                _cursor = _text.Length;
                break;
            case ConsoleKey.UpArrow:
                Recall(_historyPosition - 1);
                break;
            case ConsoleKey.DownArrow:
                Recall(_historyPosition + 1);
                break;
            case ConsoleKey.W when control:
            case ConsoleKey.Backspace when control:
                Replace(StartOfWord(), _cursor, string.Empty);
                break;
            case ConsoleKey.Backspace when _cursor > 0:
                Replace(Previous(), _cursor, string.Empty);
                break;
            case ConsoleKey.Delete when _cursor < _text.Length:
            case ConsoleKey.D when control && _cursor < _text.Length:
                Replace(_cursor, Next(), string.Empty);
                break;
            case ConsoleKey.K when control:
                Replace(_cursor, _text.Length, string.Empty);
                break;
            case ConsoleKey.U when control:
                Replace(0, _cursor, string.Empty);
                break;
            case ConsoleKey.Escape:
                Replace(0, _text.Length, string.Empty);
                break;
            case ConsoleKey.L when control:
                console.Write("\e[2J\e[H");
                _shownRow = 0;
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                {
                    Replace(_cursor, _cursor, key.KeyChar.ToString());
                }

                break;
        }
    }

    private void Replace(int start, int end, string replacement)
    {
        _text = _text[..start] + replacement + _text[end..];
        _cursor = start + replacement.Length;
    }

    private int Previous() => Math.Max(0, _cursor - (_cursor > 1 && char.IsLowSurrogate(_text[_cursor - 1]) ? 2 : 1));

    private int Next() => Math.Min(_text.Length, _cursor + (_cursor < _text.Length && char.IsHighSurrogate(_text[_cursor]) ? 2 : 1));

    private int StartOfWord()
    {
        var position = _cursor;
        while (position > 0 && char.IsWhiteSpace(_text[position - 1]))
        {
            position--;
        }

        while (position > 0 && !char.IsWhiteSpace(_text[position - 1]))
        {
            position--;
        }

        return position;
    }

    private int EndOfWord()
    {
        var position = _cursor;
        while (position < _text.Length && char.IsWhiteSpace(_text[position]))
        {
            position++;
        }

        while (position < _text.Length && !char.IsWhiteSpace(_text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>One past the newest line is the one that was being typed.</summary>
    private void Recall(int position)
    {
        if (position < 0 || position > _history.Count || position == _historyPosition)
        {
            return;
        }

        if (_historyPosition == _history.Count)
        {
            _unfinished = _text;
        }

        _historyPosition = position;
        Replace(0, _text.Length, position == _history.Count ? _unfinished : _history[position]);
    }

    /// <summary>The first Tab asks for completions; those after it go round them, each in place of the one before.</summary>
    private void Complete(int step)
    {
        if (_completion is null)
        {
            Completion? completion = complete?.Invoke(_text, _cursor);
            if (completion is not { Matches.Count: > 0 })
            {
                return;
            }

            _completion = completion;
            _match = step > 0 ? 0 : completion.Matches.Count - 1;
        }
        else
        {
            _match = (_match + step + _completion.Matches.Count) % _completion.Matches.Count;
        }

        var match = _completion.Matches[_match];
        Replace(_completion.Start, _completion.Start + _completion.Length, match);
        _completion = _completion with { Length = match.Length };
    }

    private void MoveTo(int cursor)
    {
        _cursor = cursor;
        Show();
    }

    /// <summary>Draws the prompt and the line again from where they began, and leaves the terminal's cursor where the editor's is.</summary>
    private void Show()
    {
        var output = new StringBuilder();
        if (_shownRow > 0)
        {
            output.Append(CultureInfo.InvariantCulture, $"\e[{_shownRow}A");
        }

        output.Append('\r').Append(_prompt);
        var column = new StringDecorated(_prompt).ContentLength % console.Width;
        var row = 0;
        (int Row, int Column) cursor = (row, column);
        for (var i = 0; i <= _text.Length; i++)
        {
            var width = i < _text.Length ? CellsOf(_text[i]) : 0;
            if (column + Math.Max(1, width) > console.Width)
            {
                // Terminals put off the line break after the last column until something follows: a blank that the next character overwrites.
                output.Append(' ', console.Width - column + 1).Append('\r');
                row++;
                column = 0;
            }

            if (i == _cursor)
            {
                cursor = (row, column);
            }

            if (i == _text.Length)
            {
                break;
            }

            if (_text[i] == '\n')
            {
                output.Append("\e[K\r\n");
                row++;
                column = 0;
            }
            else
            {
                output.Append(_text[i]);
                column += width;
            }
        }

        output.Append("\e[J");
        if (row > cursor.Row)
        {
            output.Append(CultureInfo.InvariantCulture, $"\e[{row - cursor.Row}A");
        }

        output.Append('\r');
        if (cursor.Column > 0)
        {
            output.Append(CultureInfo.InvariantCulture, $"\e[{cursor.Column}C");
        }

        _shownRow = cursor.Row;
        console.Write(output.ToString());
    }

    /// <summary>East Asian wide characters and emoji take two cells; the second half of a surrogate pair is part of the first.</summary>
    private static int CellsOf(char character) => character switch
    {
        '\n' => 0,
        >= '\uDC00' and <= '\uDFFF' => 0,
        >= '\u1100' and <= '\u115F' or >= '\u2E80' and <= '\uA4CF' or >= '\uAC00' and <= '\uD7A3' => 2,
        >= '\uD800' and <= '\uDBFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFE6F' or >= '\uFF00' and <= '\uFF60' => 2,
        _ => 1,
    };
}
