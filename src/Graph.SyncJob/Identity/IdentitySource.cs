using System;
using System.Collections.Generic;
using System.Linq;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Identity;

/// <summary>What an identity was read from: enough for an error to say what was given and what was wrong with it.</summary>
/// <param name="Kind">What the value is, in words: "a hashtable", "an object of type …".</param>
/// <param name="Keys">The keys or property names it has.</param>
/// <param name="Faults">For each identity property that was there but unusable: why.</param>
internal sealed record IdentitySource(string Kind, IReadOnlyList<string> Keys, IReadOnlyDictionary<string, string> Faults)
{
    private const int MostKeysShown = 20;

    /// <summary>The keys seen, as one readable line; short whatever the object was.</summary>
    public string DescribeKeys()
    {
        if (Keys.Count == 0)
        {
            return "none";
        }

        var shown = string.Join(", ", Keys.Take(MostKeysShown).Select(Text.Shorten));
        return Keys.Count > MostKeysShown ? $"{shown} and {Keys.Count - MostKeysShown} more" : shown;
    }

    /// <summary>Whether the type's name says that it is an owner of this kind, as those of the generated SDK do.</summary>
    public bool TypeIsOf(OwnerKind kind) => Kind.EndsWith("MicrosoftGraph" + kind, StringComparison.Ordinal);

    /// <summary>Why what was given for an identity property is unusable; null when it is not there, or good.</summary>
    public string? FaultOf(string name) => Faults.TryGetValue(name, out var fault) ? fault : null;

    public string? FirstFault() =>
        Faults.Count > 0 ? Faults.Values.First()
        : Keys.Any(IdentityReader.IsIdentityProperty) ? null
        : $"{Text.Capitalise(Kind)} has none of the properties of an identity. Properties seen: {DescribeKeys()}.";
}
