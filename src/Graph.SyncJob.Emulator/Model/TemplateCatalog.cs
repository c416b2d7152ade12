using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>The templates that are there in any tenant, and what an application makes of one.</summary>
internal static class TemplateCatalog
{
    // The id of a template, the directory at the far end, and the rules when their ids are part of SeedTenant.
    private static readonly Dictionary<string, (string System, string? UserRuleId, string? GroupRuleId)> Known = new(StringComparer.Ordinal)
    {
        ["AD2AADPasswordHash"] = ("Active Directory", null, null),
        ["AD2AADProvisioning"] = ("Active Directory", null, null),
        ["Azure2Azure"] = ("Azure Active Directory (target tenant)", null, null),
        ["BoxOutDelta"] = ("Box", SeedTenant.Box.UserRuleId, SeedTenant.Box.GroupRuleId),
        ["DropboxSCIMOutDelta"] = ("Dropbox Business", null, null),
        ["Workday2AAD"] = ("Workday", SeedTenant.Workday.UserRuleId, null),
        ["Workday2AD"] = ("Workday", null, null),
        ["customappsso"] = ("customappsso", null, null),
        ["gitHubEnterpriseCloud"] = ("GitHub Enterprise Cloud", SeedTenant.GitHub.UserRuleId, SeedTenant.GitHub.GroupRuleId),
        ["salesforce"] = ("Salesforce", SeedTenant.Salesforce.UserRuleId, SeedTenant.Salesforce.GroupRuleId),
        ["scim"] = ("scim", null, null),
        ["servicenow"] = ("ServiceNow", SeedTenant.ServiceNow.UserRuleId, SeedTenant.ServiceNow.GroupRuleId),
        ["slackOutDelta"] = ("Slack", SeedTenant.Slack.UserRuleId, SeedTenant.Slack.GroupRuleId),
    };

    private static readonly ConcurrentDictionary<string, SchemaDocument> Schemas = new(StringComparer.Ordinal);

    /// <summary>Templates that POST /jobs may name in any tenant, beside those that the tenant's own jobs were made from.</summary>
    public static IReadOnlyCollection<string> WellKnown => Known.Keys;

    /// <summary>What an application that is not in the gallery can start from.</summary>
    public static readonly string[] ForAnyApplication = ["customappsso", "scim"];

    /// <summary>The template as an application has it when nothing more is said about it.</summary>
    public static TemplateDocument Typical(string templateId, string appId) => new()
    {
        Id = templateId,
        ApplicationId = appId,
        Default = true,
        Description = $"Synchronizes with {SystemOf(templateId)}.",
        Discoverable = true,
        FactoryTag = Array.IndexOf(ForAnyApplication, templateId) >= 0 ? "CustomSCIM" : templateId,
        Metadata =
        [
            new() { Key = SynchronizationMetadata.GalleryApplicationIdentifier, Value = StableId.Of($"gallery {templateId}") },
            new() { Key = SynchronizationMetadata.GalleryApplicationKey, Value = templateId },
            new() { Key = SynchronizationMetadata.IsOAuthEnabled, Value = "False" },
        ],
    };

    /// <summary>The schema that comes with a template: one for all who have it, since nobody can change it in place.</summary>
    public static SchemaDocument Schema(string templateId) => Schemas.GetOrAdd(templateId, NewSchema);

    private static SchemaDocument NewSchema(string templateId)
    {
        var (_, userRuleId, groupRuleId) = Known.GetValueOrDefault(templateId);
        userRuleId ??= StableId.Of($"rule {templateId} user");
        groupRuleId ??= StableId.Of($"rule {templateId} group");
        return templateId.StartsWith("Workday", StringComparison.Ordinal)
            ? TypicalSchema.Inbound(templateId, SystemOf(templateId), userRuleId)
            : TypicalSchema.Outbound(templateId, SystemOf(templateId), userRuleId, groupRuleId);
    }

    private static string SystemOf(string templateId) => Known.TryGetValue(templateId, out var known) ? known.System : templateId;
}
