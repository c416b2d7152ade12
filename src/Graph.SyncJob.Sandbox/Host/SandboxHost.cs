using System;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace Graph.SyncJob.Sandbox.Host;

/// <summary>What the engine asks of the program around it.</summary>
internal sealed class SandboxHost(SandboxUserInterface userInterface) : PSHost
{
    private PSObject? _shared;
    private bool _leavesNestedPrompt;
    private int _nestedPrompts;

    public override string Name => "Graph.SyncJob.Sandbox";

    public override Version Version { get; } = typeof(SandboxHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public SandboxUserInterface UserInterface => userInterface;

    public override PSHostUserInterface UI => userInterface;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <summary>What <see cref="Share"/> was given; the way for cmdlets to what is outside the engine.</summary>
    public override PSObject? PrivateData => _shared;

    /// <summary>What a script or the user gave to 'exit', or null while nobody wants to leave.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>True when the innermost prompt, which may be the only one, is to end.</summary>
    public bool LeavesPrompt => ExitCode is not null || _leavesNestedPrompt;

    /// <summary>Reads and runs commands until <see cref="LeavesPrompt"/>; null where there is no prompt.</summary>
    public Action? Prompt { get; set; }

    public void Share(object value) => _shared = PSObject.AsPSObject(value);

    public override void SetShouldExit(int exitCode)
    {
        if (_nestedPrompts > 0)
        {
            _leavesNestedPrompt = true;
        }
        else
        {
            ExitCode = exitCode;
        }
    }

    public override void EnterNestedPrompt()
    {
        if (Prompt is null)
        {
            throw new HostException("There is no prompt to suspend to: the sandbox runs without one.");
        }

        _nestedPrompts++;
        try
        {
            Prompt();
        }
        finally
        {
            _nestedPrompts--;
            _leavesNestedPrompt = false;
        }
    }

    public override void ExitNestedPrompt() => _leavesNestedPrompt = _nestedPrompts > 0;

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
