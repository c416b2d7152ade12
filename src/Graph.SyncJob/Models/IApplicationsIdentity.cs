using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>
/// Names an object under <c>/applications</c> or <c>/servicePrincipals</c> by the ids on the way to it: what <c>-InputObject</c> takes.
/// Any object with fitting properties, and any dictionary with fitting keys in any case, converts to it.
/// </summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-overview">Synchronization API overview</seealso>
[TypeConverter(typeof(ApplicationsIdentityConverter))]
public interface IApplicationsIdentity
{
    /// <summary>Alternate key of an application: its appId (client id), the same in every tenant.</summary>
    string? AppId { get; set; }

    /// <summary>Id of an app management policy.</summary>
    string? AppManagementPolicyId { get; set; }

    /// <summary>Id of an app role assignment.</summary>
    string? AppRoleAssignmentId { get; set; }

    /// <summary>Id (object id) of an application.</summary>
    string? ApplicationId { get; set; }

    /// <summary>Id of a template in the application gallery.</summary>
    string? ApplicationTemplateId { get; set; }

    /// <summary>Id of a claims mapping policy.</summary>
    string? ClaimsMappingPolicyId { get; set; }

    /// <summary>Id of a delegated permission classification.</summary>
    string? DelegatedPermissionClassificationId { get; set; }

    /// <summary>Id of a directory definition in a synchronization schema.</summary>
    string? DirectoryDefinitionId { get; set; }

    /// <summary>Id of a directory object.</summary>
    string? DirectoryObjectId { get; set; }

    /// <summary>Id of an endpoint of a service principal.</summary>
    string? EndpointId { get; set; }

    /// <summary>Id of an extension property of an application.</summary>
    string? ExtensionPropertyId { get; set; }

    /// <summary>Id of a federated identity credential.</summary>
    string? FederatedIdentityCredentialId { get; set; }

    /// <summary>Id of a group.</summary>
    string? GroupId { get; set; }

    /// <summary>Id of a home realm discovery policy.</summary>
    string? HomeRealmDiscoveryPolicyId { get; set; }

    /// <summary>Id of a delegated permission grant.</summary>
    string? OAuth2PermissionGrantId { get; set; }

    /// <summary>Id (object id) of a service principal.</summary>
    string? ServicePrincipalId { get; set; }

    /// <summary>Id of a synchronization job. Not always a GUID.</summary>
    string? SynchronizationJobId { get; set; }

    /// <summary>Id of a synchronization template.</summary>
    string? SynchronizationTemplateId { get; set; }

    /// <summary>Id of a token issuance policy.</summary>
    string? TokenIssuancePolicyId { get; set; }

    /// <summary>Id of a token lifetime policy.</summary>
    string? TokenLifetimePolicyId { get; set; }

    /// <summary>Id of a user.</summary>
    string? UserId { get; set; }
}
