using System;
using Azure.Core;
using Graph.SyncJob.Client.Authentication;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client;

/// <summary>Makes the clients behind the module's port. The module finds this type by its name.</summary>
internal sealed class SynchronizationClientFactory : ISynchronizationClientFactory
{
    /// <inheritdoc/>
    public ISynchronizationClient Create(ConnectionSettings settings, ProxySettings? proxy)
    {
        if (settings.SignIn is SignIn.Session { Borrowed: var session })
        {
            return proxy is null
                ? new GraphSynchronizationClient(settings.GraphRoot, new SessionSignIn(), GraphPipeline.Create(settings, session, TimeProvider.System))
                : throw new SignInException("Requests go out through the session of Connect-MgGraph, which has a way of its own: no -Proxy can be given for it.")
                {
                    RecommendedAction = "Leave out -Proxy, or sign in for this module alone with Connect-GraphSyncJob.",
                };
        }

        var tokens = new TokenSource(CredentialFor(settings, proxy), settings, TimeProvider.System);
        return new GraphSynchronizationClient(settings.GraphRoot, tokens, GraphPipeline.Create(settings, tokens, proxy, TimeProvider.System));
    }

    /// <inheritdoc/>
    public void ForgetRemembered() => RememberedAccount.ForgetAll();

    // The libraries look at ids as soon as they get them, and refuse what can be none.
    private static TokenCredential CredentialFor(ConnectionSettings settings, ProxySettings? proxy)
    {
        try
        {
            return Credentials.For(settings, proxy);
        }
        catch (ArgumentException exception)
        {
            throw SignInFailures.Translate(exception, settings);
        }
    }
}
