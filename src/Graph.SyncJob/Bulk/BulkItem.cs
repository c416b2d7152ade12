using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;

namespace Graph.SyncJob.Bulk;

/// <summary>One object of many, from when its request was begun until its output or error is written.</summary>
internal sealed class BulkItem(Operation operation, string subject, object target)
{
    private volatile bool _wasSent;

    /// <summary>What is being done to it now: what an error says could not be done.</summary>
    public Operation Operation { get; set; } = operation;

    /// <summary>The object in words.</summary>
    public string Subject => subject;

    /// <summary>The object as it was given.</summary>
    public object Target => target;

    /// <summary>What is under way for it; what comes of it is written unless it is null.</summary>
    public Task<object?> Task { get; set; } = System.Threading.Tasks.Task.FromResult<object?>(null);

    /// <summary>What there is to write of it before the error, where it failed; null for nothing.</summary>
    public object? OutputOfFailure { get; set; }

    /// <summary>Whether somebody was asked about it on the way and did not agree: it is over, and it is not done.</summary>
    public bool WasDeclined { get; set; }

    /// <summary>Why nothing was begun for it; null when something was.</summary>
    public ErrorRecord? Refusal { get; init; }

    /// <summary>The headers of the answer, when somebody wants them.</summary>
    public IReadOnlyDictionary<string, string[]>? ResponseHeaders { get; set; }

    /// <summary>Whether the request has left.</summary>
    public bool WasSent
    {
        get => _wasSent;
        set => _wasSent = value;
    }
}
