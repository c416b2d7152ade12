using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Waiting;

/// <summary>A job that is watched.</summary>
/// <param name="Target">The job as it was given.</param>
/// <param name="Identity">The job in words.</param>
/// <param name="Address">Where it lives.</param>
internal sealed record WatchedJob(object? Target, JobIdentity Identity, JobAddress Address);

/// <summary>Looks at many jobs again and again, until each is settled or the time is over. Calls back from any thread.</summary>
/// <param name="read">Reads a job.</param>
/// <param name="wait">Waits, by the clock that all waits go by.</param>
/// <param name="timeout">How long to look; when it is zero, each job is looked at once.</param>
internal sealed class JobWatch(
    Func<WatchedJob, CancellationToken, Task<MicrosoftGraphSynchronizationJob>> read, Func<TimeSpan, CancellationToken, Task> wait, TimeSpan timeout)
{
    public const int MostReadsAtOnce = 8;

    // When the time is over everybody gets a last look; a service that does not answer must not hold it up for long.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Whether a job needs no further look: what the look before showed, if there was one, and what this one shows.</summary>
    public required Func<WatchedJob, MicrosoftGraphSynchronizationJob?, MicrosoftGraphSynchronizationJob, bool> IsSettled { get; init; }

    /// <summary>Hears what a look showed that was not the last.</summary>
    public required Action<WatchedJob, MicrosoftGraphSynchronizationJob> Saw { get; init; }

    /// <summary>Hears, once for each job, what the last look showed, if there was one, and what ended the watch where it was a failure.</summary>
    public required Action<WatchedJob, MicrosoftGraphSynchronizationJob?, Exception?> Ended { get; init; }

    public async Task RunAsync(IEnumerable<WatchedJob> jobs, CancellationToken cancellationToken)
    {
        using var gate = new SemaphoreSlim(MostReadsAtOnce);
        using var waits = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var reads = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] running = [];
        if (timeout == TimeSpan.Zero)
        {
            waits.Cancel();
        }
        else
        {
            running = [CancelAfterAsync(waits, timeout, timers.Token), CancelAfterAsync(reads, timeout + Grace, timers.Token)];
        }

        try
        {
            await Task.WhenAll(jobs.Select(job => WatchAsync(job, gate, waits.Token, reads.Token, cancellationToken))).ConfigureAwait(false);
        }
        finally
        {
            timers.Cancel();
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(
        WatchedJob job, SemaphoreSlim gate, CancellationToken waits, CancellationToken reads, CancellationToken cancellationToken)
    {
        MicrosoftGraphSynchronizationJob? seen = null;
        Exception? failure = null;
        try
        {
            var interval = new PollingInterval(new Random(Guid.NewGuid().GetHashCode()).NextDouble);
            while (true)
            {
                var isLast = waits.IsCancellationRequested;
                var previous = seen;
                seen = await LookAsync(job, gate, reads).ConfigureAwait(false);
                if (isLast || IsSettled(job, previous, seen))
                {
                    break;
                }

                Saw(job, seen);
                await WaitAsync(interval.Next(), waits).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The last look took too long: what the one before showed has to do.
        }
        catch (Exception exception) when (exception is GraphRequestException or SignInException)
        {
            failure = exception;
        }

        Ended(job, seen, failure);
    }

    private async Task<MicrosoftGraphSynchronizationJob> LookAsync(WatchedJob job, SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await read(job, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await wait(time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The time is over: one last look.
        }
    }

    private async Task CancelAfterAsync(CancellationTokenSource source, TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await wait(time, cancellationToken).ConfigureAwait(false);
            source.Cancel();
        }
        catch (OperationCanceledException)
        {
            // All jobs are settled.
        }
    }
}
