using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Port;

/// <summary>The port: what the cmdlets need of Graph, in the module's own terms. Its adapter lives in Graph.SyncJob.Client.</summary>
/// <exception cref="GraphRequestException">Thrown by every call when Graph refuses it, or could not be reached or understood.</exception>
/// <exception cref="SignInException">Thrown by every call when no token could be had.</exception>
internal partial interface ISynchronizationClient : IDisposable
{
    /// <summary>The Graph that it calls, without the version.</summary>
    Uri GraphRoot { get; }

    /// <summary>Reads a job: <c>GET {owner}/synchronization/jobs/{id}</c>.</summary>
    Task<MicrosoftGraphSynchronizationJob> GetJobAsync(
        JobAddress job, Selection selection, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Reads a page of an owner's jobs, the first or the one that an earlier page named: <c>GET {owner}/synchronization/jobs</c>.</summary>
    Task<Page<MicrosoftGraphSynchronizationJob>> ListJobsAsync(
        OwnerKind ownerKind, string ownerId, ListQuery query, string? nextPage, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Creates a job from a template: <c>POST {owner}/synchronization/jobs</c>.</summary>
    Task<MicrosoftGraphSynchronizationJob> CreateJobAsync(
        OwnerKind ownerKind, string ownerId, MicrosoftGraphSynchronizationJob job, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Starts a job: <c>POST {owner}/synchronization/jobs/{id}/start</c>.</summary>
    Task StartJobAsync(JobAddress job, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Pauses a job; its progress is kept: <c>POST {owner}/synchronization/jobs/{id}/pause</c>.</summary>
    Task PauseJobAsync(JobAddress job, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Deletes a job with all its state: <c>DELETE {owner}/synchronization/jobs/{id}</c>.</summary>
    Task DeleteJobAsync(JobAddress job, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Finds the object id of the application or service principal with this appId.</summary>
    Task<string> FindOwnerIdAsync(OwnerKind kind, Guid appId, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Opens lanes for calls of this client: at most this many requests at a time, fewer while the service is busy.</summary>
    ICallLanes OpenLanes(int width);

    /// <summary>Signs in if need be, and tells as whom.</summary>
    Task<SignInDescription> DescribeSignInAsync(CancellationToken cancellationToken);
}

/// <summary>Makes clients. The one type that the module looks up in the adapter's assembly by name.</summary>
internal partial interface ISynchronizationClientFactory
{
    /// <summary>The time, by the clock that all waits go by.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>Waits.</summary>
    Task WaitAsync(TimeSpan time, CancellationToken cancellationToken);

    /// <summary>Makes a client for a connection; signs in at the first call, not here.</summary>
    ISynchronizationClient Create(ConnectionSettings settings, ProxySettings? proxy);

    /// <summary>Removes what sign-ins that are remembered (<see cref="SignIn.User.IsRemembered"/>) left on this machine for its user.</summary>
    void ForgetRemembered();
}
