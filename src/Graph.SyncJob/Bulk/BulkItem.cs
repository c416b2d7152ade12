using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;

namespace Graph.SyncJob.Bulk;

/// <summary>One object of many, from when its request was begun until its output or error is written.</summary>
internal sealed class BulkItem(string subject, object target)
{
    private volatile bool _wasSent;

    /// <summary>The object in words.</summary>
    public string Subject => subject;

    /// <summary>The object as it was given.</summary>
    public object Target => target;

    /// <summary>What is under way for it; what comes of it is written unless it is null.</summary>
    public Task<object?> Task { get; set; } = System.Threading.Tasks.Task.FromResult<object?>(null);

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
