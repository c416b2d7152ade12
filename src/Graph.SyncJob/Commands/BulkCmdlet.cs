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
    private Task _lastAsked = Task.CompletedTask;
    private bool _wasDeclined;
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

    /// <summary>What there is to do when all that was begun is written.</summary>
    private protected virtual void EndObjects()
    {
    }

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

        // What was only planned, or declined on the way, is left for another run.
        if (!_wasDeclined)
        {
            _checkpoint?.Complete();
        }

        EndObjects();
    });

    /// <summary>Begins a request for an object that was checked and agreed to.</summary>
    /// <param name="subject">The object in words.</param>
    /// <param name="key">The object in a checkpoint: the same for the same object, however it was given.</param>
    /// <param name="target">The object as it was given.</param>
    /// <param name="request">Sends the request; what comes of it is written unless it is null.</param>
    private protected void Begin(
        string subject, string key, object target, Func<ISynchronizationClient, CallOptions, CancellationToken, Task<object?>> request)
    {
        OpenCheckpoint();
        Begin(new BulkItem(Operation, subject, target), key, request);
    }

    /// <summary>Begins what is to be done to an object that was checked, and that is asked about on the way if at all.</summary>
    /// <param name="item">The object.</param>
    /// <param name="key">The object in a checkpoint: the same for the same object, however it was given.</param>
    /// <param name="request">Does it; what comes of it is written unless it is null.</param>
    private protected void Begin(BulkItem item, string key, AskingRequest request)
    {
        // Each is asked about after the one before it, if that is asked about at all.
        var turn = _lastAsked;
        var asked = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Begin(item, key, (client, options, cancellationToken) => request(
            client, options, question => AskAsync(item, turn, asked, question), cancellationToken));
        _lastAsked = Task.WhenAll(turn, Task.WhenAny(asked.Task, item.Task));
    }

    private void Begin(BulkItem item, string key, Func<ISynchronizationClient, CallOptions, CancellationToken, Task<object?>> request)
    {
        if (ReadCheckpoint()?.WasDone(key) == true)
        {
            WriteVerbose($"An earlier run was done with {item.Subject}; it is left alone.");
            return;
        }

        var client = Client;
        if (ThrottleLimit > 1)
        {
            _lanes ??= client.OpenLanes(ThrottleLimit);
        }

        item.Task = RunAsync(item, key, request(
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

    /// <summary>Does something to one object, and asks about it when it knows enough.</summary>
    /// <param name="client">The client of the sign-in that is in force.</param>
    /// <param name="options">What is said of the request that changes something; of those that only look, <see cref="Looking"/>.</param>
    /// <param name="ask">Puts a question on the pipeline's thread when it is the object's turn, and tells whether the answer was a yes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private protected delegate Task<object?> AskingRequest(
        ISynchronizationClient client, CallOptions options, Func<Func<bool>, Task<bool>> ask, CancellationToken cancellationToken);

    /// <summary>The same for a request that changes nothing: nobody needs to know that it was sent.</summary>
    private protected static CallOptions Looking(CallOptions options) => options with { Sending = null, SentBefore = null };

    /// <inheritdoc/>
    private protected override void Report(ErrorRecord error, object target)
    {
        // It waits for its turn behind the output of those before it.
        if (_begun.Count > 0)
        {
            _begun.Enqueue(new BulkItem(Operation, string.Empty, target) { Refusal = error });
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

    private async Task<bool> AskAsync(BulkItem item, Task turn, TaskCompletionSource<bool> asked, Func<bool> question)
    {
        await turn.ConfigureAwait(false);
        OnPipeline(() =>
        {
            try
            {
                var isAgreed = question();
                if (isAgreed)
                {
                    OpenCheckpoint();
                }
                else
                {
                    item.WasDeclined = _wasDeclined = true;
                }

                asked.SetResult(isAgreed);
            }
            finally
            {
                asked.TrySetCanceled();
            }
        });
        return await asked.Task.ConfigureAwait(false);
    }

    private async Task<object?> RunAsync(BulkItem item, string key, Task<object?> request)
    {
        try
        {
            var output = await request.ConfigureAwait(false);
            if (!item.WasDeclined)
            {
                _checkpoint?.Done(key, ClientLoader.Factory.UtcNow);
            }

            return output;
        }
        catch (Exception failure) when (failure is not (
            OperationCanceledException or GraphRequestException { Code: ErrorCodes.OutcomeUnknown or ErrorCodes.UnexpectedResponse or ErrorCodes.CheckpointNotWritten }))
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
        var error = item.Refusal ?? Attempt(item.Operation, item.Target, nameSubject =>
        {
            nameSubject(item.Subject);
            output = item.Task.GetAwaiter().GetResult();
        });
        if (item.ResponseHeaders is { } headers)
        {
            SetResponseHeaders(headers);
        }

        output ??= error is null ? null : item.OutputOfFailure;
        if (output is not null)
        {
            WriteObject(output);
        }

        if (error is not null)
        {
            WriteError(error);
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

    private Checkpoint? ReadCheckpoint() => CheckpointPath is null ? null : UseCheckpoint(() => _checkpoint ??= Checkpoint.Read(
        SessionState.Path.GetUnresolvedProviderPathFromPSPath(CheckpointPath),
        MyInvocation.MyCommand.Name,
        GraphConnection.CurrentOrDefault().Settings.GraphRoot));

    // Not before something is agreed to: -WhatIf makes no file.
    private void OpenCheckpoint()
    {
        if (ReadCheckpoint() is { } checkpoint)
        {
            UseCheckpoint(() =>
            {
                checkpoint.Open();
                return checkpoint;
            });
        }
    }

    private Checkpoint UseCheckpoint(Func<Checkpoint> use)
    {
        try
        {
            return use();
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
