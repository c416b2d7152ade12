using System;
using System.Collections.Generic;
using System.Net;

namespace Graph.SyncJob.Port;

/// <summary>What a caller may say about one call, beside what it asks for.</summary>
internal sealed record CallOptions
{
    public ApiVersion Version { get; init; }

    /// <summary>Headers to send along, already checked.</summary>
    public IReadOnlyList<KeyValuePair<string, string[]>> Headers { get; init; } = [];

    /// <summary>Gets the headers of the answer, whether it was good or bad; null when nobody wants them.</summary>
    public Action<IReadOnlyDictionary<string, string[]>>? ResponseHeaders { get; init; }

    /// <summary>How many tries there may be after the first; null for what the connection says.</summary>
    public int? MaxRetry { get; init; }

    /// <summary>How long after the first try another one may begin; null for what the connection says.</summary>
    public TimeSpan? RetriesTimeLimit { get; init; }

    /// <summary>The lanes that the call shares with others; null when it travels alone.</summary>
    public ICallLanes? Lanes { get; init; }

    /// <summary>Called right before the request leaves, each time that it does, from any thread.</summary>
    public Action? Sending { get; init; }

    /// <summary>When an earlier run sent this very request and did not hear the answer; null when none did.</summary>
    public DateTimeOffset? SentBefore { get; init; }

    /// <summary>Hears what goes on while the call is under way.</summary>
    public ICallObserver? Observer { get; init; }
}

/// <summary>Hears what goes on during a call. Called from any thread.</summary>
internal interface ICallObserver
{
    /// <summary>Whether anybody reads <see cref="Debug"/>: putting requests into words costs time.</summary>
    bool WantsDebug { get; }

    void Verbose(string message);

    void Debug(string message);
}

/// <summary>The proxy that calls go through, in place of the system's.</summary>
internal sealed record ProxySettings(Uri Address, NetworkCredential? Credential, bool UseDefaultCredentials);
