using System;
using System.Collections.Generic;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Connection;

/// <summary>A sign-in to one Graph, with the clients that use it. It belongs to the runspace it was made in, and to no other.</summary>
internal sealed class GraphConnection(ConnectionSettings settings) : IDisposable
{
    private static readonly ConditionalWeakTable<Runspace, GraphConnection> Connections = new();

    private readonly object _lock = new();
    private readonly Dictionary<ProxyKey, ISynchronizationClient> _clients = new();

    public ConnectionSettings Settings { get; } = settings;

    /// <summary>The sign-in of the runspace that runs this thread; null when there is none.</summary>
    public static GraphConnection? Current =>
        Runspace.DefaultRunspace is { } runspace && Connections.TryGetValue(runspace, out var connection) ? connection : null;

    /// <summary>The sign-in of this runspace; where there is none, the default credential for the global cloud is it from now on.</summary>
    public static GraphConnection CurrentOrDefault()
    {
        if (Current is { } connection)
        {
            return connection;
        }

        var byDefault = new GraphConnection(new ConnectionSettings(GraphRoots.Global, new SignIn.Default()));
        Use(byDefault);
        return byDefault;
    }

    /// <summary>Makes this the sign-in of the runspace, in place of any earlier one.</summary>
    public static void Use(GraphConnection connection)
    {
        Disconnect();
        Connections.Add(Runspace.DefaultRunspace, connection);
    }

    /// <summary>Forgets the sign-in of the runspace. True when there was one.</summary>
    public static bool Disconnect()
    {
        if (Current is not { } connection)
        {
            return false;
        }

        Connections.Remove(Runspace.DefaultRunspace);
        connection.Dispose();
        return true;
    }

    /// <summary>The client for calls through this proxy, or through the system's when null.</summary>
    public ISynchronizationClient Client(ProxySettings? proxy)
    {
        var key = new ProxyKey(proxy);
        lock (_lock)
        {
            if (!_clients.TryGetValue(key, out var client))
            {
                client = ClientLoader.Factory.Create(Settings, proxy);
                _clients.Add(key, client);
            }

            return client;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var client in _clients.Values)
            {
                client.Dispose();
            }

            _clients.Clear();
        }
    }

    // A NetworkCredential compares by reference; two calls with the same user and password share a client.
    private readonly record struct ProxyKey(string? Address, string? User, string? Password, bool UseDefaultCredentials)
    {
        public ProxyKey(ProxySettings? proxy)
            : this(proxy?.Address.AbsoluteUri, proxy?.Credential?.UserName, proxy?.Credential?.Password, proxy?.UseDefaultCredentials ?? false)
        {
        }
    }
}
