using System;
using System.Collections.Generic;

namespace Graph.SyncJob;

/// <summary>Who is signed in to which Graph, and how. Never holds the token.</summary>
public sealed class GraphSyncJobContext
{
    /// <summary>Who made the sign-in that is in force: <c>Connect-GraphSyncJob</c>, <c>Connect-MgGraph</c> or <c>DefaultCredential</c>.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>The way of the sign-in, such as <c>ManagedIdentity</c> or <c>ClientCertificate</c>.</summary>
    public string AuthType { get; init; } = string.Empty;

    /// <summary>Id of the tenant; null when the token does not tell.</summary>
    public string? TenantId { get; init; }

    /// <summary>Application (client) id that the token was issued to; null when the token does not tell.</summary>
    public string? ClientId { get; init; }

    /// <summary>The name of that application; null when the token does not tell.</summary>
    public string? AppName { get; init; }

    /// <summary>The user's name; null for a sign-in without a user.</summary>
    public string? Account { get; init; }

    /// <summary>Delegated permissions of the token.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Application permissions of the token.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The cloud: <c>Global</c>, <c>USGov</c>, <c>USGovDoD</c>, <c>China</c>, or the name of one that Connect-MgGraph knows; null for any other.</summary>
    public string? Environment { get; init; }

    /// <summary>The service root that requests, and the token, go to.</summary>
    public Uri? GraphEndpoint { get; init; }

    /// <summary>The identity provider that issued the token; null when the caller brought it.</summary>
    public Uri? AuthorityHost { get; init; }

    /// <summary>Whether the sign-in ends with this process or is there for the next one of this user: <c>Process</c> or <c>CurrentUser</c>.</summary>
    public string? ContextScope { get; init; }

    /// <summary>When the token expires, in UTC; it is renewed before. Null when that is not known.</summary>
    public DateTimeOffset? TokenExpiresOn { get; init; }
}
