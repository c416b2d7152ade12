using System;
using System.Collections.Generic;

namespace Graph.SyncJob.Identity;

/// <summary>Finds the word that somebody may have meant.</summary>
internal static class Spelling
{
    private const int MostEdits = 3;

    // Longer names than any real one are not worth the comparison: the input may be hostile.
    private const int MostCharacters = 64;

    /// <summary>The candidate that is a few letters off, or that the word ends with (<c>JobId</c> for <c>SynchronizationJobId</c>); null when none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string? nearest = null;
        var fewest = MostEdits + 1;
        foreach (var candidate in candidates)
        {
            if (candidate.Length is 0 or > MostCharacters)
            {
                continue;
            }

            var edits = candidate.Length > 2 && word.EndsWith(candidate, StringComparison.OrdinalIgnoreCase)
                ? 1
                : Edits(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (edits < fewest)
            {
                (nearest, fewest) = (candidate, edits);
            }
        }

        return nearest;
    }

    // Levenshtein's distance, one row at a time.
    private static int Edits(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var above = row[column];
                var replaced = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
                row[column] = Math.Min(replaced, Math.Min(above, row[column - 1]) + 1);
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
