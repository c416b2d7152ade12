using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Saves the secrets that the synchronization jobs of an application or a service principal sign in with. They can't be read back.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-serviceprincipal-put-synchronization">Add synchronization secrets</seealso>
[SynchronizationCmdlet(
    VerbsCommon.Set,
    "{Owner}SynchronizationSecret",
    ["SetExpanded", "Set"],
    ["SetViaIdentityExpanded", "SetViaIdentity"],
    JobById = [],
    Impact = ConfirmImpact.Medium,
    Output = typeof(bool))]
public abstract class SetSynchronizationSecretCmdlet : OwnerActionCmdlet
{
    private protected SetSynchronizationSecretCmdlet()
    {
    }

    /// <summary>The secrets: <c>@{ BaseAddress = 'https://…'; SecretToken = $secureString }</c>, pairs of key and value, or a credential.</summary>
    [Parameter(ParameterSetName = "SetExpanded")]
    [Parameter(ParameterSetName = "SetViaIdentityExpanded")]
    [SecretsArgument(typeof(MicrosoftGraphSynchronizationSecretKeyStringValuePair[]))]
    public MicrosoftGraphSynchronizationSecretKeyStringValuePair[]? Value { get; set; }

    /// <summary>The body of the request as a whole: <c>@{ Value = @(@{ key = '…'; value = '…' }) }</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Set")]
    [Parameter(Mandatory = true, ParameterSetName = "SetViaIdentity")]
    [SecretsArgument(typeof(SecretsPutRequestBody))]
    public SecretsPutRequestBody? BodyParameter { get; set; }

    private protected override Operation Operation => Operation.SaveSecrets;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (HasNothingToSend(Value))
        {
            // What is sent takes the place of what is saved: an empty list could leave no secret.
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "SecretsMissing",
                "There is no secret to save: neither -Value nor -BodyParameter gives one. Nothing was sent.",
                null,
                "Give the secrets, for example -Value @{ BaseAddress = 'https://…'; SecretToken = $secureString }."));
        }
    }

    private protected override Task ActAsync(ISynchronizationClient client, string ownerId, CallOptions options, CancellationToken cancellationToken) =>
        client.SaveSecretsAsync(
            OwnerKind, ownerId, BodyParameter ?? new SecretsPutRequestBody { Value = Value, AdditionalProperties = AlsoInBody }, options, cancellationToken);
}
