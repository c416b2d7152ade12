using System;
using System.Collections.Generic;

namespace Graph.SyncJob.Emulator;

/// <summary>How a local Microsoft Graph is to be started.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The address to listen on: plain http, an IP address or localhost. Port 0 takes any free port.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:5080");

    /// <summary>A tenant of your own instead of the one in <see cref="SeedTenant"/>; docs/emulator.md has the format.</summary>
    public string? SeedFile { get; init; }

    /// <summary>A generated tenant instead of the one in <see cref="SeedTenant"/>; not together with <see cref="SeedFile"/>.</summary>
    public TenantSize? TenantSize { get; init; }

    /// <summary>How long a running job takes for a cycle; null when jobs move only when they are told to.</summary>
    public TimeSpan? Cycle { get; init; }

    /// <summary>Where every time in an answer, and every time in the seeded jobs, comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether an address that other machines can reach may be used; off, since any bearer token is good enough here.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>Whether to listen for https as well, at the same IP address, with a certificate made for the occasion.</summary>
    public bool Https { get; init; }

    /// <summary>The port for https; 0 takes any free port.</summary>
    public int HttpsPort { get; init; }

    /// <summary>Who can sign in.</summary>
    public IReadOnlyList<AppRegistration> Registrations { get; init; } = SeedIdentities.Registrations;

    /// <summary>How long an access token is good.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether Graph takes only tokens that this emulator issued. Otherwise a token that it did not issue, whatever it is, may do
    /// everything; one that it did issue is checked in either case.
    /// </summary>
    public bool StrictTokens { get; init; }

    /// <summary>How often a device code is answered with authorization_pending before it is approved; null waits for a decision.</summary>
    public int? DeviceCodePendingPolls { get; init; } = 1;

    /// <summary>How long a client is told to wait between two polls, in whole seconds.</summary>
    public TimeSpan DeviceCodeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The faults that are in force from the start.</summary>
    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>How many requests Graph answers before it throttles; null for no limit.</summary>
    public RequestRate? RateLimit { get; init; }

    /// <summary>How long every request takes by the clock; a batch counts once.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How many requests the log keeps; the oldest make room.</summary>
    public int RequestLogCapacity { get; init; } = 2000;

    /// <summary>Whether the log does without headers and bodies, for a run of so many requests that they would fill the memory.</summary>
    public bool LightRequestLog { get; init; }
}
