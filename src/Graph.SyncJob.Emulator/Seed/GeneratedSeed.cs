using System;
using System.Collections.Generic;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Seed;

/// <summary>The tenant of <see cref="TenantSize"/>: many applications, and jobs in the states that the jobs of a large tenant are in.</summary>
internal static class GeneratedSeed
{
    // Most jobs run and are fine.
    private static readonly StatusCode[] States =
    [
        StatusCode.Active, StatusCode.Active, StatusCode.Active, StatusCode.Quarantine, StatusCode.Active,
        StatusCode.Active, StatusCode.Paused, StatusCode.Active, StatusCode.Active, StatusCode.NotRun,
        StatusCode.Active, StatusCode.Active, StatusCode.Active, StatusCode.Quarantine, StatusCode.Active,
        StatusCode.Active, StatusCode.Paused, StatusCode.Active, StatusCode.Active, StatusCode.NotConfigured,
    ];

    private static readonly Credentials Good = With("good");
    private static readonly Credentials Bad = With(Credentials.BadValue);

    public static Tenant Build(TenantSize size, TimeProvider clock, JobCycle? cycle)
    {
        var now = clock.GetUtcNow();
        var tenant = new Tenant(SeedTenant.TenantId, TemplateCatalog.WellKnown) { Cycle = cycle };
        var jobs = 0;
        for (var number = 1; number <= size.ServicePrincipals; number++)
        {
            var application = new EnterpriseApplication(tenant.NextSequence())
            {
                DisplayName = TenantSize.DisplayName(number),
                ApplicationId = TenantSize.ApplicationId(number),
                AppId = TenantSize.AppId(number),
                ServicePrincipalId = TenantSize.ServicePrincipalId(number),
                CreatedDateTime = now.AddDays(-31),
            };
            tenant.Add(application);
            tenant.AddTemplate(application, TemplateCatalog.Typical(TenantSize.TemplateId(number), application.AppId));
            if (size.JobId(number) is { } jobId)
            {
                var state = States[jobs++ % States.Length];
                application.Secrets = state switch
                {
                    StatusCode.NotConfigured => Credentials.None,
                    StatusCode.Quarantine => Bad,
                    _ => Good,
                };
                var job = TypicalJob.Of(jobId, state, now);
                tenant.AddJob(application, jobs % States.Length == 1 ? TypicalJob.WithEscrows(job) : job);
            }
        }

        return tenant;
    }

    private static Credentials With(string token) => new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BaseAddress"] = "https://scim.example",
        ["SecretToken"] = token,
    });
}
