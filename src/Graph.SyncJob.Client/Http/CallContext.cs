using System;
using System.Net.Http;
using Graph.SyncJob.Port;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Http.HttpClientLibrary.Extensions;

namespace Graph.SyncJob.Client.Http;

/// <summary>What an answer must be when the call went well.</summary>
internal enum Answer
{
    NoContent,
    Json,
    Text,
}

/// <summary>Goes along with a request through the pipeline: what the call expects, what it may cost, and who watches it.</summary>
internal sealed record CallContext : IRequestOption
{
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

    /// <summary>The context of a request; every one that comes through the pipeline has one.</summary>
    public static CallContext Of(HttpRequestMessage request) => request.GetRequestOption<CallContext>()!;

    /// <summary>Makes this the context of a request that was not made by the SDK.</summary>
    public void AttachTo(HttpRequestMessage request) =>
#if NET
        request.Options.Set(new HttpRequestOptionsKey<IRequestOption>(typeof(CallContext).FullName!), this);
#else
        request.Properties[typeof(CallContext).FullName!] = this;
#endif
}
