using System;
using System.Collections.Generic;

namespace Graph.SyncJob;

/// <summary>Who is signed in to which Graph, and how. Never holds the token.</summary>
public sealed class GraphSyncJobContext
{
    /// <summary>How the sign-in was made: <c>AccessToken</c> or <c>Default</c> (Azure.Identity's DefaultAzureCredential).</summary>
    public string AuthType { get; init; } = string.Empty;

    /// <summary>The service root that requests, and the token, go to.</summary>
    public Uri? GraphEndpoint { get; init; }

    /// <summary>Id of the tenant; null when the token does not tell.</summary>
    public string? TenantId { get; init; }

    /// <summary>Application (client) id that the token was issued to; null when the token does not tell.</summary>
    public string? ClientId { get; init; }

    /// <summary>The user's name, or the application's for a sign-in without a user; null when the token does not tell.</summary>
    public string? Account { get; init; }

    /// <summary>Delegated permissions of the token.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Application permissions of the token.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>When the token expires, in UTC; null when that is not known.</summary>
    public DateTimeOffset? TokenExpiresOn { get; init; }
}
