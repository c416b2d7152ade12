using System;

namespace Graph.SyncJob.Emulator;

/// <summary>How a local Microsoft Graph is to be started.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The address to listen on: plain http, an IP address or localhost. Port 0 takes any free port.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:5080");

    /// <summary>A tenant of your own instead of the one in <see cref="SeedTenant"/>; docs/emulator.md has the format.</summary>
    public string? SeedFile { get; init; }

    /// <summary>Where every time in an answer, and every time in the seeded jobs, comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether an address that other machines can reach may be used; off, since any bearer token is good enough here.</summary>
    public bool AllowRemote { get; init; }
}
