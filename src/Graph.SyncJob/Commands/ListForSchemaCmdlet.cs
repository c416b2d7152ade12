using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that list what may stand in a job's schema.</summary>
/// <typeparam name="T">What they list.</typeparam>
public abstract class ListForSchemaCmdlet<T> : ReadCmdlet
{
    private protected ListForSchemaCmdlet()
    {
    }

    /// <summary>Most objects to read.</summary>
    [Parameter]
    [Alias("Limit")]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; } = int.MaxValue;

    /// <summary>An OData filter.</summary>
    [Parameter]
    public string? Filter { get; set; }

    private protected abstract Operation Operation { get; }

    private protected abstract Task<Page<T>> ReadAsync(
        ISynchronizationClient client, JobAddress job, ListQuery query, string? page, CallOptions options, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation, given!, nameSubject =>
        {
            var job = JobIdentity.Of(given, OwnerKind, Counterpart);
            nameSubject($"{Operation.Noun.Replace("a synchronization job", job.ToString())}");
            var address = Locate(job);
            var query = new ListQuery(Top < int.MaxValue ? Top : null, Filter, Selection, Count: false);
            foreach (var item in ReadPages<T>(
                (client, page, options, cancellationToken) => ReadAsync(client, address, query, page, options, cancellationToken), Top))
            {
                WriteObject(item);
            }
        });
    }
}
