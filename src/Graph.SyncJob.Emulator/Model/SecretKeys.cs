using System;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>What a saved secret may be called.</summary>
internal static class SecretKeys
{
    private static readonly string[] Names =
    [
        "None", "UserName", "Password", "SecretToken", "AppKey", "BaseAddress", "ClientIdentifier", "ClientSecret", "SingleSignOnType", "Sandbox", "Url",
        "Domain", "ConsumerKey", "ConsumerSecret", "TokenKey", "TokenExpiration", "Oauth2AccessToken", "Oauth2AccessTokenCreationTime",
        "Oauth2RefreshToken", "SyncAll", "InstanceName", "Oauth2ClientId", "Oauth2ClientSecret", "CompanyId", "UpdateKeyOnSoftDelete",
        "SynchronizationSchedule", "SystemOfRecord", "SandboxName", "EnforceDomain", "SyncNotificationSettings", "SkipOutOfScopeDeletions",
        "Oauth2AuthorizationCode", "Oauth2RedirectUri", "ApplicationTemplateIdentifier", "Oauth2TokenExchangeUri", "Oauth2AuthorizationUri",
        "AuthenticationType", "Server", "PerformInboundEntitlementGrants", "HardDeletesEnabled", "SyncAgentCompatibilityKey",
        "SyncAgentADContainer", "ValidateDomain", "TestReferences", "ConnectionString",
    ];

    // Those that let somebody in.
    private static readonly string[] Credentials =
    [
        "Password", "SecretToken", "AppKey", "ClientSecret", "ConsumerSecret", "TokenKey", "Oauth2AccessToken", "Oauth2RefreshToken",
        "Oauth2ClientSecret", "Oauth2AuthorizationCode", "ConnectionString",
    ];

    /// <summary>The key as the metadata writes it; null when there is none of that name.</summary>
    public static string? Find(string name) => Array.Find(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static bool IsCredential(string key) => Array.IndexOf(Credentials, key) >= 0;
}
