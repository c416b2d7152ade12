using System;
using System.Management.Automation;

namespace Graph.SyncJob.Files;

/// <summary>A file that the user named can't be read or written.</summary>
internal sealed class UserFileException(
    string errorId, ErrorCategory category, string message, string recommendedAction, Exception? innerException = null)
    : Exception(message, innerException)
{
    public string ErrorId { get; } = errorId;

    public ErrorCategory Category { get; } = category;

    public string RecommendedAction { get; } = recommendedAction;
}
