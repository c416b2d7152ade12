using System;
using System.Collections.Generic;
using System.Linq;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Live;

/// <summary>A job that is watched, with what was last seen of it.</summary>
internal sealed class LiveJob(JobAddress address, string? ownerDisplayName)
{
    public JobAddress Address => address;

    /// <summary>What people call it.</summary>
    public string Name => ownerDisplayName ?? address.JobId;

    /// <summary>What was last seen; null before the first look.</summary>
    public JobView? View { get; private set; }

    /// <summary>Takes a new look at it, and tells what is different. The first look is no change.</summary>
    public IReadOnlyList<GraphSyncJobChange> See(JobView view, DateTimeOffset now)
    {
        var before = View;
        View = view;
        return before is null
            ? []
            :
            [
                .. view.Since(before).Select(change => new GraphSyncJobChange
                {
                    Time = now.ToUniversalTime(),
                    OwnerDisplayName = ownerDisplayName,
                    ApplicationId = address.OwnerKind == OwnerKind.Application ? address.OwnerId : null,
                    ServicePrincipalId = address.OwnerKind == OwnerKind.ServicePrincipal ? address.OwnerId : null,
                    SynchronizationJobId = address.JobId,
                    Property = change.Property,
                    Before = change.Before,
                    After = change.After,
                    Job = view.Job,
                }),
            ];
    }
}
