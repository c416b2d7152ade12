using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Completion;

/// <summary>Completes the id of an application or a service principal by the start of its display name.</summary>
public sealed class OwnerIdCompleter : GraphCompleter
{
    private const int Most = 50;

    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        ISynchronizationClient client, OwnerKind kind, string? ownerId, string word, CallOptions options, CancellationToken cancellationToken)
    {
        var filter = word.Length > 0 ? $"startswith(displayName,'{word.Replace("'", "''")}')" : null;
        var page = await client.ListOwnersAsync(
            kind, new ListQuery(Most, filter, new Selection(["id", "appId", "displayName"], []), Count: false), null, options, cancellationToken).ConfigureAwait(false);
        return
        [
            .. page.Items.Where(owner => owner.Id is not null)
                .OrderBy(owner => owner.DisplayName)
                .Select(owner => Result(owner.Id!, owner.DisplayName, $"{owner.DisplayName}, appId {owner.AppId}")),
        ];
    }
}
