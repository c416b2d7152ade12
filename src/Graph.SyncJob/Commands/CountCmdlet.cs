using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that count what an application or a service principal has.</summary>
public abstract class CountCmdlet : OwnedCmdlet
{
    private protected CountCmdlet()
    {
    }

    /// <summary>An OData filter: counts what it lets through.</summary>
    [Parameter]
    public string? Filter { get; set; }

    private protected abstract Operation Operation { get; }

    private protected abstract Task<int> CountAsync(
        ISynchronizationClient client, string ownerId, CallOptions options, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation, given!, nameSubject =>
        {
            var owner = OwnerIdentity.Of(given, OwnerKind, Counterpart);
            nameSubject($"{Operation.Noun} of {owner}");
            var ownerId = Locate(owner);
            WriteObject(Send((client, options, cancellationToken) => CountAsync(client, ownerId, options, cancellationToken)));
        });
    }
}
