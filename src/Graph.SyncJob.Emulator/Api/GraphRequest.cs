using System;
using System.Collections.Generic;
using System.Net.Http.Headers;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>A request to Graph with nothing of the web server in it.</summary>
internal sealed record GraphRequest
{
    public required string Method { get; init; }

    public required RequestTarget Target { get; init; }

    /// <summary>Scheme and host as the client named them; absolute links in answers are built from it.</summary>
    public required string Host { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public required string RequestId { get; init; }

    public required string ClientRequestId { get; init; }

    public string? BearerToken =>
        AuthenticationHeaderValue.TryParse(Headers.GetValueOrDefault("Authorization"), out var authorization)
        && authorization.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && !string.IsNullOrWhiteSpace(authorization.Parameter)
            ? authorization.Parameter.Trim()
            : null;

    public bool IsEventuallyConsistent =>
        "eventual".Equals(Headers.GetValueOrDefault("ConsistencyLevel"), StringComparison.OrdinalIgnoreCase);

    public bool IsBatch =>
        Target.Segments is [_, var last] && last.Equals("$batch", StringComparison.OrdinalIgnoreCase);
}
