using System;
using System.Collections.Generic;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Connection;

/// <summary>A sign-in to one Graph, with the clients that use it. It belongs to the runspace it was made in, and to no other.</summary>
internal sealed class GraphConnection(ConnectionSettings settings, ConnectionSource source = ConnectionSource.Connect) : IDisposable
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceConnections> Connections = new();

    private readonly object _lock = new();
    private readonly Dictionary<ProxyKey, ISynchronizationClient> _clients = new();

    public ConnectionSettings Settings { get; } = settings;

    public ConnectionSource Source { get; } = source;

    /// <summary>The sign-in that is in force in the runspace of this thread; null when there is none.</summary>
    /// <exception cref="SignInException">There is one of Connect-MgGraph's that must not be used.</exception>
    public static GraphConnection? Current => OfRunspace.InForce;

    /// <summary>The sign-in in force; where there is none, the default credential for the global cloud is it from now on.</summary>
    /// <exception cref="SignInException">There is one of Connect-MgGraph's that must not be used.</exception>
    public static GraphConnection CurrentOrDefault() => OfRunspace.InForceOrDefault();

    /// <summary>Makes this the sign-in of the runspace, in place of any earlier one.</summary>
    public static void Use(GraphConnection connection) => OfRunspace.Use(connection);

    /// <summary>Forgets the default credential of the runspace, which did not serve.</summary>
    public static void ForgetDefault() => OfRunspace.ForgetDefault();

    /// <summary>Forgets the sign-in of the runspace, for the next process too. True when there was one.</summary>
    public static bool Disconnect()
    {
        if (OfRunspace.Connected?.Settings.SignIn is SignIn.User { IsRemembered: true })
        {
            ClientLoader.Factory.ForgetRemembered();
        }

        return OfRunspace.Forget();
    }

    private static RunspaceConnections OfRunspace => Connections.GetOrCreateValue(Runspace.DefaultRunspace);

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
            Settings.SignIn.Forget();
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
