using System.Management.Automation;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>Start-MgApplicationSynchronizationJob: starts an application's synchronization job.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-start">synchronizationJob: start</seealso>
[Cmdlet(
    VerbsLifecycle.Start,
    "MgApplicationSynchronizationJob",
    DefaultParameterSetName = "Start",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(bool))]
public sealed class StartMgApplicationSynchronizationJobCommand : StartApplicationSynchronizationJobCmdlet
{
    private protected override ApiVersion Version => ApiVersion.V1;
}
