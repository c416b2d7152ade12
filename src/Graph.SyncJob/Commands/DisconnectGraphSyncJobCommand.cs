using System.Management.Automation;
using Graph.SyncJob.Connection;

namespace Graph.SyncJob.Commands;

/// <summary>Disconnect-GraphSyncJob: forgets the sign-in of this runspace.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "GraphSyncJob")]
public sealed class DisconnectGraphSyncJobCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!GraphConnection.Disconnect())
        {
            WriteVerbose("There was no sign-in to forget.");
        }
    }
}
