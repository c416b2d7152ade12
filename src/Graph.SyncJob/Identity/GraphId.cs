using System.Linq;

namespace Graph.SyncJob.Identity;

/// <summary>The one rule for ids: opaque, but a single path segment that can't change where a request goes.</summary>
internal static class GraphId
{
    /// <summary>Why the id can't be used; null when it can.</summary>
    public static string? Fault(string name, string? id) => id switch
    {
        null => $"{name} is $null.",
        _ when string.IsNullOrWhiteSpace(id) => $"{name} is empty.",
        "." or ".." => $"{name} is '{id}', which would change the path of the request.",
        _ when id.FirstOrDefault(character => character is '/' or '\\' or '?' or '#') is var separator and not '\0' =>
            $"{name} {Text.Quote(id)} holds '{separator}', which can't be part of an id.",
        _ when id.Any(char.IsControl) => $"{name} {Text.Quote(id)} holds a control character.",
        _ when !IsWellFormed(id) => $"{name} {Text.Quote(id)} holds half a surrogate pair: it is not valid Unicode.",
        _ when id.Length > MostCharacters => $"{name} is {id.Length} characters long; {MostCharacters} is the most that a request can carry.",
        _ => null,
    };

    // Escaped, a character takes up to nine; the request line of a Graph call must stay below 16 KiB.
    private const int MostCharacters = 512;

    private static bool IsWellFormed(string id)
    {
        for (var index = 0; index < id.Length; index++)
        {
            if (char.IsHighSurrogate(id[index]) && index + 1 < id.Length && char.IsLowSurrogate(id[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(id[index]))
            {
                return false;
            }
        }

        return true;
    }
}
