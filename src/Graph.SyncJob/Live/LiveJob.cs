using System;
using System.Collections.Generic;
using System.Linq;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Live;

/// <summary>A job that is watched, with what was last seen of it.</summary>
/// <param name="address">Where it is.</param>
/// <param name="ownerDisplayName">What people call its owner.</param>
/// <param name="isNew">Whether it came while others were watched already: then its first look is a change.</param>
internal sealed class LiveJob(JobAddress address, string? ownerDisplayName, bool isNew)
{
    public JobAddress Address => address;

    /// <summary>What people call it.</summary>
    public string Name => ownerDisplayName ?? address.JobId;

    /// <summary>What was last seen; null before the first look.</summary>
    public JobView? View { get; private set; }

    /// <summary>Takes a new look at it, and tells what is different. The first look is none, unless the job is new.</summary>
    public IReadOnlyList<GraphSyncJobChange> See(JobView view, DateTimeOffset now)
    {
        var before = View;
        View = view;
        return before is null && !isNew
            ? []
            :
            [
                .. (before is null ? view.Appeared : view.Since(before)).Select(change => new GraphSyncJobChange
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
