using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator.Entra;
using Graph.SyncJob.Emulator.Faults;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>
/// What stands between the wire and the two services: it decides who answers a request, takes batches apart, throttles, and has requests run
/// into the faults that were asked for.
/// </summary>
internal sealed class Gateway(EntraService entra, GraphService graph, FaultSet faults, RequestQuota? quota, TimeProvider clock)
{
    private long _batches;

    public ValueTask<Answer> AnswerAsync(GraphRequest request, CancellationToken cancellation)
    {
        if (entra.Find(request) is { } signIn)
        {
            return CarryOutAsync(request, RequestKind.SignIn, _ => new(signIn()), cancellation);
        }

        return request.IsBatch ? AnswerBatchAsync(request, cancellation) : AnswerOneAsync(request, cancellation);
    }

    private ValueTask<Answer> AnswerOneAsync(GraphRequest request, CancellationToken cancellation) =>
        quota?.TryAdmit(out var wait) == false
            ? new(new Answer(graph.Refuse(request, GraphError.TooManyRequests((int)Math.Ceiling(wait.TotalSeconds)))))
            : CarryOutAsync(request, RequestKind.Graph, stale => new(graph.Handle(request, stale)), cancellation);

    private async ValueTask<Answer> AnswerBatchAsync(GraphRequest batch, CancellationToken cancellation)
    {
        var parts = new List<AnsweredPart>();
        var answer = await CarryOutAsync(batch, RequestKind.Batch, _ => RunAsync(batch, parts), cancellation).ConfigureAwait(false);
        return answer with { Batch = Interlocked.Increment(ref _batches), Parts = parts };
    }

    private async ValueTask<GraphReply> RunAsync(GraphRequest batch, List<AnsweredPart> answered)
    {
        try
        {
            graph.CheckBatch(batch);
            foreach (var part in BatchBody.Read(batch))
            {
                answered.Add(new(part, await AnswerPartAsync(part, answered).ConfigureAwait(false)));
            }

            return BatchBody.Write(answered);
        }
        catch (GraphErrorException refused)
        {
            return graph.Refuse(batch, refused.Error);
        }
    }

    private async ValueTask<Answer> AnswerPartAsync(BatchPart part, List<AnsweredPart> answered)
    {
        if (part.DependsOn.FirstOrDefault(id => answered.Exists(other => other.Part.Id == id && !other.Answer.Reply!.IsSuccess)) is { } failed)
        {
            return new(graph.Refuse(part.Request, GraphError.FailedDependency(failed)));
        }

        // A batch that was begun is gone through with, though nobody may be waiting for it any more.
        var answer = await AnswerOneAsync(part.Request, CancellationToken.None).ConfigureAwait(false);
        return answer.Fault is { } fault ? answer with { Reply = FaultReply.InBatch(fault, answer.Reply, graph, part.Request) } : answer;
    }

    private async ValueTask<Answer> CarryOutAsync(
        GraphRequest request, RequestKind kind, Func<ActiveFault?, ValueTask<GraphReply>> carryOut, CancellationToken cancellation)
    {
        var fault = faults.Hit(request, kind);
        switch (fault?.Kind)
        {
            case FaultKind.ResetBefore:
                return new(Reply: null) { Fault = fault };
            case FaultKind.Status or FaultKind.TokenExpired:
                return new(FaultReply.Instead(fault, graph, request, clock)) { Fault = fault };
            case FaultKind.Latency when !await WaitAsync(TimeSpan.FromMilliseconds(fault.Rule.Delay!.Value), cancellation).ConfigureAwait(false):
                return new(Reply: null) { Fault = fault };
        }

        var reply = await carryOut(fault?.Kind == FaultKind.Stale ? fault : null).ConfigureAwait(false);
        return new(fault is null ? reply : FaultReply.After(fault, reply, graph, request)) { CarriedOut = reply.IsSuccess, Fault = fault };
    }

    // False when nobody waits for the answer any more: what has not begun is not done then.
    private async ValueTask<bool> WaitAsync(TimeSpan time, CancellationToken cancellation)
    {
        await Task.Delay(time, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellation.IsCancellationRequested;
    }
}
