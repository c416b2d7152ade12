using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Bulk;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>
/// The base of the cmdlets that change something, one object or many: the request for each is begun in order, travels beside the others as
/// far as <see cref="ThrottleLimit"/> allows, and what comes of it is written in order. Nothing that was begun is left unreported.
/// </summary>
public abstract class BulkCmdlet : OwnedCmdlet
{
    private const string InterruptionVariable = "GraphSyncJobInterruption";

    // Enough under way for each lane to have a batch waiting while another one travels.
    private const int ItemsALane = 40;

    // Whoever presses Ctrl+C is to have the prompt back within a second.
    private static readonly TimeSpan LastMoment = TimeSpan.FromMilliseconds(500);

    private readonly Queue<BulkItem> _begun = new();
    private readonly CancellationTokenSource _calls = new();
    private ICallLanes? _lanes;
    private Checkpoint? _checkpoint;
    private bool _isDisposed;

    private protected BulkCmdlet()
    {
    }

    /// <summary>How many requests may be under way at a time, each for up to 20 objects. With 1 each object waits for the one before it.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>A file that remembers what is done, so that a run that was interrupted can go on.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    private protected abstract Operation Operation { get; }

    /// <summary>Checks the object that has come, and begins what is to be done to it.</summary>
    private protected abstract void ProcessObject();

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => ReportingWhatIsLeft(() =>
    {
        ProcessObject();
        WriteUntil(ThrottleLimit == 1 ? 0 : ThrottleLimit * ItemsALane);
    });

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => ReportingWhatIsLeft(() =>
    {
        WriteUntil(0);
        _checkpoint?.Complete();
    });

    /// <summary>Begins a request for an object that was checked and agreed to.</summary>
    /// <param name="subject">The object in words.</param>
    /// <param name="key">The object in a checkpoint: the same for the same object, however it was given.</param>
    /// <param name="target">The object as it was given.</param>
    /// <param name="request">Sends the request; what comes of it is written unless it is null.</param>
    private protected void Begin(
        string subject, string key, object target, Func<ISynchronizationClient, CallOptions, CancellationToken, Task<object?>> request)
    {
        if (OpenCheckpoint()?.WasDone(key) == true)
        {
            WriteVerbose($"An earlier run was done with {subject}; it is left alone.");
            return;
        }

        var client = Client;
        if (ThrottleLimit > 1)
        {
            _lanes ??= client.OpenLanes(ThrottleLimit);
        }

        var item = new BulkItem(subject, target);
        item.Task = RunAsync(key, request(
            client,
            Options with
            {
                Lanes = _lanes,
                Sending = () =>
                {
                    _checkpoint?.Sending(key, ClientLoader.Factory.UtcNow);
                    item.WasSent = true;
                },
                SentBefore = _checkpoint?.SentAt(key),
                ResponseHeaders = ResponseHeadersVariable is null ? null : headers => item.ResponseHeaders = headers,
            },
            _calls.Token));
        _begun.Enqueue(item);
    }

    /// <inheritdoc/>
    private protected override void Report(ErrorRecord error, object target)
    {
        // It waits for its turn behind the output of those before it.
        if (_begun.Count > 0)
        {
            _begun.Enqueue(new BulkItem(string.Empty, target) { Refusal = error });
            return;
        }

        WriteError(error);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Where a pipeline is stopped outside of this cmdlet, this is the last that it hears.
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            ReportWhatIsLeft();
            _checkpoint?.Dispose();
            _calls.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<object?> RunAsync(string key, Task<object?> request)
    {
        try
        {
            var output = await request.ConfigureAwait(false);
            _checkpoint?.Done(key, ClientLoader.Factory.UtcNow);
            return output;
        }
        catch (GraphRequestException failure) when (failure.Code is not (ErrorCodes.OutcomeUnknown or ErrorCodes.UnexpectedResponse or ErrorCodes.CheckpointNotWritten))
        {
            _checkpoint?.Failed(key, ClientLoader.Factory.UtcNow);
            throw;
        }
    }

    private void WriteUntil(int count)
    {
        while (_begun.Count > 0 && (_begun.Count > count || _begun.Peek().Task.IsCompleted))
        {
            Write(_begun.Peek());
        }
    }

    private void Write(BulkItem item)
    {
        // Until it is over it counts as begun; from then on what came of it is told here.
        Complete(_ => Task.WhenAny(item.Task));
        _begun.Dequeue();
        object? output = null;
        var error = item.Refusal ?? Attempt(Operation, item.Target, nameSubject =>
        {
            nameSubject(item.Subject);
            output = item.Task.GetAwaiter().GetResult();
        });
        if (item.ResponseHeaders is { } headers)
        {
            SetResponseHeaders(headers);
        }

        if (error is not null)
        {
            WriteError(error);
        }
        else if (output is not null)
        {
            WriteObject(output);
        }
    }

    private void ReportingWhatIsLeft(Action action)
    {
        try
        {
            action();
        }
        catch
        {
            ReportWhatIsLeft();
            throw;
        }
    }

    // The pipeline is over and takes nothing any more: the host shows it, and a variable keeps it.
    private void ReportWhatIsLeft()
    {
        if (_begun.Count == 0)
        {
            return;
        }

        _lanes?.Close();
        try
        {
            Task.WaitAll([.. _begun.Where(item => item.WasSent).Select(item => item.Task)], LastMoment);
        }
        catch (AggregateException)
        {
            // What failed is told below.
        }

        _calls.Cancel();
        var left = _begun.Where(item => item.Refusal is null).ToLookup(StateOf, item => item.Target);
        _begun.Clear();
        var interruption = new GraphSyncJobInterruption
        {
            Command = MyInvocation.MyCommand.Name,
            Done = [.. left[State.Done]],
            Failed = [.. left[State.Failed]],
            OutcomeUnknown = [.. left[State.Unknown]],
            NotSent = [.. left[State.NotSent]],
        };
        SessionState.PSVariable.Set("global:" + InterruptionVariable, interruption);
        Host?.UI?.WriteWarningLine(
            $"{interruption.Command} was stopped. Of what was under way, {interruption.Done.Count} were done, {interruption.Failed.Count} failed, "
            + $"{interruption.OutcomeUnknown.Count} were sent and what came of them is not known, and {interruption.NotSent.Count} were not sent. "
            + $"${InterruptionVariable} has them.");
    }

    private static State StateOf(BulkItem item) => item.Task switch
    {
        { Status: TaskStatus.RanToCompletion } => State.Done,
        { IsFaulted: true, Exception.InnerException: GraphRequestException { Code: ErrorCodes.OutcomeUnknown or ErrorCodes.UnexpectedResponse } } => State.Unknown,
        { IsFaulted: true, Exception.InnerException: not GraphRequestException { Code: ErrorCodes.Stopped } } => State.Failed,
        _ => item.WasSent ? State.Unknown : State.NotSent,
    };

    private Checkpoint? OpenCheckpoint()
    {
        if (CheckpointPath is null)
        {
            return null;
        }

        try
        {
            _checkpoint ??= Checkpoint.Read(
                SessionState.Path.GetUnresolvedProviderPathFromPSPath(CheckpointPath),
                MyInvocation.MyCommand.Name,
                GraphConnection.CurrentOrDefault().Settings.GraphRoot);
            _checkpoint.Open();
            return _checkpoint;
        }
        catch (CheckpointException exception)
        {
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "CheckpointUnusable",
                exception.Message,
                CheckpointPath,
                "Give a file of your own for each command; one that is not there yet is made."));
            throw;
        }
    }

    private enum State
    {
        Done,
        Failed,
        Unknown,
        NotSent,
    }
}
