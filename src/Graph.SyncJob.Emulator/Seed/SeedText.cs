using System;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Graph.SyncJob.Emulator.Seed;

/// <summary>The text of a seed file, and where in it things are: whoever wrote it wants the line.</summary>
internal sealed class SeedText(string file, byte[] bytes)
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The text without a byte order mark, which editors on Windows add and JSON does not know.</summary>
    public ReadOnlyMemory<byte> Json { get; } = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsMemory(3) : bytes;

    /// <summary>An error about what stands at a path such as <c>$.applications[0].appId</c>.</summary>
    public EmulatorStartException Wrong(string path, string message) => new($"{file}({LineOf(path)}): {Shown(path)}{message}");

    /// <summary>An error that came up while reading.</summary>
    public EmulatorStartException Wrong(JsonException error)
    {
        // The reader's own exceptions are about text that is not JSON; the others are about what the JSON says.
        if (error.InnerException is JsonException malformed)
        {
            var line = (malformed.LineNumber ?? 0) + 1;
            var position = (malformed.BytePositionInLine ?? 0) + 1;
            var reason = malformed.Message.Split(" LineNumber:")[0];
            return new EmulatorStartException($"{file}({line},{position}): this is not JSON: {reason}");
        }

        var path = error.Path ?? "$";
        if (error.Message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return Wrong(path, "there is no property of this name");
        }

        if (error.Message.Contains("Duplicate property", StringComparison.Ordinal))
        {
            return new EmulatorStartException($"{file}({(error.LineNumber ?? 0) + 1}): {Shown(path)}a property is there twice");
        }

        var expected = error.Message.EndsWith("is expected", StringComparison.Ordinal) ? $"; {error.Message}" : "";
        return Wrong(path, $"{Value(path)} cannot stand here{expected}");
    }

    public int LineOf(string path) => Find(path) is var (start, _) ? Json.Span[..start].Count((byte)'\n') + 1 : 1;

    private static string Shown(string path) => path == "$" ? "" : $"{path[1..].TrimStart('.')}: ";

    private string Value(string path)
    {
        if (Find(path) is not var (start, end))
        {
            return "this";
        }

        var text = Encoding.UTF8.GetString(Json.Span[start..end]);
        return text is ['{', ..] ? "an object" : text is ['[', ..] ? "a list" : text;
    }

    // Walks to the value at a path. For an object or a list the end is that of its first token: only the kind is of interest.
    private (int Start, int End)? Find(string path)
    {
        var reader = new Utf8JsonReader(Json.Span, Lenient);
        return reader.Read() && Descend(ref reader, path.AsSpan(1)) ? ((int)reader.TokenStartIndex, (int)reader.BytesConsumed) : null;
    }

    private static bool Descend(ref Utf8JsonReader reader, ReadOnlySpan<char> path)
    {
        while (!path.IsEmpty)
        {
            // The serializer quotes a name that holds a character with a meaning of its own: ['some.name'].
            var end = path.StartsWith("['")
                ? path.IndexOf("']") + 2
                : path[1..].IndexOfAny('.', '[') is >= 0 and var next ? next + 1 : path.Length;
            var step = path[1..end].TrimEnd(']');
            var found = path[0] == '[' && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? SkipTo(ref reader, index)
                : SkipTo(ref reader, step.Trim('\'').ToString());
            if (!found)
            {
                return false;
            }

            path = path[end..];
        }

        return true;
    }

    private static bool SkipTo(ref Utf8JsonReader reader, int index)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (index-- == 0)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool SkipTo(ref Utf8JsonReader reader, string property)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(property);
            reader.Read();
            if (isIt)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
