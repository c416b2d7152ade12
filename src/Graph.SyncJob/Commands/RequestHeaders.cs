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
        header = new KeyValuePair<string, string[]>(name, Values(value).ToArray());
        return name switch
        {
            "" => "a header has no name.",
            _ when !name.All(IsTokenCharacter) => $"{Text.Quote(name)} is not a header name.",
            _ when Reserved.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) =>
                $"{name} is set by the module itself.",
            _ when header.Value.Length == 0 => $"{name} has no value.",
            _ when header.Value.Any(text => text.Any(character => character is not '\t' and (< ' ' or > '~'))) =>
                $"the value of {name} holds a line break or another character that a header can't carry.",
            _ => null,
        };
    }

    private static IEnumerable<string> Values(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => [],
        string text => [text],
        IEnumerable many => many.Cast<object?>().SelectMany(Values),
        var one => [Convert.ToString(one, CultureInfo.InvariantCulture) ?? string.Empty],
    };

    private static bool IsTokenCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
            or '!' or '#' or '$' or '%' or '&' or '\'' or '*' or '+' or '-' or '.' or '^' or '_' or '`' or '|' or '~';
}
