using System;
using System.Collections.Generic;

namespace Graph.SyncJob.Emulator;

/// <summary>Who can sign in unless <see cref="EmulatorOptions.Registrations"/> says otherwise. Ids and secrets do not change.</summary>
public static class SeedIdentities
{
    /// <summary>The tenant id, unless a seed file has another.</summary>
    public const string TenantId = SeedTenant.TenantId;

    /// <summary>The domain by which the tenant can be addressed as well.</summary>
    public const string TenantDomain = "contoso.onmicrosoft.com";

    /// <summary>The path of the emulator's own issuer of workload assertions.</summary>
    public const string WorkloadIssuer = "/emulator/oidc";

    /// <summary>What X-IDENTITY-HEADER has to say at the App Service endpoint.</summary>
    public const string IdentityHeader = "emulator-identity-header";

    /// <summary>The client id that Azure.Identity uses when it is given none.</summary>
    public const string AzureDeveloperClientId = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    /// <summary>The client id of Microsoft Graph Command Line Tools.</summary>
    public const string GraphCommandLineClientId = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    private static readonly string[] ReadWriteScopes =
        ["Synchronization.Read.All", "Synchronization.ReadWrite.All", "Application.Read.All", "Application.ReadWrite.All", "User.Read"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AppRegistration> Registrations { get; } =
    [
        new()
        {
            ClientId = ReadWriteApp.ClientId,
            ObjectId = ReadWriteApp.ObjectId,
            DisplayName = ReadWriteApp.DisplayName,
            Secrets = [new(ReadWriteApp.Secret), new(ReadWriteApp.ExpiredSecret, DateTimeOffset.UnixEpoch)],
            FederatedCredentials = [new(WorkloadIssuer, ReadWriteApp.WorkloadSubject)],
            Roles = ["Synchronization.ReadWrite.All", "Application.Read.All"],
        },
        new()
        {
            ClientId = ReadOnlyApp.ClientId,
            ObjectId = ReadOnlyApp.ObjectId,
            DisplayName = ReadOnlyApp.DisplayName,
            Secrets = [new(ReadOnlyApp.Secret)],
            Roles = ["Synchronization.Read.All", "Application.Read.All"],
        },
        new()
        {
            ClientId = BoxOwner.ClientId,
            ObjectId = BoxOwner.ObjectId,
            DisplayName = BoxOwner.DisplayName,
            Secrets = [new(BoxOwner.Secret)],
            Roles = ["Application.ReadWrite.OwnedBy"],
            OwnedApplications = [SeedTenant.Box.AppId],
        },
        new()
        {
            ClientId = Powerless.ClientId,
            ObjectId = Powerless.ObjectId,
            DisplayName = Powerless.DisplayName,
            Secrets = [new(Powerless.Secret)],
        },
        new()
        {
            ClientId = PublicClient.ClientId,
            ObjectId = PublicClient.ObjectId,
            DisplayName = PublicClient.DisplayName,
            Scopes = ReadWriteScopes,
            IsPublicClient = true,
        },
        new()
        {
            ClientId = AzureDeveloperClientId,
            ObjectId = "ffffffff-0000-4000-8000-000000000008",
            DisplayName = "Azure CLI",
            Scopes = ReadWriteScopes,
            IsPublicClient = true,
        },
        new()
        {
            ClientId = GraphCommandLineClientId,
            ObjectId = "ffffffff-0000-4000-8000-000000000009",
            DisplayName = "Microsoft Graph Command Line Tools",
            Scopes = ReadWriteScopes,
            IsPublicClient = true,
        },
        new()
        {
            ClientId = SystemAssigned.ClientId,
            ObjectId = SystemAssigned.ObjectId,
            DisplayName = SystemAssigned.DisplayName,
            Roles = ["Synchronization.ReadWrite.All", "Application.Read.All"],
            ManagedIdentity = ManagedIdentityKind.SystemAssigned,
        },
        new()
        {
            ClientId = UserAssigned.ClientId,
            ObjectId = UserAssigned.ObjectId,
            DisplayName = UserAssigned.DisplayName,
            Roles = ["Synchronization.Read.All", "Application.Read.All"],
            ManagedIdentity = ManagedIdentityKind.UserAssigned,
        },
    ];

    /// <summary>An application that may do everything with synchronization jobs.</summary>
    public static class ReadWriteApp
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "Sync automation";

        /// <summary>The client id.</summary>
        public const string ClientId = "eeeeeeee-0000-4000-8000-000000000001";

        /// <summary>The object id of the service principal.</summary>
        public const string ObjectId = "ffffffff-0000-4000-8000-000000000001";

        /// <summary>A client secret that is good.</summary>
        public const string Secret = "emulator-secret-read-write";

        /// <summary>A client secret that has expired.</summary>
        public const string ExpiredSecret = "emulator-secret-expired";

        /// <summary>The subject whose assertions, issued by <see cref="WorkloadIssuer"/>, stand for this application.</summary>
        public const string WorkloadSubject = "system:serviceaccount:sync:runner";
    }

