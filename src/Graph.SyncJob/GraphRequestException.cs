using System;

namespace Graph.SyncJob;

/// <summary>Graph refused a request, or could not be reached or understood. <c>$_.Exception</c> of the errors of this module's cmdlets.</summary>
/// <seealso href="https://learn.microsoft.com/graph/errors">Microsoft Graph error responses</seealso>
public sealed class GraphRequestException : Exception
{
    /// <summary>Makes an exception for a code and a message, without anything from the service.</summary>
    public GraphRequestException(string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
    }

    /// <summary>
    /// The code that Graph gave, such as <c>Request_ResourceNotFound</c>; where Graph gave none, the name of the HTTP status
    /// (<c>BadGateway</c>) or one of this module's own: <c>ConnectionFailed</c>, <c>OutcomeUnknown</c>.
    /// </summary>
    public string Code { get; }

    /// <summary>The HTTP status, such as 404; null when there was no answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The id that the service gave the request: what Microsoft's support asks for.</summary>
    public string? RequestId { get; init; }

    /// <summary>The id that this module gave the request.</summary>
    public string? ClientRequestId { get; init; }

    /// <summary>When the service answered, by its own clock.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>How long the service asked to wait before the next try.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
