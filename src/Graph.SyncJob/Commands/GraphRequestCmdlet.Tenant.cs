using System.Collections.Generic;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Tenant;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <content>The jobs of a whole tenant.</content>
public abstract partial class GraphRequestCmdlet
{
    /// <summary>The jobs of every service principal, as they are found. One whose jobs can't be read is an error, and the others go on.</summary>
    /// <param name="displayNames">The display names of the service principals, with wildcards; all when empty.</param>
    /// <param name="width">How many requests may be under way at a time.</param>
    /// <param name="isShown">Whether the user sees how far it is.</param>
    private protected IEnumerable<MicrosoftGraphSynchronizationJob> ReadTenant(string[] displayNames, int width, bool isShown = true)
    {
        var progress = new TenantProgress(ClientLoader.Factory.UtcNow);
        long found = 0;
        TenantJobs? tenant = null;
        try
        {
            while (true)
            {
                OwnerJobs? next = null;
                var failure = Attempt(Operation.ListServicePrincipals, "servicePrincipals", _ =>
                {
                    tenant ??= new TenantJobs(Client, new NamePatterns(displayNames), width, Options);
                    next = Complete(_ => tenant.NextAsync());
                });
                if (failure is not null)
                {
                    Report(failure, "servicePrincipals");
                    continue;
                }

                if (next is null)
                {
                    yield break;
                }

                var jobs = JobsOf(next);
                found += jobs.Count;
                if (isShown && progress.Next(ClientLoader.Factory.UtcNow, tenant!.Taken, tenant.Total, found) is { } record)
                {
                    WriteProgress(record);
                }

                foreach (var job in jobs)
                {
                    yield return job;
                }
            }
        }
        finally
        {
            tenant?.Dispose();
            if (isShown)
            {
                WriteProgress(TenantProgress.End());
            }

            KeepResponseHeaders();
        }
    }

    private IReadOnlyList<MicrosoftGraphSynchronizationJob> JobsOf(OwnerJobs owner)
    {
        IReadOnlyList<MicrosoftGraphSynchronizationJob> jobs = [];
        var (id, name) = (owner.Owner.Id, owner.Owner.DisplayName);
        ForObject(Operation.ListJobs, new ApplicationsIdentity { ServicePrincipalId = id, AppId = owner.Owner.AppId }, nameSubject =>
        {
            nameSubject($"the synchronization jobs of service principal {Text.Quote(id ?? string.Empty)}{(name is null ? string.Empty : $" ({Text.Shorten(name)})")}");
            jobs = Complete(_ => owner.Jobs);
        });
        return jobs;
    }
}
