using System;
using System.Collections.Generic;

namespace Graph.SyncJob.Emulator;

/// <summary>One request as the emulator received it. Secrets and tokens, wherever they stand, are redacted.</summary>
public sealed record ReceivedRequest
{
    /// <summary>When it arrived.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as sent, escapes included.</summary>
    public required string Target { get; init; }

    /// <summary>The decoded id (object id or appId) of the application or service principal, when the path names one.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The decoded job id, when the path names one.</summary>
    public string? JobId { get; init; }

    /// <summary>The status answered; null when the connection went without an answer.</summary>
    public int? Status { get; init; }

    /// <summary>
    /// Whether Graph did what was asked, whatever became of the answer: false for a request that was refused, by Graph or by a fault.
    /// </summary>
    public bool CarriedOut { get; init; }

    /// <summary>The id of the fault that hit the request.</summary>
    public string? Fault { get; init; }

    /// <summary>The number of the batch, for a batch and for each request in it; batches are numbered from 1.</summary>
    public long? Batch { get; init; }

    /// <summary>The id of the request in its batch; null for the batch itself, which is logged after its parts.</summary>
    public string? BatchPart { get; init; }

    /// <summary>The request-id answered.</summary>
    public required string RequestId { get; init; }

    /// <summary>The client-request-id sent, or the one made up for a request without.</summary>
    public required string ClientRequestId { get; init; }

    /// <summary>The headers, names compared without regard to case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>How many bytes of body were read.</summary>
    public int BodyLength { get; init; }

    /// <summary>The beginning of the body as text; empty when there was none.</summary>
    public string Body { get; init; } = "";

    /// <summary>Whether <see cref="Body"/> is only the beginning.</summary>
    public bool BodyTruncated { get; init; }
}
