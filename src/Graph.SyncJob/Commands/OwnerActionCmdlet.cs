using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that do something to what an application or a service principal has.</summary>
public abstract class OwnerActionCmdlet : ActionCmdlet
{
    private protected OwnerActionCmdlet()
    {
    }

    private protected abstract Task ActAsync(ISynchronizationClient client, string ownerId, CallOptions options, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation, given!, nameSubject =>
        {
            var owner = OwnerIdentity.Of(given, OwnerKind, Counterpart);
            var subject = $"{Operation.Noun} of {owner}";
            nameSubject(subject);
            if (ShouldAct(subject))
            {
                var ownerId = Locate(owner);
                Act(async (client, options, cancellationToken) =>
                {
                    await ActAsync(client, ownerId, options, cancellationToken).ConfigureAwait(false);
                    return PassThru ? true : null;
                });
            }
        });
    }
}
