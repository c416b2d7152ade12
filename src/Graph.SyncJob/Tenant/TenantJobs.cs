using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Tenant;

/// <summary>
/// Reads the jobs of every service principal of a tenant: many side by side, and given out in the order of the listing. While jobs are read
/// the next page of the listing is on its way, and no more than that: a large tenant takes no more memory than a small one.
/// </summary>
internal sealed class TenantJobs : IDisposable
{
    // Enough under way for each lane to have a batch waiting while another one travels.
    private const int OwnersALane = 40;

    private const int LargestPage = 999;

    private static readonly Selection OwnerProperties = new(["id", "appId", "displayName"], []);
    private static readonly ListQuery AllJobs = new(PageSize: null, Filter: null, Selection.AllProperties, Count: false);

    // Graph counts for those only who accept that the count may lag behind, and wants to hear it with every page.
    private static readonly KeyValuePair<string, string[]> Eventual = new("ConsistencyLevel", ["eventual"]);

    private readonly ISynchronizationClient _client;
    private readonly NamePatterns _names;
    private readonly CallOptions _listing;
    private readonly CallOptions _reading;
    private readonly int _mostBegun;
    private readonly ICallLanes _lanes;
    private readonly CancellationTokenSource _calls = new();
    private readonly Queue<OwnerSummary> _found = new();
    private readonly Queue<OwnerJobs> _begun = new();
    private Task<Page<OwnerSummary>>? _nextPage;

    public TenantJobs(ISynchronizationClient client, NamePatterns names, int width, CallOptions options)
    {
        _client = client;
        _names = names;
        _lanes = client.OpenLanes(width);
        _mostBegun = width * OwnersALane;
        _reading = options with { Lanes = _lanes };
        _listing = options with { Headers = [.. options.Headers.Where(header => !header.Key.Equals(Eventual.Key, StringComparison.OrdinalIgnoreCase)), Eventual] };
        _nextPage = ListAsync(page: null);
    }

    /// <summary>How many service principals there are to look at, once the first page is there and Graph tells.</summary>
    public long? Total { get; private set; }

    /// <summary>How many of them were looked at.</summary>
    public long Taken { get; private set; }

    /// <summary>The next service principal; what came of its jobs is certain. Null when there is none left.</summary>
    /// <exception cref="GraphRequestException">The listing broke off. Those that it gave before come with the next calls.</exception>
    public async Task<OwnerJobs?> NextAsync()
    {
        while (true)
        {
            while (_begun.Count < _mostBegun && _found.Count > 0)
            {
                var owner = _found.Dequeue();
                _begun.Enqueue(new OwnerJobs(owner, ReadAsync(owner)));
            }

            if (_begun.Count > 0 && _begun.Peek().Jobs.IsCompleted)
            {
                Taken++;
                return _begun.Dequeue();
            }

            if (_found.Count == 0 && _nextPage is { } page && (page.IsCompleted || _begun.Count == 0))
            {
                _nextPage = null;
                Add(await page.ConfigureAwait(false));
            }
            else if (_begun.Count > 0)
            {
                await Task.WhenAny(_found.Count == 0 && _nextPage is { } awaited ? [_begun.Peek().Jobs, awaited] : [_begun.Peek().Jobs]).ConfigureAwait(false);
            }
            else
            {
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lanes.Close();
        _calls.Cancel();
        _calls.Dispose();
    }

    private void Add(Page<OwnerSummary> page)
    {
        _nextPage = page.Next is null ? null : ListAsync(page.Next);
        Total ??= page.Count;
        foreach (var owner in page.Items)
        {
            if (_names.Include(owner.DisplayName))
            {
                _found.Enqueue(owner);
            }
            else
            {
                Taken++;
            }
        }
    }

    // What Graph can leave out by itself it need not send.
    private string? Filter => _names.Start.Length == 0 ? null : $"startswith(displayName,'{_names.Start.Replace("'", "''")}')";

    private Task<Page<OwnerSummary>> ListAsync(string? page) => _client.ListOwnersAsync(
        OwnerKind.ServicePrincipal, new ListQuery(LargestPage, Filter, OwnerProperties, Count: true), page, _listing, _calls.Token);

    private async Task<IReadOnlyList<MicrosoftGraphSynchronizationJob>> ReadAsync(OwnerSummary owner)
    {
        if (GraphId.Fault("The id of a service principal", owner.Id) is { } fault)
        {
            throw new IdentityException("IdentityInvalid", $"{fault} Graph gave it.", "Check the endpoint and any proxy on the way.");
        }

        var jobs = new List<MicrosoftGraphSynchronizationJob>();
        string? next = null;
        do
        {
            var page = await _client.ListJobsAsync(OwnerKind.ServicePrincipal, owner.Id!, AllJobs, next, _reading, _calls.Token).ConfigureAwait(false);
            jobs.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        foreach (var job in jobs)
        {
            job.ServicePrincipalId = owner.Id;
            job.OwnerDisplayName = owner.DisplayName;
            job.OwnerAppId = owner.AppId;
            job.ApiVersion = "v1.0";
        }

        return jobs;
    }
}
