using System;

namespace Graph.SyncJob;

/// <summary>No token for Graph could be had; the message says what was tried, and what came of it.</summary>
/// <remarks>
/// There is no inner exception: those of the libraries below hold whole answers of the identity provider, and none of that belongs in a log.
/// </remarks>
public sealed class SignInException : Exception
{
    /// <summary>Makes an exception with what happened.</summary>
    public SignInException(string message)
        : base(message)
    {
    }

    /// <summary>The kind of failure; the first part of the error's id.</summary>
    public string ErrorId { get; init; } = "SignInFailed";

    /// <summary>The code of the identity provider's answer, such as <c>AADSTS7000215</c>; null when it gave none.</summary>
    public string? Code { get; init; }

    /// <summary>What to do about it.</summary>
    public string RecommendedAction { get; init; } =
        "Sign in with Connect-GraphSyncJob; Get-Help Connect-GraphSyncJob -Examples shows the ways.";
}
