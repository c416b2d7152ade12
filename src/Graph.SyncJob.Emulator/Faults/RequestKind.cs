namespace Graph.SyncJob.Emulator.Faults;

/// <summary>What a request is to the faults.</summary>
internal enum RequestKind
{
    Graph,

    /// <summary>A batch as a whole; its parts are <see cref="Graph"/>.</summary>
    Batch,

    SignIn,
}
