using System;
using System.Collections.Generic;
using System.Net.Http;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Http;

/// <summary>What an answer must be when the call went well.</summary>
internal enum Answer
{
    NoContent,
    Json,
    Text,
}

/// <summary>Goes along with a request through the pipeline: what the call expects, what it may cost, and who watches it.</summary>
internal sealed record CallContext
{
#if NET
    private static readonly HttpRequestOptionsKey<CallContext> Key = new("Graph.SyncJob");
#else
    private const string Key = "Graph.SyncJob";
#endif

    /// <summary>What an answer must be.</summary>
    public required Answer Answer { get; init; }

    /// <summary>Whether sending it twice does no more than sending it once: a read, or a change to a given value.</summary>
    public required bool IsRepeatable { get; init; }

    /// <summary>What the call may spend on further tries.</summary>
    public required RetryBudget Budget { get; init; }

    /// <summary>Who watches.</summary>
    public ICallObserver? Observer { get; init; }

    /// <summary>The lanes that the request goes through; null when it goes alone.</summary>
    public CallLanes? Lanes { get; init; }

    /// <summary>Called right before the request leaves.</summary>
    public Action? Sending { get; init; }

    /// <summary>Whether a try may have been carried out, so that what a further one is told says nothing of it.</summary>
    public bool IsInDoubt { get; set; }

    /// <summary>Whether somebody wants the headers of the answer.</summary>
    public bool WantsResponseHeaders { get; init; }

    /// <summary>The headers of the answer; null until there is one, and where nobody wants them.</summary>
    public IReadOnlyDictionary<string, string[]>? ResponseHeaders { get; set; }

#if NET
    /// <summary>The context of a request; every one that comes through the pipeline has one.</summary>
    public static CallContext Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var context) ? context : throw new InvalidOperationException("The request belongs to no call.");

    /// <summary>Makes this the context of a request.</summary>
    public void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);
#else
    /// <summary>The context of a request; every one that comes through the pipeline has one.</summary>
    public static CallContext Of(HttpRequestMessage request) => (CallContext)request.Properties[Key];

    /// <summary>Makes this the context of a request.</summary>
    public void AttachTo(HttpRequestMessage request) => request.Properties[Key] = this;
#endif
}
