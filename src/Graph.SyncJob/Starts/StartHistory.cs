using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Starts;

/// <summary>Remembers which jobs were started in the last minutes, and how often. Bounded: of very many starts the oldest are forgotten first.</summary>
/// <param name="mostRemembered">How many starts are remembered.</param>
internal sealed class StartHistory(int mostRemembered)
{
    /// <summary>What was started in this session, by whichever cmdlet and in whichever runspace.</summary>
    public static readonly StartHistory OfThisProcess = new(20_000);

    /// <summary>How long a start counts.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private readonly object _lock = new();
    private readonly Queue<Start> _starts = new();
    private readonly Dictionary<Guid, int> _counts = new();

    /// <summary>Adds a start, and tells how many there were of this job in the last minutes, with this one.</summary>
    public Start Add(StartedJob job, DateTimeOffset now)
    {
        var key = Key(job);
        lock (_lock)
        {
            Forget(now);
            var count = _counts.TryGetValue(key, out var before) ? before + 1 : 1;
            _counts[key] = count;
            var start = new Start(key, now, count);
            _starts.Enqueue(start);
            return start;
        }
    }

    /// <summary>Takes back a start that did not take place.</summary>
    public void TakeBack(Start start)
    {
        lock (_lock)
        {
            Discount(start);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        while (_starts.Count > 0 && (_starts.Count >= mostRemembered || now - _starts.Peek().Time >= Period))
        {
            Discount(_starts.Dequeue());
        }
    }

    private void Discount(Start start)
    {
        if (!start.Counts)
        {
            return;
        }

        start.Counts = false;
        if (--_counts[start.Key] == 0)
        {
            _counts.Remove(start.Key);
        }
    }

    // Twenty thousand jobs by their ids are megabytes; that two have the same hash will not happen.
    private static Guid Key(StartedJob job)
    {
        var text = string.Join("\n", job.GraphRoot.AbsoluteUri, job.Address.OwnerKind, job.Address.OwnerId, job.Address.JobId);
        using var hash = SHA256.Create();
        var bytes = hash.ComputeHash(Encoding.UTF8.GetBytes(text));
        Array.Resize(ref bytes, 16);
        return new Guid(bytes);
    }

    /// <summary>A start.</summary>
    internal sealed class Start(Guid key, DateTimeOffset time, int count)
    {
        /// <summary>The job.</summary>
        public Guid Key { get; } = key;

        public DateTimeOffset Time { get; } = time;

        /// <summary>Which start of the job this was in the last minutes, from 1.</summary>
        public int Count { get; } = count;

        public bool Counts { get; set; } = true;
    }
}

/// <summary>A job of one Graph, whichever version of the API it is started through.</summary>
internal sealed record StartedJob(Uri GraphRoot, JobAddress Address);
