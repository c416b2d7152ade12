namespace Graph.SyncJob.Errors;

/// <summary>Codes for failures that Graph itself gives no code for.</summary>
internal static class ErrorCodes
{
    /// <summary>No connection: certainly nothing was carried out.</summary>
    public const string ConnectionFailed = nameof(ConnectionFailed);

    /// <summary>The request went out and no answer that tells came back: it may or may not have been carried out.</summary>
    public const string OutcomeUnknown = nameof(OutcomeUnknown);

    /// <summary>An answer came that Graph does not give.</summary>
    public const string UnexpectedResponse = nameof(UnexpectedResponse);

    /// <summary>The command was stopped before the request could leave.</summary>
    public const string Stopped = nameof(Stopped);

    /// <summary>What became of a request can't be remembered for a later run.</summary>
    public const string CheckpointNotWritten = nameof(CheckpointNotWritten);
}
