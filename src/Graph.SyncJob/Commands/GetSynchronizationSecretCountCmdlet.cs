using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>Counts the secrets that are saved for an application or a service principal. They themselves can't be read.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-serviceprincipal-put-synchronization">Add synchronization secrets</seealso>
[SynchronizationCmdlet(VerbsCommon.Get, "{Owner}SynchronizationSecretCount", ["Get"], ["GetViaIdentity"], JobById = [], Output = typeof(int))]
public abstract class GetSynchronizationSecretCountCmdlet : CountCmdlet
{
    private protected GetSynchronizationSecretCountCmdlet()
    {
    }

    private protected override Operation Operation => Operation.CountSecrets;

    private protected override Task<int> CountAsync(
        ISynchronizationClient client, string ownerId, CallOptions options, CancellationToken cancellationToken) =>
        client.CountSecretsAsync(OwnerKind, ownerId, Filter, options, cancellationToken);
}
