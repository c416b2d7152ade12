using System;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Connection;

/// <summary>The one place that decides which sign-in of a runspace is in force: Connect-GraphSyncJob's, then Connect-MgGraph's, then the default.</summary>
internal sealed class RunspaceConnections : IDisposable
{
    private GraphConnection? _borrowed;
    private GraphConnection? _byDefault;

    /// <summary>The sign-in of Connect-GraphSyncJob.</summary>
    public GraphConnection? Connected { get; private set; }

    public GraphConnection? InForce => Connected ?? Borrowed() ?? _byDefault;

    public GraphConnection InForceOrDefault() => InForce
        ?? (_byDefault = new GraphConnection(
            new ConnectionSettings(GraphRoots.Global, new SignIn.Default()) { AuthorityHost = Authority.For(null) }, ConnectionSource.Default));

    public void Use(GraphConnection connection)
    {
        Forget();
        Connected = connection;
    }

    /// <summary>Forgets a default that did not serve: nobody is signed in, and the next call looks again at what the environment has.</summary>
    public void ForgetDefault()
    {
        _byDefault?.Dispose();
        _byDefault = null;
    }

    /// <summary>Forgets what this module holds; a session of Connect-MgGraph is not ours to end. True when there was something.</summary>
    public bool Forget()
    {
        var had = Connected is not null || _byDefault is not null;
        Connected?.Dispose();
        _borrowed?.Dispose();
        _byDefault?.Dispose();
        Connected = _borrowed = _byDefault = null;
        return had;
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    // The other module's session may have moved to another cloud, or ended, since the last call.
    private GraphConnection? Borrowed()
    {
        var session = MgGraphSession.Find();
        if (_borrowed is not null && _borrowed.Settings.GraphRoot != session?.GraphRoot)
        {
            _borrowed.Dispose();
            _borrowed = null;
        }

        return session is null
            ? null
            : _borrowed ??= new GraphConnection(
                new ConnectionSettings(session.GraphRoot, new SignIn.Session(session)) { AuthorityHost = session.AuthorityHost },
                ConnectionSource.MgGraph);
    }
}
