using System.Management.Automation;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Reads one synchronization job, or all that an application or a service principal has.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-get">Get synchronizationJob</seealso>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronization-list-jobs">List jobs</seealso>
[SynchronizationCmdlet(
    VerbsCommon.Get,
    "{Owner}SynchronizationJob",
    ["List", "Get"],
    ["GetViaIdentity"],
    JobById = ["Get"],
    Output = typeof(MicrosoftGraphSynchronizationJob))]
public abstract class GetSynchronizationJobCmdlet : OwnedCmdlet
{
    private protected GetSynchronizationJobCmdlet()
    {
    }

    /// <summary>Properties to read; all when left out. Also called Select.</summary>
    [Parameter]
    [Alias("Select")]
    public string[] Property { get; set; } = [];

    /// <summary>Reads every page. A list without <c>-Top</c> does so anyway; scripts for the generated module say it.</summary>
    [Parameter(ParameterSetName = "List")]
    public SwitchParameter All { get; set; }

    /// <summary>Most jobs to read.</summary>
    [Parameter(ParameterSetName = "List")]
    [Alias("Limit")]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; } = int.MaxValue;

    /// <summary>Jobs a page.</summary>
    [Parameter(ParameterSetName = "List")]
    [ValidateRange(1, 999)]
    public int? PageSize { get; set; }

    /// <summary>An OData filter.</summary>
    [Parameter(ParameterSetName = "List")]
    public string? Filter { get; set; }

    /// <summary>Name of a variable that receives how many jobs there are in all.</summary>
    [Parameter(ParameterSetName = "List")]
    [Alias("CV")]
    [ValidateNotNullOrEmpty]
    public string? CountVariable { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation.GetJob, given!, nameSubject =>
        {
            if (JobIdentity.IsNamedBy(given, OwnerKind))
            {
                var job = JobIdentity.Of(given, OwnerKind, Counterpart);
                nameSubject(job.ToString());
                var address = Locate(job);
                Write(
                    Send((client, options, cancellationToken) => client.GetJobAsync(address, Property, options, cancellationToken)),
                    address.OwnerId);
            }
            else
            {
                var owner = OwnerIdentity.Of(given, OwnerKind, Counterpart);
                nameSubject($"the synchronization jobs of {owner}");
                List(Locate(owner));
            }
        });
    }

    // Page after page goes down the pipeline as it comes; a caller that has enough ends the reading.
    private void List(string ownerId)
    {
        var left = Top;
        var query = new ListQuery(PageSize ?? (Top < 100 ? Top : null), Filter, Property, CountVariable is not null);
        string? next = null;
        do
        {
            var link = next;
            var page = Send((client, options, cancellationToken) => client.ListJobsAsync(OwnerKind, ownerId, query, link, options, cancellationToken));
            if (page.Count is { } count)
            {
                SessionState.PSVariable.Set(CountVariable, count);
            }

            foreach (var job in page.Items)
            {
                if (left-- <= 0)
                {
                    return;
                }

                Write(job, ownerId);
            }

            next = page.Next;
        }
        while (next is not null && left > 0);
    }

    private void Write(MicrosoftGraphSynchronizationJob job, string ownerId) => WriteObject(Owned(job, ownerId));
}