    /// <summary>An application that may look at synchronization jobs.</summary>
    public static class ReadOnlyApp
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "Sync report";

        /// <summary>The client id.</summary>
        public const string ClientId = "eeeeeeee-0000-4000-8000-000000000002";

        /// <summary>The object id of the service principal.</summary>
        public const string ObjectId = "ffffffff-0000-4000-8000-000000000002";

        /// <summary>A client secret that is good.</summary>
        public const string Secret = "emulator-secret-read-only";
    }

    /// <summary>An application that may change what it owns, which is <see cref="SeedTenant.Box"/>.</summary>
    public static class BoxOwner
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "Box sync automation";

        /// <summary>The client id.</summary>
        public const string ClientId = "eeeeeeee-0000-4000-8000-000000000003";

        /// <summary>The object id of the service principal.</summary>
        public const string ObjectId = "ffffffff-0000-4000-8000-000000000003";

        /// <summary>A client secret that is good.</summary>
        public const string Secret = "emulator-secret-box-owner";
    }

    /// <summary>An application that was granted nothing: it gets tokens, and a 403 for each.</summary>
    public static class Powerless
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "Not consented yet";

        /// <summary>The client id.</summary>
        public const string ClientId = "eeeeeeee-0000-4000-8000-000000000004";

        /// <summary>The object id of the service principal.</summary>
        public const string ObjectId = "ffffffff-0000-4000-8000-000000000004";

        /// <summary>A client secret that is good.</summary>
        public const string Secret = "emulator-secret-powerless";
    }

    /// <summary>An application through which <see cref="User"/> signs in with a device code.</summary>
    public static class PublicClient
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "Sync console";

        /// <summary>The client id.</summary>
        public const string ClientId = "eeeeeeee-0000-4000-8000-000000000005";

        /// <summary>The object id of the service principal.</summary>
        public const string ObjectId = "ffffffff-0000-4000-8000-000000000005";
    }

    /// <summary>The system-assigned managed identity of the machine; it may do everything with synchronization jobs.</summary>
    public static class SystemAssigned
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "runbook-host";

        /// <summary>The client id.</summary>
        public const string ClientId = "eeeeeeee-0000-4000-8000-000000000006";

        /// <summary>The object id of the service principal.</summary>
        public const string ObjectId = "ffffffff-0000-4000-8000-000000000006";
    }

    /// <summary>A user-assigned managed identity of the machine; it may look at synchronization jobs.</summary>
    public static class UserAssigned
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "sync-report-identity";

        /// <summary>The client id.</summary>
        public const string ClientId = "eeeeeeee-0000-4000-8000-000000000007";

        /// <summary>The object id of the service principal.</summary>
        public const string ObjectId = "ffffffff-0000-4000-8000-000000000007";
    }

    /// <summary>The user who signs in when a device code is approved.</summary>
    public static class User
    {
        /// <summary>The display name.</summary>
        public const string DisplayName = "Ada Admin";

        /// <summary>The user principal name.</summary>
        public const string PrincipalName = "ada@contoso.onmicrosoft.com";

        /// <summary>The object id.</summary>
        public const string ObjectId = "ffffffff-0000-4000-8000-000000000100";
    }
}
