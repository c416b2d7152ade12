namespace Graph.SyncJob.Connection;

/// <summary>Who made a sign-in, the strongest first.</summary>
internal enum ConnectionSource
{
    /// <summary>Connect-GraphSyncJob, in this runspace.</summary>
    Connect,

    /// <summary>Connect-MgGraph, in this process.</summary>
    MgGraph,

    /// <summary>Nobody: the default credential served because nothing else was there.</summary>
    Default,
}
