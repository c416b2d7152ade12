namespace Graph.SyncJob.Sandbox;

/// <summary>How a command came to its end. Errors that let it go on do not make it fail.</summary>
internal enum RunOutcome
{
    Completed,
    Failed,
    Stopped,
}
