using System;
using System.Management.Automation;

namespace Graph.SyncJob.Schemas;

/// <summary>A file can't be read as a schema, or a schema not be written to it.</summary>
internal sealed class SchemaFileException(string errorId, ErrorCategory category, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public string ErrorId { get; } = errorId;

    public ErrorCategory Category { get; } = category;
}
