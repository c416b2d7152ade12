using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Completion;

/// <summary>Completes the id of a job from those of the owner that the command line names.</summary>
public sealed class JobIdCompleter : GraphCompleter
{
    private protected override async Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        ISynchronizationClient client, OwnerKind kind, string? ownerId, string word, CallOptions options, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(ownerId))
        {
            return [];
        }

        var page = await client.ListJobsAsync(
            kind, ownerId!, new ListQuery(null, null, Selection.AllProperties, Count: false), null, options, cancellationToken).ConfigureAwait(false);
        return
        [
            .. page.Items.Where(job => Starts(job.Id, word))
                .Select(job => Result(job.Id!, job.Id, $"template {job.TemplateId}, {job.Status?.Code}")),
        ];
    }
}
