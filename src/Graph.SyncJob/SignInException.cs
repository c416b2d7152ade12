using System;

namespace Graph.SyncJob;

/// <summary>No token for Graph could be had; the message says what was tried.</summary>
public sealed class SignInException : Exception
{
    /// <summary>Makes an exception with what happened.</summary>
    public SignInException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
