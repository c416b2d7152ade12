using System;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator.Entra;
using Graph.SyncJob.Emulator.Faults;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>What stands between the wire and the two services: it decides who answers a request, and whether something comes in between.</summary>
internal sealed class Gateway(EntraService entra, GraphService graph, FaultSet faults, TimeProvider clock)
{
    public ValueTask<Answer> AnswerAsync(GraphRequest request, CancellationToken cancellation) => entra.Find(request) is { } signIn
        ? CarryOutAsync(request, faults.Hit(request, isSignIn: true), _ => signIn(), cancellation)
        : CarryOutAsync(request, faults.Hit(request, isSignIn: false), stale => graph.Handle(request, stale), cancellation);

    private async ValueTask<Answer> CarryOutAsync(
        GraphRequest request, ActiveFault? fault, Func<ActiveFault?, GraphReply> carryOut, CancellationToken cancellation)
    {
        switch (fault?.Kind)
        {
            case FaultKind.ResetBefore:
                return new(Reply: null) { Fault = fault };
            case FaultKind.Status or FaultKind.TokenExpired:
                return new(FaultReply.Instead(fault, graph, request, clock)) { Fault = fault };
            case FaultKind.Latency:
                await Task.Delay(TimeSpan.FromMilliseconds(fault.Rule.Delay!.Value), clock, cancellation).ConfigureAwait(false);
                break;
        }

        var reply = carryOut(fault?.Kind == FaultKind.Stale ? fault : null);
        return new(fault is null ? reply : FaultReply.After(fault, reply, graph, request)) { CarriedOut = reply.IsSuccess, Fault = fault };
    }
}
