using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Has the provisioning service acquire an access token for the target system. The token stays with the service: it is not written.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronization-acquireaccesstoken">synchronization: acquireAccessToken</seealso>
[SynchronizationCmdlet(
    VerbsCommon.Get,
    "{Owner}SynchronizationAccessToken",
    ["AcquireExpanded", "Acquire"],
    ["AcquireViaIdentityExpanded", "AcquireViaIdentity"],
    JobById = [],
    Impact = ConfirmImpact.Medium,
    Output = typeof(bool))]
public abstract class GetSynchronizationAccessTokenCmdlet : OwnerActionCmdlet
{
    private protected GetSynchronizationAccessTokenCmdlet()
    {
    }

    /// <summary>What to sign in with: <c>@{ Oauth2ClientId = '…'; Oauth2ClientSecret = $secureString }</c>, pairs of key and value, or a credential.</summary>
    [Parameter(ParameterSetName = "AcquireExpanded")]
    [Parameter(ParameterSetName = "AcquireViaIdentityExpanded")]
    [SecretsArgument(typeof(MicrosoftGraphSynchronizationSecretKeyStringValuePair[]))]
    public MicrosoftGraphSynchronizationSecretKeyStringValuePair[]? Credentials { get; set; }

    /// <summary>The body of the request as a whole: <c>@{ Credentials = @(@{ key = '…'; value = '…' }) }</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Acquire")]
    [Parameter(Mandatory = true, ParameterSetName = "AcquireViaIdentity")]
    [SecretsArgument(typeof(AcquireAccessTokenPostRequestBody))]
    public AcquireAccessTokenPostRequestBody? BodyParameter { get; set; }

    private protected override Operation Operation => Operation.AcquireAccessToken;

    private protected override Task ActAsync(ISynchronizationClient client, string ownerId, CallOptions options, CancellationToken cancellationToken) =>
        client.AcquireAccessTokenAsync(
            OwnerKind,
            ownerId,
            BodyParameter ?? new AcquireAccessTokenPostRequestBody { Credentials = Credentials, AdditionalProperties = AlsoInBody },
            options,
            cancellationToken);
}
