using System;
using System.Collections.Generic;

namespace Graph.SyncJob.Emulator;

/// <summary>An application, or a managed identity, that may sign in.</summary>
public sealed record AppRegistration
{
    /// <summary>The client id (appId).</summary>
    public required string ClientId { get; init; }

    /// <summary>The object id of its service principal; the <c>oid</c> of its application tokens.</summary>
    public required string ObjectId { get; init; }

    /// <summary>The display name.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Client secrets, expired ones too.</summary>
    public IReadOnlyList<AppSecret> Secrets { get; init; } = [];

    /// <summary>Certificates in PEM, without their private keys.</summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];

    /// <summary>Whose assertions stand for this application.</summary>
    public IReadOnlyList<FederatedCredential> FederatedCredentials { get; init; } = [];

    /// <summary>Application permissions to Graph, such as Synchronization.ReadWrite.All.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Delegated permissions to Graph that have been consented to.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>What Application.ReadWrite.OwnedBy reaches: object ids or appIds of applications and service principals.</summary>
    public IReadOnlyList<string> OwnedApplications { get; init; } = [];

    /// <summary>Whether users may sign in with a device code, without a secret of the application.</summary>
    public bool IsPublicClient { get; init; }

    /// <summary>Whether this is a managed identity, and how it is asked for.</summary>
    public ManagedIdentityKind ManagedIdentity { get; init; }
}

/// <summary>A client secret.</summary>
/// <param name="Value">The secret itself.</param>
/// <param name="Expires">When it stops being good; null for never.</param>
public sealed record AppSecret(string Value, DateTimeOffset? Expires = null)
{
    /// <summary>Says everything but the secret.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => Expires is { } expires ? $"a secret that expires {expires:u}" : "a secret";
}

/// <summary>An assertion of another issuer that is taken in the place of a secret (workload identity federation).</summary>
/// <param name="Issuer">The issuer; a path such as /emulator/oidc is one of the emulator itself.</param>
/// <param name="Subject">The subject, compared exactly.</param>
/// <param name="Audience">The audience.</param>
public sealed record FederatedCredential(string Issuer, string Subject, string Audience = "api://AzureADTokenExchange");

/// <summary>Whether an identity belongs to the machine.</summary>
public enum ManagedIdentityKind
{
    /// <summary>An ordinary application.</summary>
    None,

    /// <summary>The identity that a request which names none gets.</summary>
    SystemAssigned,

    /// <summary>One that is asked for by its client id.</summary>
    UserAssigned,
}
