using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Tests whether the target system takes credentials, given or saved. Bad ones are an error.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-validatecredentials">synchronizationJob: validateCredentials</seealso>
[SynchronizationCmdlet(
    VerbsDiagnostic.Test,
    "{Owner}SynchronizationJobCredential",
    ["ValidateExpanded", "Validate"],
    ["ValidateViaIdentityExpanded", "ValidateViaIdentity"],
    Impact = ConfirmImpact.Medium,
    Output = typeof(bool))]
public abstract class TestSynchronizationJobCredentialCmdlet : JobActionCmdlet
{
    private protected TestSynchronizationJobCredentialCmdlet()
    {
    }

    /// <summary>The credentials: <c>@{ UserName = '…'; Password = $secureString }</c>, pairs of key and value, or a credential.</summary>
    [Parameter(ParameterSetName = "ValidateExpanded")]
    [Parameter(ParameterSetName = "ValidateViaIdentityExpanded")]
    [SecretsArgument(typeof(MicrosoftGraphSynchronizationSecretKeyStringValuePair[]))]
    public MicrosoftGraphSynchronizationSecretKeyStringValuePair[]? Credentials { get; set; }

    /// <summary>Whether to test the saved credentials; <see cref="Credentials"/> are ignored then.</summary>
    [Parameter(ParameterSetName = "ValidateExpanded")]
    [Parameter(ParameterSetName = "ValidateViaIdentityExpanded")]
    public SwitchParameter UseSavedCredentials { get; set; }

    /// <summary>Id of the template that the credentials are for.</summary>
    [Parameter(ParameterSetName = "ValidateExpanded")]
    [Parameter(ParameterSetName = "ValidateViaIdentityExpanded")]
    [ValidateNotNullOrEmpty]
    public string? TemplateId { get; set; }

    /// <summary>Id of the application in the gallery.</summary>
    [Parameter(ParameterSetName = "ValidateExpanded")]
    [Parameter(ParameterSetName = "ValidateViaIdentityExpanded")]
    [ValidateNotNullOrEmpty]
    public string? ApplicationIdentifier { get; set; }

    /// <summary>The body of the request as a whole: <c>@{ Credentials = @(@{ key = '…'; value = '…' }) }</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Validate")]
    [Parameter(Mandatory = true, ParameterSetName = "ValidateViaIdentity")]
    [SecretsArgument(typeof(ValidateCredentialsPostRequestBody))]
    public ValidateCredentialsPostRequestBody? BodyParameter { get; set; }

    private protected override Operation Operation => Operation.TestCredentials;

    private protected override Task ActAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        client.ValidateCredentialsAsync(
            job,
            BodyParameter ?? new ValidateCredentialsPostRequestBody
            {
                ApplicationIdentifier = ApplicationIdentifier,
                TemplateId = TemplateId,
                UseSavedCredentials = UseSavedCredentials ? true : null,
                Credentials = Credentials,
            },
            options,
            cancellationToken);
}
