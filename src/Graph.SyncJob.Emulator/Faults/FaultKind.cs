using System;
using System.Collections.Generic;
using System.Linq;

namespace Graph.SyncJob.Emulator.Faults;

internal enum FaultKind
{
    Status,
    Latency,
    ResetBefore,
    ResetAfter,
    TimeoutAfter,
    HalfBody,
    BadJson,
    HtmlPage,
    WrongType,
    EmptyBody,
    OkForNoContent,
    Drip,
    HugeBody,
    TokenExpired,
    Stale,
}

internal static class FaultKinds
{
    private static readonly Dictionary<string, FaultKind> Named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["latency"] = FaultKind.Latency,
        ["reset-before"] = FaultKind.ResetBefore,
        ["reset-after"] = FaultKind.ResetAfter,
        ["504-after"] = FaultKind.TimeoutAfter,
        ["half-body"] = FaultKind.HalfBody,
        ["bad-json"] = FaultKind.BadJson,
        ["html-page"] = FaultKind.HtmlPage,
        ["wrong-type"] = FaultKind.WrongType,
        ["empty-body"] = FaultKind.EmptyBody,
        ["200-for-204"] = FaultKind.OkForNoContent,
        ["drip"] = FaultKind.Drip,
        ["huge-body"] = FaultKind.HugeBody,
        ["token-expired"] = FaultKind.TokenExpired,
        ["stale"] = FaultKind.Stale,
    };

    public static string Names { get; } = string.Join(", ", Named.Keys);

    /// <summary>What a name stands for; a number is a status.</summary>
    public static FaultKind? Find(string name) =>
        Named.TryGetValue(name, out var kind) ? kind
        : name.Length == 3 && name.All(char.IsAsciiDigit) ? FaultKind.Status
        : null;
}
