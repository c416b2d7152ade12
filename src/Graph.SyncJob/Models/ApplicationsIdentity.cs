using System.ComponentModel;
using Graph.SyncJob.Identity;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>
/// The identity that <c>-InputObject</c> takes, for scripts that build it by type:
/// <c>[Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]@{ ApplicationId = '…'; SynchronizationJobId = '…' }</c>.
/// </summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-overview">Synchronization API overview</seealso>
[TypeConverter(typeof(ApplicationsIdentityConverter))]
public sealed class ApplicationsIdentity : IApplicationsIdentity
{
    /// <inheritdoc/>
    public string? AppId { get; set; }

    /// <inheritdoc/>
    public string? AppManagementPolicyId { get; set; }

    /// <inheritdoc/>
    public string? AppRoleAssignmentId { get; set; }

    /// <inheritdoc/>
    public string? ApplicationId { get; set; }

    /// <inheritdoc/>
    public string? ApplicationTemplateId { get; set; }

    /// <inheritdoc/>
    public string? ClaimsMappingPolicyId { get; set; }

    /// <inheritdoc/>
    public string? DelegatedPermissionClassificationId { get; set; }

    /// <inheritdoc/>
    public string? DirectoryDefinitionId { get; set; }

    /// <inheritdoc/>
    public string? DirectoryObjectId { get; set; }

    /// <inheritdoc/>
    public string? EndpointId { get; set; }

    /// <inheritdoc/>
    public string? ExtensionPropertyId { get; set; }

    /// <inheritdoc/>
    public string? FederatedIdentityCredentialId { get; set; }

    /// <inheritdoc/>
    public string? GroupId { get; set; }

    /// <inheritdoc/>
    public string? HomeRealmDiscoveryPolicyId { get; set; }

    /// <inheritdoc/>
    public string? OAuth2PermissionGrantId { get; set; }

    /// <inheritdoc/>
    public string? ServicePrincipalId { get; set; }

    /// <inheritdoc/>
    public string? SynchronizationJobId { get; set; }

    /// <inheritdoc/>
    public string? SynchronizationTemplateId { get; set; }

    /// <inheritdoc/>
    public string? TokenIssuancePolicyId { get; set; }

    /// <inheritdoc/>
    public string? TokenLifetimePolicyId { get; set; }

    /// <inheritdoc/>
    public string? UserId { get; set; }

    /// <summary>The ids that are set, for messages.</summary>
    public override string ToString() => IdentityReader.Describe(this);

    /// <summary>What the identity was read from, so that an error can say what was given; null when it was built by hand.</summary>
    internal IdentitySource? Source { get; init; }

    /// <summary>The owner's id where its kind was not said: from text such as <c>ownerId/jobId</c>.</summary>
    internal string? OwnerId { get; init; }

    /// <summary>The object's own id: what it is an id of, the rest of the object tells.</summary>
    internal string? ObjectId { get; set; }

    /// <summary>What the owner is called, where the object says so: for what is shown, not for what is meant.</summary>
    internal string? OwnerDisplayName { get; set; }
}
