using System;
using System.Text.Json.Nodes;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>What differs between the two kinds of object that have synchronization jobs.</summary>
internal sealed class OwnerKind
{
    public static readonly OwnerKind Applications = new("applications", owner => owner.ApplicationId, (application, _) => new()
    {
        ["id"] = application.ApplicationId,
        ["appId"] = application.AppId,
        ["displayName"] = application.DisplayName,
        ["createdDateTime"] = GraphJson.Time(application.CreatedDateTime),
        ["signInAudience"] = "AzureADMyOrg",
        ["identifierUris"] = new JsonArray(),
        ["tags"] = new JsonArray(),
    });

    public static readonly OwnerKind ServicePrincipals = new("servicePrincipals", owner => owner.ServicePrincipalId, (application, tenantId) => new()
    {
        ["id"] = application.ServicePrincipalId,
        ["appId"] = application.AppId,
        ["displayName"] = application.DisplayName,
        ["appDisplayName"] = application.DisplayName,
        ["appOwnerOrganizationId"] = tenantId,
        ["accountEnabled"] = true,
        ["createdDateTime"] = GraphJson.Time(application.CreatedDateTime),
        ["servicePrincipalType"] = "Application",
        ["signInAudience"] = "AzureADMyOrg",
        ["tags"] = new JsonArray("WindowsAzureActiveDirectoryIntegratedApp"),
    });

    private readonly Func<EnterpriseApplication, string?> _id;
    private readonly Func<EnterpriseApplication, string, JsonObject> _describe;

    private OwnerKind(
        string entitySet, Func<EnterpriseApplication, string?> id, Func<EnterpriseApplication, string, JsonObject> describe)
    {
        EntitySet = entitySet;
        _id = id;
        _describe = describe;
    }

    public string EntitySet { get; }

    public static OwnerKind? Find(string entitySet) =>
        Array.Find([Applications, ServicePrincipals], kind => kind.EntitySet.Equals(entitySet, StringComparison.OrdinalIgnoreCase));

    public string? IdOf(EnterpriseApplication application) => _id(application);

    public JsonObject Describe(EnterpriseApplication application, string tenantId) => _describe(application, tenantId);
}
