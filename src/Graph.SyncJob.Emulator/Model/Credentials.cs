using System;
using System.Collections.Generic;
using System.Linq;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>Secrets by their keys. The values are for judging only: nothing writes them anywhere.</summary>
internal sealed class Credentials(IReadOnlyDictionary<string, string> values)
{
    /// <summary>The value that no system accepts.</summary>
    public const string BadValue = "bad";

    public static readonly Credentials None = new(new Dictionary<string, string>());

    public int Count => values.Count;

    public IEnumerable<string> Keys => values.Keys;

    /// <summary>Whether the system at the far end would let us in: something to show it is there, and all of that is right.</summary>
    public bool AreGood
    {
        get
        {
            var shown = values.Where(secret => SecretKeys.IsCredential(secret.Key)).ToArray();
            return shown.Length > 0
                && shown.All(secret => secret.Value.Length > 0 && !secret.Value.Equals(BadValue, StringComparison.OrdinalIgnoreCase));
        }
    }
}
