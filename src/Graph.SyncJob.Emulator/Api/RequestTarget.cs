using System;
using System.Linq;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>
/// The request target as it was sent. Segments are split before they are decoded, each exactly once, so that an id may hold
/// anything, an escaped slash included, and a dot segment is never resolved.
/// </summary>
internal sealed class RequestTarget
{
    private readonly string _asSent;

    private RequestTarget(string asSent, string path, string query)
    {
        _asSent = asSent;
        Path = path;
        Query = query;

        var segments = path.Split('/').Skip(1).ToArray();
        Segments = (segments is [.., ""] ? segments[..^1] : segments).Select(Uri.UnescapeDataString).ToArray();
    }

    public string Path { get; }

    /// <summary>The query without its question mark.</summary>
    public string Query { get; }

    public string[] Segments { get; }

    public static RequestTarget Parse(string asSent)
    {
        var target = asSent;

        // A proxy asks with the whole address; only what follows the authority matters here.
        if (!target.StartsWith('/') && target.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme)
        {
            var path = target.IndexOf('/', scheme + 3);
            target = path < 0 ? "/" : target[path..];
        }

        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? new(asSent, target, "") : new(asSent, target[..query], target[(query + 1)..]);
    }

    public override string ToString() => _asSent;
}
