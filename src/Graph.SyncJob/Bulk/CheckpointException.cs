using System;

namespace Graph.SyncJob.Bulk;

/// <summary>A checkpoint can't be used.</summary>
internal sealed class CheckpointException(string message, Exception? innerException = null) : Exception(message, innerException);
