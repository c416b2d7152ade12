using System;
using Graph.SyncJob.Client.Authentication;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client;

/// <summary>Makes the clients behind the module's port. The module finds this type by its name.</summary>
internal sealed class SynchronizationClientFactory : ISynchronizationClientFactory
{
    /// <inheritdoc/>
    public ISynchronizationClient Create(ConnectionSettings settings, ProxySettings? proxy)
    {
        var tokens = new TokenSource(Credentials.For(settings.SignIn, proxy), settings, TimeProvider.System);
        return new GraphSynchronizationClient(settings.GraphRoot, tokens, GraphPipeline.Create(settings.GraphRoot, tokens, proxy, TimeProvider.System));
    }

    /// <inheritdoc/>
    public MicrosoftGraphSynchronizationSchema ReadSchema(string json) => GraphJson.ReadSchema(json);
}
