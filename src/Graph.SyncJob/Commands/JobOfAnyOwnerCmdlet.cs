using System.Management.Automation;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that take a job of either kind of owner: which kind it is, the job itself or the parameter tells.</summary>
public abstract class JobOfAnyOwnerCmdlet : OwnedCmdlet
{
    private OwnerKind? _kind;

    private protected JobOfAnyOwnerCmdlet()
    {
    }

    /// <summary>Object id of the application that owns the job.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Application")]
    public string? ApplicationId { get; set; }

    /// <summary>Object id of the service principal that owns the job.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ServicePrincipal")]
    public string? ServicePrincipalId { get; set; }

    /// <summary>Id of the job.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Application")]
    [Parameter(Mandatory = true, ParameterSetName = "ServicePrincipal")]
    public string? SynchronizationJobId { get; set; }

    private protected override OwnerKind OwnerKind =>
        _kind ?? (ParameterSetName == "ServicePrincipal" ? OwnerKind.ServicePrincipal : OwnerKind.Application);

    private protected override ApiVersion ApiVersion => ApiVersion.V1;

    private protected override string? OwnerId => ApplicationId ?? ServicePrincipalId;

    private protected override string? JobId => SynchronizationJobId;

    private protected override bool IsByIdentity => ParameterSetName is not ("Application" or "ServicePrincipal");

    /// <summary>The job that is meant, checked.</summary>
    /// <exception cref="IdentityException">It is not named, or the kind of its owner is not told.</exception>
    private protected JobIdentity JobOf(IApplicationsIdentity? identity)
    {
        if (identity is not null)
        {
            _kind = (identity.ApplicationId, identity.ServicePrincipalId) switch
            {
                (not null, null) => OwnerKind.Application,
                (null, not null) => OwnerKind.ServicePrincipal,
                _ => throw new IdentityException(
                    "IdentityIncomplete",
                    "This does not tell whose job is meant: exactly one of ApplicationId and ServicePrincipalId must be there.",
                    "Pipe what a Get- cmdlet for jobs wrote, or give @{ ServicePrincipalId = '<object id>'; SynchronizationJobId = '<job id>' }."),
            };
        }

        return JobIdentity.Of(identity, OwnerKind, Counterpart);
    }
}
