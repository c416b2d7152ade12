using System.Management.Automation;
using Graph.SyncJob.Emulator;

namespace Graph.SyncJob.Sandbox.Commands;

/// <summary>A cmdlet of the sandbox itself, about the emulator in the same process.</summary>
internal abstract class EmulatorCmdlet : PSCmdlet
{
    protected EmulatorServer Emulator => (EmulatorServer)Host.PrivateData.BaseObject;
}
