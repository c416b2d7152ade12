using System;

namespace Graph.SyncJob.Sandbox;

/// <summary>The sandbox cannot start; the message says why and what to do about it.</summary>
internal sealed class SandboxException(string message, Exception? innerException = null) : Exception(message, innerException);
