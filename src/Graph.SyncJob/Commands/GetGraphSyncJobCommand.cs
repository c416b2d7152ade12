using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Health;
using Graph.SyncJob.Port;
using Graph.SyncJob.Tenant;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Get-GraphSyncJob: finds the synchronization jobs of all service principals of the tenant.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronization-list-jobs">List jobs</seealso>
/// <seealso href="https://learn.microsoft.com/graph/api/serviceprincipal-list">List service principals</seealso>
[Cmdlet(VerbsCommon.Get, "GraphSyncJob")]
[OutputType(typeof(MicrosoftGraphSynchronizationJob))]
public sealed class GetGraphSyncJobCommand : GraphRequestCmdlet
{
    private NamePatterns _templates = new([]);

    /// <summary>Display names of service principals, with wildcards; all when left out.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] DisplayName { get; set; } = [];

    /// <summary>States of jobs; all when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SynchronizationStatusCode[] State { get; set; } = [];

    /// <summary>Ids of templates, with wildcards; all when left out.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] TemplateId { get; set; } = [];

    /// <summary>Only jobs that Get-GraphSyncJobHealth has something to say about.</summary>
    [Parameter]
    public SwitchParameter Unhealthy { get; set; }

    /// <summary>How many requests may be under way at a time, each for up to 20 service principals.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 16;

    private protected override ApiVersion ApiVersion => ApiVersion.V1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _templates = new NamePatterns(TemplateId);
        foreach (var job in ReadTenant(DisplayName, ThrottleLimit).Where(IsWanted))
        {
            WriteObject(job);
        }
    }

    private bool IsWanted(MicrosoftGraphSynchronizationJob job) =>
        (State.Length == 0 || job.Status?.Code is { } code && State.Contains(code))
        && _templates.Include(job.TemplateId)
        && (!Unhealthy || !JobHealth.Of(job, ClientLoader.Factory.UtcNow).IsHealthy);
}
