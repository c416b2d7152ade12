using System;

namespace Graph.SyncJob.Identity;

/// <summary>What was given does not name an object that this cmdlet can act on. Nothing was sent.</summary>
internal sealed class IdentityException(string errorId, string message, string recommendedAction) : Exception(message)
{
    public string ErrorId { get; } = errorId;

    public string RecommendedAction { get; } = recommendedAction;
}
