using System.Management.Automation;
using Graph.SyncJob.Completion;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Tests whether the target system takes credentials, given or saved, for a job or before there is one. Bad ones are an error.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-validatecredentials">synchronizationJob: validateCredentials</seealso>
[SynchronizationCmdlet(
    VerbsDiagnostic.Test,
    "{Owner}SynchronizationJobCredential",
    ["ValidateForOwnerExpanded", "ValidateForOwner", "ValidateExpanded", "Validate"],
    ["ValidateViaIdentityExpanded", "ValidateViaIdentity"],
    JobById = ["ValidateExpanded", "Validate"],
    Impact = ConfirmImpact.Medium,
    Output = typeof(bool))]
public abstract class TestSynchronizationJobCredentialCmdlet : ActionCmdlet
{
    private protected TestSynchronizationJobCredentialCmdlet()
    {
    }

    /// <summary>The credentials: <c>@{ UserName = '…'; Password = $secureString }</c>, pairs of key and value, or a credential.</summary>
    [Parameter(ParameterSetName = "ValidateExpanded")]
    [Parameter(ParameterSetName = "ValidateForOwnerExpanded")]
    [Parameter(ParameterSetName = "ValidateViaIdentityExpanded")]
    [SecretsArgument(typeof(MicrosoftGraphSynchronizationSecretKeyStringValuePair[]))]
    public MicrosoftGraphSynchronizationSecretKeyStringValuePair[]? Credentials { get; set; }

    /// <summary>Whether to test the saved credentials; <see cref="Credentials"/> are ignored then.</summary>
    [Parameter(ParameterSetName = "ValidateExpanded")]
    [Parameter(ParameterSetName = "ValidateForOwnerExpanded")]
    [Parameter(ParameterSetName = "ValidateViaIdentityExpanded")]
    public SwitchParameter UseSavedCredentials { get; set; }

    /// <summary>Id of the template that the credentials are for.</summary>
    [Parameter(ParameterSetName = "ValidateExpanded")]
    [Parameter(ParameterSetName = "ValidateForOwnerExpanded")]
    [Parameter(ParameterSetName = "ValidateViaIdentityExpanded")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TemplateIdCompleter))]
    public string? TemplateId { get; set; }

    /// <summary>Id of the application in the gallery.</summary>
    [Parameter(ParameterSetName = "ValidateExpanded")]
    [Parameter(ParameterSetName = "ValidateForOwnerExpanded")]
    [Parameter(ParameterSetName = "ValidateViaIdentityExpanded")]
    [ValidateNotNullOrEmpty]
    public string? ApplicationIdentifier { get; set; }

    /// <summary>The body of the request as a whole: <c>@{ Credentials = @(@{ key = '…'; value = '…' }) }</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Validate")]
    [Parameter(Mandatory = true, ParameterSetName = "ValidateForOwner")]
    [Parameter(Mandatory = true, ParameterSetName = "ValidateViaIdentity")]
    [SecretsArgument(typeof(ValidateCredentialsPostRequestBody))]
    public ValidateCredentialsPostRequestBody? BodyParameter { get; set; }

    private protected override Operation Operation => Operation.TestCredentials;

    private ValidateCredentialsPostRequestBody Body => BodyParameter ?? new ValidateCredentialsPostRequestBody
    {
        ApplicationIdentifier = ApplicationIdentifier,
        TemplateId = TemplateId,
        UseSavedCredentials = UseSavedCredentials ? true : null,
        Credentials = Credentials,
        AdditionalProperties = AlsoInBody,
    };

    private protected override void ProcessObject()
    {
        if (JobIdentity.IsNamedBy(Given, OwnerKind))
        {
            ActOnJob(
                Given,
                job => job.ToString(),
                (client, job, options, cancellationToken) => AnswerAsync(client.ValidateCredentialsAsync(job, Body, options, cancellationToken)));
        }
        else
        {
            ActOnOwner(
                Given,
                owner => owner.ToString(),
                (client, ownerId, options, cancellationToken) =>
                    AnswerAsync(client.ValidateCredentialsAsync(OwnerKind, ownerId, Body, options, cancellationToken)));
        }
    }
}
