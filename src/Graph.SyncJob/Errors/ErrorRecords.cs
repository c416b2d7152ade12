using System;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using Graph.SyncJob.Files;
using Graph.SyncJob.Identity;

namespace Graph.SyncJob.Errors;

/// <summary>The one place that turns a failure into what the user reads: what happened, to which object, and what to do.</summary>
internal static class ErrorRecords
{
    /// <summary>The input names no object that can be acted on.</summary>
    public static ErrorRecord For(IdentityException exception, object? target) =>
        Record(exception, exception.ErrorId, ErrorCategory.InvalidArgument, target, exception.Message, exception.RecommendedAction);

    /// <summary>Graph refused, or could not be reached.</summary>
    /// <param name="exception">What the client reports.</param>
    /// <param name="operation">What was being done.</param>
    /// <param name="subject">To which object, in words.</param>
    /// <param name="target">The object.</param>
    public static ErrorRecord For(GraphRequestException exception, Operation operation, string subject, object? target) =>
        Record(
            exception,
            exception.Code,
            Category(exception),
            target,
            $"Could not {operation.Verb} {subject}: {Describe(exception)}",
            RecommendedAction(exception, operation));

    /// <summary>A job did not come to where it was waited for to be, or must not be started.</summary>
    public static ErrorRecord For(GraphSyncJobStateException exception, object? target) =>
        Record(exception, exception.ErrorId, exception.Category, target, exception.Message, exception.RecommendedAction);

    /// <summary>No token could be had: nothing was sent for this object, nor would be for the next.</summary>
    public static ErrorRecord For(SignInException exception, object? target) =>
        Record(exception, exception.ErrorId, ErrorCategory.AuthenticationError, target, exception.Message, exception.RecommendedAction);

    /// <summary>A file that the user named can't be used.</summary>
    public static ErrorRecord For(UserFileException exception, object? target) =>
        Record(exception, exception.ErrorId, exception.Category, target, exception.Message, exception.RecommendedAction);

    /// <summary>A parameter's value can't be used.</summary>
    public static ErrorRecord ForArgument(string errorId, string message, object? value, string recommendedAction) =>
        Record(new ArgumentException(message), errorId, ErrorCategory.InvalidArgument, value, message, recommendedAction);

    private static ErrorRecord Record(
        Exception exception, string errorId, ErrorCategory category, object? target, string message, string recommendedAction) =>
        new(exception, errorId, category, target) { ErrorDetails = new ErrorDetails(message) { RecommendedAction = recommendedAction } };

    private static string Describe(GraphRequestException exception)
    {
        var text = new StringBuilder().Append('[').Append(exception.Code).Append("] ").Append(exception.Message);
        if (exception.StatusCode is { } status)
        {
            text.Append(" (HTTP ").Append(status.ToString(CultureInfo.InvariantCulture));
            if (exception.RequestId is { } requestId)
            {
                text.Append(", request-id ").Append(requestId);
            }

            if (exception.Date is { } date)
            {
                text.Append(", ").Append(date.UtcDateTime.ToString("u", CultureInfo.InvariantCulture));
            }

            text.Append(')');
        }

        return text.ToString();
    }

    private static ErrorCategory Category(GraphRequestException exception) => exception switch
    {
        { Code: ErrorCodes.ConnectionFailed } => ErrorCategory.ConnectionError,
        { Code: ErrorCodes.OutcomeUnknown, StatusCode: null } => ErrorCategory.OperationTimeout,
        { Code: ErrorCodes.CheckpointNotWritten } => ErrorCategory.WriteError,
        { StatusCode: 400 or 405 or 413 or 415 or 422 } => ErrorCategory.InvalidArgument,
        { StatusCode: 401 } => ErrorCategory.AuthenticationError,
        { StatusCode: 403 } => ErrorCategory.PermissionDenied,
        { StatusCode: 404 or 410 } => ErrorCategory.ObjectNotFound,
        { StatusCode: 408 or 504 } => ErrorCategory.OperationTimeout,
        { StatusCode: 409 or 412 or 423 } => ErrorCategory.ResourceBusy,
        { StatusCode: 429 } => ErrorCategory.LimitsExceeded,
        { StatusCode: >= 200 and < 400 } => ErrorCategory.ProtocolError,
        { StatusCode: 502 or 503 } => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.InvalidResult,
    };

    private static string RecommendedAction(GraphRequestException exception, Operation operation) => exception switch
    {
        { Code: ErrorCodes.ConnectionFailed } =>
            "Nothing was sent. Check the network, the proxy, and with Get-GraphSyncJobContext that the Graph endpoint is the right one.",
        { Code: ErrorCodes.OutcomeUnknown } =>
            $"Look at the job's state before you {operation.Verb} it again: the request may have been carried out.",
        { Code: ErrorCodes.CheckpointNotWritten } =>
            "Make room on the disk or give another -CheckpointPath; a run with the same file goes on where this one stopped.",
        { StatusCode: 400 or 405 or 413 or 415 or 422 } => "Check the ids and the job's configuration; the message above is Graph's own.",
        { StatusCode: 401 } => "The token was refused: it may have expired, or be for another tenant or cloud. Sign in again with Connect-GraphSyncJob.",
        { StatusCode: 403 } => $"To {operation.Verb} {operation.Noun} takes {operation.Permission}. Have it granted and consented to, then sign in again.",
        { StatusCode: 404 or 410 } when operation.AdviceWhenMissing is { } advice => advice,
        { StatusCode: 404 or 410 } =>
            "Check both ids: ApplicationId is the application's object id, not its appId (for that, pass @{ AppId = …; SynchronizationJobId = … }), "
            + "and the job must belong to it. Jobs of enterprise applications often belong to the service principal.",
        { StatusCode: 409 or 412 or 423 } => "Something else is changing the job. Look at its state and try again.",
        { StatusCode: 429 or 503, RetryAfter: { } wait } =>
            $"The service asks to wait {Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s. Try again after that, with fewer calls at a time.",
        { StatusCode: 429 } => "Too many requests. Wait a while and try again, with fewer calls at a time.",
        { Code: ErrorCodes.UnexpectedResponse } => "The answer did not come from Graph as documented: check the endpoint and any proxy on the way, then look at the job's state.",
        _ => "The service failed. Look at the job's state and try again later; if it goes on, give the request-id to Microsoft support.",
    };
}
