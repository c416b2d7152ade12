using System.Threading;
using System.Threading.Tasks;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Port;

/// <content>Counting, and the actions that take a body.</content>
internal partial interface ISynchronizationClient
{
    /// <summary>Counts an owner's jobs: <c>GET {owner}/synchronization/jobs/$count</c>.</summary>
    Task<int> CountJobsAsync(OwnerKind ownerKind, string ownerId, string? filter, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Changes what is set of the job: <c>PATCH {owner}/synchronization/jobs/{id}</c>.</summary>
    Task UpdateJobAsync(JobAddress job, MicrosoftGraphSynchronizationJob changes, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Restarts a job after a reset: <c>POST {owner}/synchronization/jobs/{id}/restart</c>.</summary>
    Task RestartJobAsync(JobAddress job, RestartPostRequestBody body, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Tests credentials, given or saved: <c>POST {owner}/synchronization/jobs/{id}/validateCredentials</c>.</summary>
    Task ValidateCredentialsAsync(JobAddress job, ValidateCredentialsPostRequestBody body, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Tests credentials, given or saved, without a job: <c>POST {owner}/synchronization/jobs/validateCredentials</c>.</summary>
    Task ValidateCredentialsAsync(
        OwnerKind ownerKind, string ownerId, ValidateCredentialsPostRequestBody body, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Provisions objects right away: <c>POST {owner}/synchronization/jobs/{id}/provisionOnDemand</c>.</summary>
    Task<ProvisionOnDemandResult> ProvisionOnDemandAsync(
        JobAddress job, ProvisionOnDemandPostRequestBody body, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Saves an owner's secrets: <c>PUT {owner}/synchronization/secrets</c>.</summary>
    Task SaveSecretsAsync(
        OwnerKind ownerKind, string ownerId, SecretsPutRequestBody body, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Counts an owner's secrets: <c>GET {owner}/synchronization/secrets/$count</c>.</summary>
    Task<int> CountSecretsAsync(OwnerKind ownerKind, string ownerId, string? filter, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Has the service acquire a token for the target system: <c>POST {owner}/synchronization/acquireAccessToken</c>.</summary>
    Task AcquireAccessTokenAsync(
        OwnerKind ownerKind, string ownerId, AcquireAccessTokenPostRequestBody body, CallOptions options, CancellationToken cancellationToken);
}
