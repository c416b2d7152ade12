using System;
using System.Collections.Generic;
using System.Security;

namespace Graph.SyncJob.Port;

/// <summary>Where Graph is and how to sign in to it.</summary>
/// <param name="GraphRoot">The service root without version, for example <c>https://graph.microsoft.com</c>. Tokens go nowhere else.</param>
/// <param name="SignIn">How to get a token.</param>
internal sealed record ConnectionSettings(Uri GraphRoot, SignIn SignIn);

/// <summary>A way to sign in: one sealed case each, turned into a credential in one place of the adapter.</summary>
internal abstract record SignIn
{
    private SignIn()
    {
    }

    /// <summary>Azure.Identity's DefaultAzureCredential: environment, workload identity, managed identity, developer tools.</summary>
    internal sealed record Default : SignIn;

    /// <summary>A token that the caller brought.</summary>
    internal sealed record AccessToken(SecureString Token) : SignIn;
}

/// <summary>Who is signed in, as far as the token tells. Never the token.</summary>
internal sealed record SignInDescription
{
    public string? TenantId { get; init; }

    public string? ClientId { get; init; }

    public string? Account { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public IReadOnlyList<string> Roles { get; init; } = [];

    public DateTimeOffset? ExpiresOn { get; init; }
}
