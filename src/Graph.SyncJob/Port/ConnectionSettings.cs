using System;
using System.Collections.Generic;

namespace Graph.SyncJob.Port;

/// <summary>Where Graph is and how to sign in to it.</summary>
/// <param name="GraphRoot">The service root without version, for example <c>https://graph.microsoft.com</c>. Tokens go nowhere else.</param>
/// <param name="SignIn">How to get a token.</param>
internal sealed record ConnectionSettings(Uri GraphRoot, SignIn SignIn)
{
    /// <summary>How long to wait for one answer, of Graph or of the identity provider, unless the caller says otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Where the identity provider is; null for the place that Azure.Identity looks at by itself.</summary>
    public Uri? AuthorityHost { get; init; }

    /// <summary>How long to wait for one answer.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>How often, and for how long, to try again, unless a call says otherwise.</summary>
    public RetryLimits Retry { get; init; } = RetryLimits.Default;
}

/// <summary>Who is signed in, as far as the token tells. Never the token.</summary>
internal sealed record SignInDescription
{
    public string? TenantId { get; init; }

    public string? ClientId { get; init; }

    public string? AppName { get; init; }

    public string? Account { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public IReadOnlyList<string> Roles { get; init; } = [];

    public DateTimeOffset? ExpiresOn { get; init; }
}
