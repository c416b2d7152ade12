using System.Management.Automation;
using Graph.SyncJob.Emulator;

namespace Graph.SyncJob.Sandbox.Commands;

/// <summary>Get-EmulatorRequest: what the emulator received, oldest first. The way to see what a command really sends.</summary>
[Cmdlet(VerbsCommon.Get, "EmulatorRequest")]
[OutputType(typeof(ReceivedRequest))]
internal sealed class GetEmulatorRequestCommand : EmulatorCmdlet
{
    protected override void ProcessRecord() => WriteObject(Emulator.Requests, enumerateCollection: true);
}
