using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Sandbox.Commands;
using Graph.SyncJob.Sandbox.Host;

namespace Graph.SyncJob.Sandbox;

/// <summary>
/// The engine with the module imported and connected to an emulator. A class of its own, so that the engine alone
/// loads nothing of the emulator.
/// </summary>
internal sealed class ConnectedSession : SandboxSession
{
    private const string AnyToken = "any-token-will-do";

    private static readonly Uri AnyFreePort = new("http://127.0.0.1:0");

    // A field initializer runs before the base constructor: the emulator starts while the engine does.
    private readonly Task<EmulatorServer> _starting =
        Task.Run(() => EmulatorServer.StartAsync(new EmulatorOptions { Url = AnyFreePort }));

    /// <exception cref="SandboxException">The module has not been built, or a part does not start.</exception>
    public ConnectedSession(Terminal terminal, bool canAsk)
        : base(terminal, canAsk)
    {
        try
        {
            Engine.Query<PSObject>(shell => shell.AddCommand("Import-Module").AddParameter("Name", ModulePath));
            Emulator = _starting.GetAwaiter().GetResult();
            Host.Share(Emulator);

            // Text, because a Uri is shown as a page of properties; it converts where one is asked for.
            Engine.SetVariable("Emulator", Emulator.Address.GetLeftPart(UriPartial.Authority));
            Engine.Query<PSObject>(shell => shell
                .AddCommand("Connect-GraphSyncJob")
                .AddParameter("AccessToken", Secret.From(AnyToken))
                .AddParameter("GraphEndpoint", Emulator.Address)
                .AddParameter("NoWelcome"));
        }
        catch (RuntimeException exception)
        {
            throw new SandboxException($"The module at '{ModulePath}' cannot be used: {exception.Message}", exception);
        }
        catch (EmulatorStartException exception)
        {
            throw new SandboxException($"The emulator does not start: {exception.Message}", exception);
        }
    }

    public EmulatorServer Emulator { get; }

    public override string Banner => $"""
        PowerShell {EngineVersion} with the module Graph.SyncJob, connected to an emulated tenant
        at {Emulator.Address}. Nothing that you do here reaches Microsoft Graph. To try:

          {Command("Get-EmulatorJob")}
          {Command("Get-EmulatorJob Salesforce | Start-MgApplicationSynchronizationJob -Confirm")}
          {Command("Get-EmulatorRequest")}

        """;

    protected override void Extend(InitialSessionState state) => EmulatorCommands.AddTo(state);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Emulator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
