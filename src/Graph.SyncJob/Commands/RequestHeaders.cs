using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Identity;

namespace Graph.SyncJob.Commands;

/// <summary>Checks the headers that a caller wants to send along.</summary>
internal static class RequestHeaders
{
    // What the module or the transport sets itself. A caller's Authorization would send a token past the sign-in.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Proxy-Authorization", "Cookie", "Host", "Connection", "Transfer-Encoding", "Upgrade", "Expect", "TE", "Trailer",
    };

    /// <summary>Reads one entry of a caller's dictionary. Returns why it can't be sent; null when it can.</summary>
    public static string? Read(object? key, object? value, out KeyValuePair<string, string[]> header)
    {
        var name = key?.ToString() ?? string.Empty;
        var values = Values(value);
        header = new KeyValuePair<string, string[]>(name, values ?? []);
        return name switch
        {
            "" => "a header has no name.",
            _ when !name.All(IsTokenCharacter) => $"{Text.Quote(name)} is not a header name.",
            _ when Reserved.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) =>
                $"{name} is set by the module itself.",
            _ when values is null => $"the value of {name} is neither text nor a list of texts.",
            _ when values.Length == 0 => $"{name} has no value.",
            _ when values.Any(text => text.Any(character => character is not '\t' and (< ' ' or > '~'))) =>
                $"the value of {name} holds a line break or another character that a header can't carry.",
            _ => null,
        };
    }

    /// <summary>The texts of a value, or of each one in a list; null when there is a list, or a dictionary, where a text has to be.</summary>
    private static string[]? Values(object? value) => Unwrap(value) switch
    {
        null => [],
        string text => [text],
        IDictionary => null,
        IEnumerable many when many.Cast<object?>().Select(Unwrap).OfType<object>().ToArray() is var all =>
            all.Any(one => one is IEnumerable and not string) ? null : [.. all.Select(Words)],
        var one => [Words(one)],
    };

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static string Words(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static bool IsTokenCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
            or '!' or '#' or '$' or '%' or '&' or '\'' or '*' or '+' or '-' or '.' or '^' or '_' or '`' or '|' or '~';
}
