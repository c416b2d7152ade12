using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>
/// The base of every cmdlet that calls Graph: waits for a call on the pipeline's thread, where alone messages may be written,
/// and lets Ctrl+C end the wait at once.
/// </summary>
public abstract class GraphCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Messages _messages = new();

    private protected GraphCmdlet()
    {
    }

    /// <summary>What a call reports its progress to.</summary>
    private protected ICallObserver Observer => _messages;

    /// <summary>Shows the user something that is no output, from any thread.</summary>
    private protected void Tell(string message) => _messages.Tell(message);

    /// <summary>Does something on the pipeline's thread, where alone anything may be written, while a call is waited for.</summary>
    private protected void OnPipeline(Action action) => _messages.Add(action);

    /// <summary>Writes a warning, from any thread. Where the user is asked whether to go on, the task ends with a yes only.</summary>
    private protected Task WarnAsync(string message)
    {
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        OnPipeline(() =>
        {
            try
            {
                WriteWarning(message);
                written.SetResult(true);
            }
            finally
            {
                written.TrySetCanceled();
            }
        });
        return written.Task;
    }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _messages.WantsDebug = WantsDebug();

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Waits for a call, writing its messages as they come.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped; a call that does not heed its token is left behind.</exception>
    private protected T Complete<T>(Func<CancellationToken, Task<T>> call)
    {
        // When what a message leads to ends the pipeline, the call must not go on behind its back.
        using var callEnds = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            var task = call(callEnds.Token);
            _ = task.ContinueWith(
                static (_, messages) => ((Messages)messages!).Wake(),
                _messages,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            while (!task.IsCompleted)
            {
                _messages.WaitForNews(_stop.Token);
                _messages.WriteTo(this);
            }

            _messages.WriteTo(this);
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            callEnds.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the cmdlet holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _messages.Dispose();
            _stop.Dispose();
        }
    }

    private bool WantsDebug() =>
        MyInvocation.BoundParameters.TryGetValue("Debug", out var given)
            ? given is SwitchParameter { IsPresent: true }
            : GetVariableValue("DebugPreference") is { } preference
                && !string.Equals(preference.ToString(), nameof(ActionPreference.SilentlyContinue), StringComparison.OrdinalIgnoreCase)
                && !string.Equals(preference.ToString(), nameof(ActionPreference.Ignore), StringComparison.OrdinalIgnoreCase);

    /// <summary>Carries messages from whatever thread they arise on to the pipeline's.</summary>
    private sealed class Messages : ICallObserver, IDisposable
    {
        private readonly ConcurrentQueue<(Action<Cmdlet, string> Write, string Text)> _queue = new();
        private readonly SemaphoreSlim _news = new(0);

        public bool WantsDebug { get; set; }

        public void Verbose(string message) => Add(static (cmdlet, text) => cmdlet.WriteVerbose(text), message);

        public void Debug(string message) => Add(static (cmdlet, text) => cmdlet.WriteDebug(text), message);

        // The tag is that of Write-Host: shown to whoever sits there, and kept for whoever collects the stream.
        public void Tell(string message) => Add(
            static (cmdlet, text) => cmdlet.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]), message);

        public void Add(Action action) => Add((_, _) => action(), string.Empty);

        public void WaitForNews(CancellationToken cancellationToken) => _news.Wait(cancellationToken);

        public void WriteTo(Cmdlet cmdlet)
        {
            while (_queue.TryDequeue(out var message))
            {
                message.Write(cmdlet, message.Text);
            }
        }

        public void Wake()
        {
            try
            {
                _news.Release();
            }
            catch (ObjectDisposedException)
            {
                // The pipeline was stopped and is gone; the call that was left behind has just ended.
            }
        }

        public void Dispose() => _news.Dispose();

        private void Add(Action<Cmdlet, string> write, string message)
        {
            _queue.Enqueue((write, message));
            Wake();
        }
    }
}
