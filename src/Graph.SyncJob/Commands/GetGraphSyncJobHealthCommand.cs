using System.Management.Automation;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Health;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Get-GraphSyncJobHealth: says how jobs are, why, and what to do; those from the pipeline, or all of the tenant.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationstatus">synchronization-synchronizationstatus</seealso>
[Cmdlet(VerbsCommon.Get, "GraphSyncJobHealth", DefaultParameterSetName = "Tenant")]
[OutputType(typeof(GraphSyncJobHealth))]
public sealed class GetGraphSyncJobHealthCommand : GraphRequestCmdlet
{
    /// <summary>Display names of service principals, with wildcards; all when left out.</summary>
    [Parameter(Position = 0, ParameterSetName = "Tenant")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] DisplayName { get; set; } = [];

    /// <summary>How many requests may be under way at a time, each for up to 20 service principals.</summary>
    [Parameter(ParameterSetName = "Tenant")]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>The job, as a Get- cmdlet wrote it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Job", ValueFromPipeline = true)]
    public MicrosoftGraphSynchronizationJob? InputObject { get; set; }

    private protected override ApiVersion ApiVersion => ApiVersion.V1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Job")
        {
            Write(InputObject!);
            return;
        }

        foreach (var job in ReadTenant(DisplayName, ThrottleLimit))
        {
            Write(job);
        }
    }

    private void Write(MicrosoftGraphSynchronizationJob job) => WriteObject(JobHealth.Of(job, ClientLoader.Factory.UtcNow));
}
