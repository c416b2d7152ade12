using System.Collections.Generic;
using Graph.SyncJob.Emulator.Faults;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>A reply, null when the connection is reset instead, and what became of the request on the way.</summary>
internal sealed record Answer(GraphReply? Reply)
{
    /// <summary>Whether what was asked was done, whatever the reply says of it.</summary>
    public bool CarriedOut { get; init; }

    /// <summary>The fault that the request ran into.</summary>
    public ActiveFault? Fault { get; init; }

    /// <summary>The fault to log, which for a stale read is that of the write before it.</summary>
    public string? FaultId => Fault?.Id ?? Reply?.StaleBy;

    /// <summary>For a batch: its number.</summary>
    public long? Batch { get; init; }

    /// <summary>For a batch: what was answered in it.</summary>
    public IReadOnlyList<AnsweredPart> Parts { get; init; } = [];
}
