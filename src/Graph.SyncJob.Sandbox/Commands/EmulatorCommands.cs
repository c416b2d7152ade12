using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Graph.SyncJob.Emulator;

namespace Graph.SyncJob.Sandbox.Commands;

/// <summary>The sandbox's cmdlets, and how their objects look as tables.</summary>
internal static class EmulatorCommands
{
    private const string ColouredState = """
        $colour = switch ($_.State) { Active { 'Green' } Paused { 'Yellow' } Quarantine { 'BrightRed' } default { 'BrightBlack' } }
        $PSStyle.Foreground.$colour + $_.State + $PSStyle.Reset
        """;

    public static void AddTo(InitialSessionState state)
    {
        state.Commands.Add(new SessionStateCmdletEntry("Get-EmulatorJob", typeof(GetEmulatorJobCommand), helpFileName: null));
        state.Commands.Add(new SessionStateCmdletEntry("Get-EmulatorRequest", typeof(GetEmulatorRequestCommand), helpFileName: null));
        state.Commands.Add(new SessionStateCmdletEntry("Reset-Emulator", typeof(ResetEmulatorCommand), helpFileName: null));

        // The long ids come last, where a narrow terminal cuts them off.
        state.Formats.Add(View<EmulatorJob>(TableControl.Create()
            .AddHeader(Alignment.Left, 24)
            .AddHeader(Alignment.Left, 13, "State")
            .AddHeader(Alignment.Left, 8)
            .AddHeader(Alignment.Left)
            .StartRowDefinition()
            .AddPropertyColumn(nameof(EmulatorJob.Name))
            .AddScriptBlockColumn(ColouredState)
            .AddPropertyColumn(nameof(EmulatorJob.Schedule))
            .AddPropertyColumn(nameof(EmulatorJob.SynchronizationJobId))
            .EndRowDefinition()
            .EndTable()));
        state.Formats.Add(View<ReceivedRequest>(TableControl.Create()
            .AddHeader(Alignment.Left, 12, "Time")
            .AddHeader(Alignment.Left, 6)
            .AddHeader(Alignment.Right, 6)
            .AddHeader(Alignment.Left)
            .StartRowDefinition()
            .AddScriptBlockColumn("$_.Time.ToLocalTime().ToString('HH:mm:ss.fff')")
            .AddPropertyColumn(nameof(ReceivedRequest.Method))
            .AddPropertyColumn(nameof(ReceivedRequest.Status))
            .AddPropertyColumn(nameof(ReceivedRequest.Target))
            .EndRowDefinition()
            .EndTable()));
    }

    private static SessionStateFormatEntry View<T>(TableControl table)
    {
        var views = new List<FormatViewDefinition> { new(typeof(T).Name, table) };
        return new SessionStateFormatEntry(new ExtendedTypeDefinition(typeof(T).FullName, views));
    }
}
