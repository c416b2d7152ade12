using System.Management.Automation;

namespace Graph.SyncJob.Sandbox.Commands;

/// <summary>Reset-Emulator: puts every job back to the state it started in and forgets the requests.</summary>
[Cmdlet(VerbsCommon.Reset, "Emulator")]
internal sealed class ResetEmulatorCommand : EmulatorCmdlet
{
    protected override void ProcessRecord()
    {
        Emulator.Reset();
        Emulator.ClearRequests();
    }
}
