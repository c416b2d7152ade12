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
}
