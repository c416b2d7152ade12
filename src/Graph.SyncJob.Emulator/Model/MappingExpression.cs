using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>
/// Reads the expressions of attribute mappings: <c>[attribute]</c>, <c>"constant"</c>, a number, true or false,
/// <c>Function(argument, , argument)</c>, and two of those with a comparison between them.
/// </summary>
internal sealed class MappingExpression
{
    private const int DeepestNesting = 50;

    // Longer ones first: < must not be taken out of <=.
    private static readonly string[] Comparisons = ["<>", "<=", ">=", "&&", "||", "=", "<", ">"];

    private readonly string _text;
    private int _position;
    private int _nesting;

    private MappingExpression(string text) => _text = text;

    public static (AttributeMappingSource? Source, string? Error) Parse(string text)
    {
        var expression = new MappingExpression(text);
        try
        {
            var source = expression.Comparison();
            return expression._position == text.Length ? (source, null) : throw expression.Unexpected();
        }
        catch (FormatException wrong)
        {
            return (null, wrong.Message);
        }
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private AttributeMappingSource Comparison()
    {
        SkipSpaces();
        var start = _position;
        var left = Operand();
        while (Array.Find(Comparisons, sign => _text.AsSpan(_position).StartsWith(sign)) is { } comparison)
        {
            _position += comparison.Length;
            SkipSpaces();
            var right = Operand();
            left = new()
            {
                Expression = Text(start),
                Name = comparison,
                Type = AttributeMappingSourceType.Function,
                Parameters = [new() { Key = "left", Value = left }, new() { Key = "right", Value = right }],
            };
        }

        return left;
    }

    private AttributeMappingSource Operand()
    {
        var source = Current switch
        {
            '[' => Attribute(),
            '"' => Constant(),
            var letter when char.IsAsciiLetterOrDigit(letter) || letter == '-' => Word(),
            _ => throw Unexpected(),
        };
        SkipSpaces();
        return source;
    }

    private AttributeMappingSource Attribute()
    {
        var start = _position;
        var end = _text.IndexOf(']', start);
        if (end < 0)
        {
            throw Wrong(start, "the bracket is not closed");
        }

        if (end == start + 1)
        {
            throw Wrong(start, "an attribute has no name");
        }

        _position = end + 1;
        return Leaf(start, _text[(start + 1)..end], AttributeMappingSourceType.Attribute);
    }

    private AttributeMappingSource Constant()
    {
        var start = _position++;
        var value = new StringBuilder();
        while (Current != '"')
        {
            if (Current == '\\' && _position + 1 < _text.Length)
            {
                _position++;
            }

            if (_position >= _text.Length)
            {
                throw Wrong(start, "the quote is not closed");
            }

            value.Append(_text[_position++]);
        }

        _position++;
        return Leaf(start, value.ToString(), AttributeMappingSourceType.Constant);
    }

    private AttributeMappingSource Word()
    {
        var start = _position++;
        while (char.IsAsciiLetterOrDigit(Current))
        {
            _position++;
        }

        var word = _text[start.._position];
        SkipSpaces();
        if (Current == '(')
        {
            return Function(start, word);
        }

        return bool.TryParse(word, out _) || long.TryParse(word, out _)
            ? Leaf(start, word, AttributeMappingSourceType.Constant)
            : throw Wrong(start, $"'{word}' is neither a function nor a constant; attributes stand in brackets, texts in quotes");
    }

    private AttributeMappingSource Function(int start, string name)
    {
        var function = MappingFunctions.Find(name) ?? throw Wrong(start, $"there is no function '{name}'");
        if (++_nesting > DeepestNesting)
        {
            throw Wrong(start, "functions are nested too deeply");
        }

        _position++;
        var arguments = Arguments();
        _nesting--;
        if (function.Check(arguments) is { } wrong)
        {
            throw Wrong(start, wrong);
        }

        return new()
        {
            Expression = Text(start),
            Name = function.Name,
            Type = AttributeMappingSourceType.Function,
            Parameters =
            [
                .. arguments
                    .Select((argument, index) => new AttributeMappingParameter { Key = function.KeyOf(index), Value = argument })
                    .Where(parameter => parameter.Value is not null),
            ],
        };
    }

    // An argument may be left out by leaving its place empty.
    private List<AttributeMappingSource?> Arguments()
    {
        var arguments = new List<AttributeMappingSource?>();
        while (true)
        {
            SkipSpaces();
            arguments.Add(Current is ',' or ')' ? null : Comparison());
            switch (Current)
            {
                case ',':
                    _position++;
                    break;
                case ')':
                    _position++;
                    return arguments is [null] ? [] : arguments;
                default:
                    throw Unexpected();
            }
        }
    }

    private AttributeMappingSource Leaf(int start, string name, AttributeMappingSourceType type) =>
        new() { Expression = Text(start), Name = name, Type = type };

    private string Text(int start) => _text[start.._position].Trim();

    private void SkipSpaces()
    {
        while (char.IsWhiteSpace(Current))
        {
            _position++;
        }
    }

    private FormatException Unexpected() => _position < _text.Length
        ? Wrong(_position, $"'{Current}' cannot stand here")
        : Wrong(_position, "the expression ends too early");

    private static FormatException Wrong(int position, string message) => new($"Position {position + 1}: {message}");
}
