using System.Globalization;
using System.Linq;
using System.Net;
using CsCheck;
using Graph.SyncJob.Sandbox.Editing;

namespace Graph.SyncJob.Tests;

/// <summary>The sandbox's line editor, with keys from a list and a terminal that exists only as a grid of characters.</summary>
public sealed class SandboxLineEditorTests
{
    private const string Prompt = "sandbox> ";

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abc<Left><Left>X", "aXbc")]
    [InlineData("abc<Home>X<End>Y", "XabcY")]
    [InlineData("abc<Left><Backspace>", "ac")]
    [InlineData("abc<Home><Delete><Delete>", "c")]
    [InlineData("<Backspace><Left><Delete>a<Right>", "a")]
    [InlineData("one two<^Left>X", "one Xtwo")]
    [InlineData("one two<Home><^Right>X", "oneX two")]
    [InlineData("one two <^W>", "one ")]
    [InlineData("one two<^Left><^K>", "one ")]
    [InlineData("one two<^Left><^U>", "two")]
    [InlineData("one<^A>X<^E>Y", "XoneY")]
    [InlineData("gone<Escape>here", "here")]
    [InlineData("ab<Home><^D>", "b")]
    [InlineData("a😀<Left>b<Delete>", "ab")]
    [InlineData("a😀<Backspace>", "a")]
    public void Keys_edit_the_line(string keys, string expected) => Assert.Equal(expected, new Session(keys + "<Enter>").ReadLine());

    [Theory]
    [InlineData("<Up>", "second")]
    [InlineData("<Up><Up>", "first")]
    [InlineData("<Up><Up><Up>", "first")]
    [InlineData("unfinished<Up><Down>", "unfinished")]
    [InlineData("<Down>new", "new")]
    [InlineData("<Up>, and more<Up><Down>", "second")]
    public void The_arrows_bring_back_earlier_lines(string keys, string expected)
    {
        var session = new Session("first<Enter>second<Enter>" + keys + "<Enter>");
        session.Remember(session.ReadLine()!);
        session.Remember(session.ReadLine()!);
        Assert.Equal(expected, session.ReadLine());
    }

    [Fact]
    public void A_line_entered_twice_is_remembered_once()
    {
        var session = new Session("<Up><Up><Enter>");
        session.Remember("first");
        session.Remember("second");
        session.Remember("second");
        Assert.Equal("first", session.ReadLine());
    }

    [Theory]
    [InlineData("Get-E<Tab>", "Get-EmulatorJob")]
    [InlineData("Get-E<Tab><Tab>", "Get-EmulatorRequest")]
    [InlineData("Get-E<Tab><Tab><Tab>", "Get-EmulatorJob")]
    [InlineData("Get-E<S-Tab>", "Get-EmulatorRequest")]
    [InlineData("Get-E | more<Home><Right><Right><Right><Right><Right><Tab>!", "Get-EmulatorJob! | more")]
    [InlineData("nothing<Tab>", "nothing")]
    public void Tab_goes_round_the_completions(string keys, string expected)
    {
        Completion? Complete(string text, int cursor) => text[..cursor] == "Get-E" ? new(0, 5, ["Get-EmulatorJob", "Get-EmulatorRequest"]) : null;

        Assert.Equal(expected, new Session(keys + "<Enter>", Complete).ReadLine());
    }

    [Fact]
    public void Control_C_gives_the_line_up() => Assert.Throws<OperationCanceledException>(() => new Session("abc<^C>").ReadLine());

    [Fact]
    public void Control_D_ends_the_input_on_an_empty_line_only()
    {
        Assert.Null(new Session("<^D>").ReadLine());
        Assert.Equal("a", new Session("a<^D><Enter>").ReadLine());
    }

    [Fact]
    public void A_secret_is_read_and_not_shown()
    {
        var session = new Session("pax<Backspace>ss<Left><Enter>");
        Assert.Equal("pass", new NetworkCredential("", session.ReadSecret()).Password);
        Assert.Equal(Prompt.TrimEnd(), session.Screen.Text.TrimEnd());
    }

    /// <summary>Whatever is typed, and however narrow the terminal: what it shows is the prompt and the line, with the cursor at the right place.</summary>
    [Fact]
    public void The_terminal_shows_the_line_as_it_is()
    {
        string[] keys = ["a", "b", "c", " ", "d", "e", "f", "界", "<Left>", "<Left>", "<Right>", "<Home>", "<End>", "<Backspace>", "<Delete>", "<^W>", "<^Left>", "<Up>", "<Down>"];
        Gen.Select(Gen.Int[10, 24], Gen.Int[0, keys.Length - 1].Select(index => keys[index]).Array[0, 80]).Sample((width, typed) =>
        {
            var session = new Session(string.Concat(typed) + "|<Enter>", width: width);
            session.Remember("a line\nof two");
            var line = session.ReadLine()!;

            // The bar is typed where the cursor is, and leaves it at the character after.
            var expected = new Screen(width);
            expected.Write(Prompt);
            var cursor = (0, 0);
            for (var i = 0; i < line.Length; i++)
            {
                var character = line[i];
                if (i > 0 && line[i - 1] == '|')
                {
                    cursor = expected.CellFor(character);
                }

                // At the end of a full row the cursor has no cell but the first one below, so a line break there takes one row more.
                expected.Write(character == '\n' ? (expected.IsRowFull ? " \r\n" : "\r\n") : character.ToString());
            }

            if (line[^1] == '|')
            {
                cursor = expected.CellFor(' ');
            }

            Assert.Equal(expected.Text, session.Screen.Text);
            Assert.Equal(cursor, session.CursorBeforeEnter);
        });
    }

