using System;

namespace Graph.SyncJob.Emulator;

/// <summary>The emulator could not start. The message is one line, for the person who started it.</summary>
public sealed class EmulatorStartException : Exception
{
    /// <summary>Creates the exception without a reason.</summary>
    public EmulatorStartException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and where.</param>
    public EmulatorStartException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and where.</param>
    /// <param name="innerException">What led to it.</param>
    public EmulatorStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
