using System.Management.Automation;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>Start-MgBetaApplicationSynchronizationJob: starts an application's synchronization job through the beta version of Graph.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-start">synchronizationJob: start</seealso>
[Cmdlet(
    VerbsLifecycle.Start,
    "MgBetaApplicationSynchronizationJob",
    DefaultParameterSetName = "Start",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(bool))]
public sealed class StartMgBetaApplicationSynchronizationJobCommand : StartApplicationSynchronizationJobCmdlet
{
    private protected override ApiVersion Version => ApiVersion.Beta;
}