    /// <summary>An editor with somebody who types: plain characters, and the names of keys in angle brackets.</summary>
    private sealed class Session : IEditorConsole
    {
        private readonly Queue<ConsoleKeyInfo> _keys;
        private readonly LineEditor _editor;

        public Session(string keys, Func<string, int, Completion?>? complete = null, int width = 40)
        {
            _keys = new(Parse(keys));
            Screen = new Screen(width);
            _editor = new LineEditor(this, complete);
        }

        public Screen Screen { get; }

        public int Width => Screen.Width;

        public (int Row, int Column) CursorBeforeEnter { get; private set; }

        public string? ReadLine() => _editor.ReadLine(Prompt);

        public System.Security.SecureString? ReadSecret() => _editor.ReadSecret(Prompt);

        public void Remember(string line) => _editor.Remember(line);

        public ConsoleKeyInfo ReadKey()
        {
            var key = _keys.Dequeue();
            if (key.Key == ConsoleKey.Enter)
            {
                CursorBeforeEnter = Screen.Cursor;
            }

            return key;
        }

        public void Write(string text) => Screen.Write(text);

        private static IEnumerable<ConsoleKeyInfo> Parse(string keys)
        {
            for (var i = 0; i < keys.Length; i++)
            {
                var end = keys[i] == '<' ? keys.IndexOf('>', i) : -1;
                if (end < 0)
                {
                    yield return new ConsoleKeyInfo(keys[i], ConsoleKey.None, shift: false, alt: false, control: false);
                    continue;
                }

                var name = keys[(i + 1)..end];
                i = end;
                var control = name.StartsWith('^');
                var shift = name.StartsWith("S-", StringComparison.Ordinal);
                name = name.TrimStart('^').Replace("S-", "", StringComparison.Ordinal);
                var key = name is "Left" or "Right" or "Up" or "Down" ? Enum.Parse<ConsoleKey>(name + "Arrow") : Enum.Parse<ConsoleKey>(name);
                yield return new ConsoleKeyInfo('\0', key, shift, alt: false, control);
            }
        }
    }

    /// <summary>A terminal as far as the editor uses one, its odd way with the last column included.</summary>
    private sealed class Screen(int width)
    {
        private readonly Dictionary<(int Row, int Column), char> _cells = [];
        private int _row;
        private int _column;

        public int Width => width;

        public bool IsRowFull => _column == width;

        public (int Row, int Column) Cursor => (_row, _column);

        public string Text => string.Join('\n', Enumerable.Range(0, _cells.Keys.Append((0, 0)).Max(cell => cell.Item1) + 1).Select(row =>
            string.Concat(Enumerable.Range(0, width).Select(column => _cells.GetValueOrDefault((row, column), ' '))).TrimEnd())).TrimEnd();

        /// <summary>Where the terminal would put a character.</summary>
        public (int Row, int Column) CellFor(char character) => _column + CellsOf(character) > width ? (_row + 1, 0) : (_row, _column);

        public void Write(string text)
        {
            for (var i = 0; i < text.Length; i++)
            {
                switch (text[i])
                {
                    case '\r':
                        _column = 0;
                        break;
                    case '\n':
                        _row++;
                        _column = 0;
                        break;
                    case '\e':
                        var end = i + 2;
                        while (!char.IsAsciiLetter(text[end]))
                        {
                            end++;
                        }

                        Control(text[end], text[(i + 2)..end]);
                        i = end;
                        break;
                    default:
                        Put(text[i]);
                        break;
                }
            }
        }

        private static int CellsOf(char character) => character == '界' ? 2 : 1;

        private void Put(char character)
        {
            (_row, _column) = CellFor(character);
            _cells[(_row, _column)] = character;
            for (var i = 1; i < CellsOf(character); i++)
            {
                _cells.Remove((_row, _column + i));
            }

            _column += CellsOf(character);
        }

        private void Control(char command, string argument)
        {
            var count = argument.Length > 0 ? int.Parse(argument, CultureInfo.InvariantCulture) : 0;
            switch (command)
            {
                case 'A':
                    _row -= count;
                    break;
                case 'C':
                    _column += count;
                    break;
                case 'J' or 'K':
                    foreach (var cell in _cells.Keys.Where(cell => (cell.Row == _row && cell.Column >= _column) || (command == 'J' && cell.Row > _row)).ToList())
                    {
                        _cells.Remove(cell);
                    }

                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(command), command, null);
            }
        }
    }
}
