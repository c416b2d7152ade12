using System;
using System.Collections.Generic;
using System.Linq;
using Graph.SyncJob.Health;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Live;

/// <summary>What is shown of a job at one moment.</summary>
internal sealed record JobView
{
    /// <summary>The job; null when it could not be read.</summary>
    public MicrosoftGraphSynchronizationJob? Job { get; private init; }

    public SynchronizationStatusCode? State { get; private init; }

    public GraphSyncJobVerdict Verdict { get; private init; } = GraphSyncJobVerdict.Unknown;

    public DateTimeOffset? LastRun { get; private init; }

    public SynchronizationTaskExecutionResult? Result { get; private init; }

    public long? Escrows { get; private init; }

    public string? Progress { get; private init; }

    public DateTimeOffset? NextAttempt { get; private init; }

    /// <summary>Why the job could not be read; null when it could.</summary>
    public string? Error { get; private init; }

    public static JobView Of(MicrosoftGraphSynchronizationJob job, DateTimeOffset now)
    {
        var health = JobHealth.Of(job, now);
        var last = job.Status?.LastExecution;
        return new JobView
        {
            Job = job,
            State = health.State,
            Verdict = health.Verdict,
            LastRun = health.LastRun,
            Result = last?.State,
            Escrows = last?.CountEscrowed,
            Progress = job.Status?.Progress is { Length: > 0 } progress ? string.Join(", ", progress.Select(part => part.ToString())) : null,
            NextAttempt = health.NextAttempt,
        };
    }

    public static JobView Of(GraphRequestException failure) => new() { Error = failure.Code };

    /// <summary>What there is to tell of a job that was not there before.</summary>
    public IEnumerable<(string Property, object? Before, object? After)> Appeared => Error is null ? [(nameof(State), null, State)] : [(nameof(Error), null, Error)];

    /// <summary>What is different from an earlier view; a job that can't be read differs in that alone.</summary>
    public IEnumerable<(string Property, object? Before, object? After)> Since(JobView before) => before.Error != Error
        ? [(nameof(Error), before.Error, Error)]
        : before.Facts().Zip(Facts(), (was, now) => (now.Property, was.Value, now.Value)).Where(fact => !Equals(fact.Item2, fact.Item3));

    private IEnumerable<(string Property, object? Value)> Facts() =>
    [
        (nameof(State), State),
        (nameof(Verdict), Verdict),
        (nameof(LastRun), LastRun),
        (nameof(Result), Result),
        (nameof(Escrows), Escrows),
        (nameof(Progress), Progress),
        (nameof(NextAttempt), NextAttempt),
    ];
}
