using System;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Port;

/// <summary>The port: what the cmdlets need of Graph, in the module's own terms. Its adapter lives in Graph.SyncJob.Client.</summary>
/// <exception cref="GraphRequestException">Thrown by every call when Graph refuses it, or could not be reached or understood.</exception>
/// <exception cref="SignInException">Thrown by every call when no token could be had.</exception>
internal interface ISynchronizationClient : IDisposable
{
    /// <summary>Starts a job: <c>POST {owner}/synchronization/jobs/{id}/start</c>.</summary>
    Task StartJobAsync(JobAddress job, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Finds the object id of the application or service principal with this appId.</summary>
    Task<string> FindOwnerIdAsync(OwnerKind kind, Guid appId, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Signs in if need be, and tells as whom.</summary>
    Task<SignInDescription> DescribeSignInAsync(CancellationToken cancellationToken);
}

/// <summary>Makes clients. The one type that the module looks up in the adapter's assembly by name.</summary>
internal interface ISynchronizationClientFactory
{
    /// <summary>Makes a client for a connection; signs in at the first call, not here.</summary>
    ISynchronizationClient Create(ConnectionSettings settings, ProxySettings? proxy);

    /// <summary>Removes what sign-ins that are remembered (<see cref="SignIn.User.IsRemembered"/>) left on this machine for its user.</summary>
    void ForgetRemembered();
}
