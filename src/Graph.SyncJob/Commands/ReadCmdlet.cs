using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that read: which properties, and page after page where there are several.</summary>
public abstract class ReadCmdlet : OwnedCmdlet
{
    private protected ReadCmdlet()
    {
    }

    /// <summary>Properties to read; all when left out. Also called Select.</summary>
    [Parameter]
    [Alias("Select")]
    public string[] Property { get; set; } = [];

    /// <summary>What belongs to the object and is to come along with it, such as <c>schema</c>.</summary>
    [Parameter]
    [Alias("Expand")]
    public string[] ExpandProperty { get; set; } = [];

    private protected Selection Selection => new(Property, ExpandProperty);

    /// <summary>Reads a page: the first when no page is named.</summary>
    private protected delegate Task<Page<T>> PageReader<T>(
        ISynchronizationClient client, string? page, CallOptions options, CancellationToken cancellationToken);

    /// <summary>Page after page goes down the pipeline as it comes; a caller that has enough ends the reading.</summary>
    private protected IEnumerable<T> ReadPages<T>(PageReader<T> read, int most, Action<long>? tellCount = null)
    {
        string? next = null;
        do
        {
            var link = next;
            var page = Send((client, options, cancellationToken) => read(client, link, options, cancellationToken));
            if (page.Count is { } count)
            {
                tellCount?.Invoke(count);
            }

            foreach (var item in page.Items)
            {
                if (most-- <= 0)
                {
                    yield break;
                }

                yield return item;
            }

            next = page.Next;
        }
        while (next is not null && most > 0);
    }
}
