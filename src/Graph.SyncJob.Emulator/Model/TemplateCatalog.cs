namespace Graph.SyncJob.Emulator.Model;

internal static class TemplateCatalog
{
    /// <summary>Templates that POST /jobs may name in any tenant, beside those that the tenant's own jobs were made from.</summary>
    public static readonly string[] WellKnown =
    [
        "AD2AADPasswordHash",
        "AD2AADProvisioning",
        "Azure2Azure",
        "BoxOutDelta",
        "Workday2AAD",
        "Workday2AD",
        "customappsso",
        "gitHubEnterpriseCloud",
        "salesforce",
        "scim",
        "servicenow",
        "slackOutDelta",
    ];
}
