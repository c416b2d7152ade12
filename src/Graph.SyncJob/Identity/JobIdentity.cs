using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Identity;

/// <summary>A synchronization job as the caller named it, checked.</summary>
internal sealed record JobIdentity(OwnerIdentity Owner, string JobId)
{
    /// <summary>In words, for confirmations and errors: which job of which owner.</summary>
    public override string ToString() => $"synchronization job {Text.Quote(JobId)} of {Owner}";

    /// <summary>Reads the job out of an identity.</summary>
    /// <param name="identity">What the caller gave.</param>
    /// <param name="kind">The kind of owner that the cmdlet is for.</param>
    /// <param name="counterpart">The cmdlet for the other kind, for whoever picked the wrong one.</param>
    /// <exception cref="IdentityException">An id is missing, or is none.</exception>
    public static JobIdentity Of(IApplicationsIdentity? identity, OwnerKind kind, string counterpart)
    {
        var ids = new GivenIds(identity, kind, needsJob: true);
        ids.Check(counterpart, needsJob: true);
        return new JobIdentity(new OwnerIdentity(kind, ids.OwnerId, ids.AppId), ids.JobId!);
    }

    /// <summary>Reads a job of either kind of owner out of an identity.</summary>
    /// <param name="identity">What the caller gave.</param>
    /// <param name="kind">The kind of owner where nothing was given.</param>
    /// <param name="cmdlet">The cmdlet, which is for both kinds.</param>
    /// <exception cref="IdentityException">An id is missing, or is none, or the kind of the owner is not told.</exception>
    public static JobIdentity OfAnyOwner(IApplicationsIdentity? identity, OwnerKind kind, string cmdlet) => Of(
        identity,
        (identity?.ApplicationId, identity?.ServicePrincipalId) switch
        {
            _ when identity is null => kind,
            (not null, null) => OwnerKind.Application,
            (null, not null) => OwnerKind.ServicePrincipal,
            _ => throw new IdentityException(
                "IdentityIncomplete",
                "This does not tell whose job is meant: exactly one of ApplicationId and ServicePrincipalId must be there.",
                "Pipe what a Get- cmdlet for jobs wrote, or give @{ ServicePrincipalId = '<object id>'; SynchronizationJobId = '<job id>' }."),
        },
        cmdlet);

    /// <summary>Whether the identity names a job at all, or only an owner.</summary>
    public static bool IsNamedBy(IApplicationsIdentity? identity, OwnerKind kind) =>
        identity is not null && new GivenIds(identity, kind, needsJob: true).NamesJob;
}
