using System;
using System.Collections.Generic;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>Every way in which a request can be refused, in the words of Graph where they are known.</summary>
internal sealed record GraphError(int Status, string Code, string Message, (string Name, string Value)? Header = null)
{
    private const string Challenge = "Bearer realm=\"\", client_id=\"00000003-0000-0000-c000-000000000000\"";

    public static GraphError NoToken() => new(
        401,
        "InvalidAuthenticationToken",
        "Access token is empty.",
        ("WWW-Authenticate", Challenge));

    public static GraphError InvalidToken(string message) => new(
        401,
        "InvalidAuthenticationToken",
        message,
        ("WWW-Authenticate", $"{Challenge}, error=\"invalid_token\", error_description=\"{message}\""));

    public static GraphError InsufficientPrivileges() =>
        new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public static GraphError InvalidVersion(string version) => new(400, "BadRequest", $"Invalid version: {version}");

    public static GraphError UnknownSegment(string segment) => new(400, "BadRequest", $"Resource not found for the segment '{segment}'.");

    public static GraphError MethodNotAllowed(IEnumerable<string> allowed) => new(
        405,
        "Request_BadRequest",
        "Specified HTTP method is not allowed for the request target.",
        ("Allow", string.Join(", ", allowed)));

    public static GraphError NotFound(string id) => new(
        404,
        "Request_ResourceNotFound",
        $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static GraphError BadRequest(string message) => new(400, "BadRequest", message);

    public static GraphError UnsupportedQuery(string message) => new(400, "Request_UnsupportedQuery", message);

    public static GraphError ExpiredPage() => new(
        400,
        "Directory_ExpiredPageToken",
        "The specified page token value has expired and can no longer be included in your request.");

    // Graph's documentation names no code for this.
    public static GraphError InvalidCredentials() => new(
        400, "InvalidCredentials", "The credentials were not accepted by the target system. Check them and try again.");

    public static GraphError TooManyRequests(int secondsToWait) => new(
        429, "TooManyRequests", "Too many requests. Wait as long as Retry-After says.", ("Retry-After", $"{secondsToWait}"));

    public static GraphError FailedDependency(string id) => new(
        424, "FailedDependency", $"The request '{id}', which this one depends on, failed.");

    public static GraphError BodyTooLarge(long limit) => new(
        413, "RequestEntityTooLarge", $"The request body is larger than the {limit} bytes that the emulator reads.");

    public static GraphError UnsupportedMediaType(string? contentType) => new(
        415, "UnsupportedMediaType", $"The content type '{contentType}' is not supported: send application/json.");
}

/// <summary>Ends the handling of a request from wherever it is found to be wrong.</summary>
internal sealed class GraphErrorException(GraphError error) : Exception(error.Message)
{
    public GraphError Error { get; } = error;
}
