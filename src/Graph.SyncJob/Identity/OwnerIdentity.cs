using System;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Identity;

/// <summary>An application or a service principal as the caller named it, checked: by object id, or by appId.</summary>
internal sealed record OwnerIdentity(OwnerKind Kind, string? Id, Guid? AppId)
{
    /// <summary>In words, for confirmations and errors.</summary>
    public override string ToString() => $"{Kind.Words()} " + (Id is null ? $"with appId '{AppId}'" : Text.Quote(Id));

    /// <summary>Reads the owner out of an identity.</summary>
    /// <param name="identity">What the caller gave.</param>
    /// <param name="kind">The kind of owner that the cmdlet is for.</param>
    /// <param name="counterpart">The cmdlet for the other kind, for whoever picked the wrong one.</param>
    /// <exception cref="IdentityException">The id is missing, or is none.</exception>
    public static OwnerIdentity Of(IApplicationsIdentity? identity, OwnerKind kind, string counterpart)
    {
        var ids = new GivenIds(identity, kind, needsJob: false);
        ids.Check(counterpart, needsJob: false);
        return new OwnerIdentity(kind, ids.OwnerId, ids.AppId);
    }
}
