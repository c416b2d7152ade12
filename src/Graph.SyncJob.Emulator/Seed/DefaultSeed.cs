using System;
using System.Linq;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Seed;

/// <summary>The tenant of <see cref="SeedTenant"/>: one application for each state that a job can be in, and one without jobs.</summary>
internal static class DefaultSeed
{
    public static Tenant Build(TimeProvider clock, JobCycle? cycle)
    {
        var now = clock.GetUtcNow();
        var tenant = new Tenant(SeedTenant.TenantId, TemplateCatalog.WellKnown) { Cycle = cycle };

        Add(tenant, now, SeedTenant.Workday.DisplayName, SeedTenant.Workday.ApplicationId, SeedTenant.Workday.AppId,
            SeedTenant.Workday.ServicePrincipalId, TypicalJob.Of(SeedTenant.Workday.JobId, StatusCode.Active, now));
        Add(tenant, now, SeedTenant.Salesforce.DisplayName, SeedTenant.Salesforce.ApplicationId, SeedTenant.Salesforce.AppId,
            SeedTenant.Salesforce.ServicePrincipalId, TypicalJob.Of(SeedTenant.Salesforce.JobId, StatusCode.Quarantine, now));
        Add(tenant, now, SeedTenant.Box.DisplayName, SeedTenant.Box.ApplicationId, SeedTenant.Box.AppId,
            SeedTenant.Box.ServicePrincipalId, Interrupted(TypicalJob.Of(SeedTenant.Box.JobId, StatusCode.Paused, now)));
        Add(tenant, now, SeedTenant.ServiceNow.DisplayName, SeedTenant.ServiceNow.ApplicationId, SeedTenant.ServiceNow.AppId,
            SeedTenant.ServiceNow.ServicePrincipalId, TypicalJob.Of(SeedTenant.ServiceNow.JobId, StatusCode.NotRun, now));
        Add(tenant, now, SeedTenant.Slack.DisplayName, SeedTenant.Slack.ApplicationId, SeedTenant.Slack.AppId,
            SeedTenant.Slack.ServicePrincipalId, TypicalJob.Of(SeedTenant.Slack.JobId, StatusCode.NotConfigured, now));
        Add(tenant, now, SeedTenant.GitHub.DisplayName, SeedTenant.GitHub.ApplicationId, SeedTenant.GitHub.AppId,
            SeedTenant.GitHub.ServicePrincipalId, TypicalJob.WithEscrows(TypicalJob.Of(SeedTenant.GitHub.JobId, StatusCode.Active, now)));
        Add(tenant, now, SeedTenant.Dropbox.DisplayName, SeedTenant.Dropbox.ApplicationId, SeedTenant.Dropbox.AppId,
            SeedTenant.Dropbox.ServicePrincipalId, job: null);
        AddTemplates(tenant);
        AddSecrets(tenant);
        return tenant;
    }

    private static void Add(
        Tenant tenant, DateTimeOffset now, string displayName, string applicationId, string appId, string servicePrincipalId, JobDocument? job)
    {
        var application = new EnterpriseApplication(tenant.NextSequence())
        {
            DisplayName = displayName,
            ApplicationId = applicationId,
            AppId = appId,
            ServicePrincipalId = servicePrincipalId,
            CreatedDateTime = now.AddDays(-31),
        };
        tenant.Add(application);
        if (job is not null)
        {
            tenant.AddJob(application, job);
        }
    }

    // An application has the template of its job; the one without a job has the one that its job would be made from.
    private static void AddTemplates(Tenant tenant)
    {
        var dropbox = tenant.Applications[^1];
        tenant.AddTemplate(dropbox, TemplateCatalog.Typical("DropboxSCIMOutDelta", dropbox.AppId));
    }

    // Slack is not configured, and Dropbox has no job yet: nobody has saved anything for them.
    private static void AddSecrets(Tenant tenant)
    {
        Save(SeedTenant.Workday.AppId, ("BaseAddress", "https://workday.example/ccx/service/contoso"), ("UserName", "provisioning"), ("Password", "good"));
        Save(SeedTenant.Salesforce.AppId, ("UserName", "provisioning@contoso.example"), ("Password", Credentials.BadValue), ("SecretToken", "good"));
        Save(SeedTenant.Box.AppId, ("Oauth2AccessToken", "good"), ("Oauth2RefreshToken", "good"));
        Save(SeedTenant.ServiceNow.AppId, ("InstanceName", "contoso"), ("UserName", "provisioning"), ("Password", "good"));
        Save(SeedTenant.GitHub.AppId, ("BaseAddress", "https://github.example/scim/v2/organizations/contoso"), ("SecretToken", "good"));

        void Save(string appId, params (string Key, string Value)[] secrets) =>
            tenant.Applications.Single(application => application.AppId == appId).Secrets =
                new Credentials(secrets.ToDictionary(secret => secret.Key, secret => secret.Value, StringComparer.Ordinal));
    }

    // Half done when it was paused: what start has to go on from.
    private static JobDocument Interrupted(JobDocument job) => job with
    {
        Status = job.Status with { Progress = [job.Status.Progress[0] with { CompletedUnits = 340, TotalUnits = 1250 }] },
    };
}
