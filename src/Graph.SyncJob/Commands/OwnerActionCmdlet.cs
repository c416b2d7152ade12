using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that do something to what an application or a service principal has.</summary>
public abstract class OwnerActionCmdlet : ActionCmdlet
{
    private protected OwnerActionCmdlet()
    {
    }

    private protected abstract Task ActAsync(ISynchronizationClient client, string ownerId, CallOptions options, CancellationToken cancellationToken);

    private protected override void ProcessObject() => ActOnOwner(
        Given,
        owner => $"{Operation.Noun} of {owner}",
        (client, ownerId, options, cancellationToken) => AnswerAsync(ActAsync(client, ownerId, options, cancellationToken)));
}
