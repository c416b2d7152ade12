using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Emulator.Hosting;

try
{
    var commandLine = CommandLine.Parse(args);
    if (commandLine.Help)
    {
        Console.WriteLine(CommandLine.Usage);
        return 0;
    }

    var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

    await using var server = await EmulatorServer.StartAsync(commandLine.Options);
    if (commandLine.CertificateFile is { } file)
    {
        await CertificateFile.WriteAsync(file, server.ExportCertificatePem());
    }

    var address = server.Address.GetLeftPart(UriPartial.Authority);
    Console.WriteLine(
        $"""
        Microsoft Graph emulator, listening on {address}

          Graph    {address}/v1.0 and {address}/beta, with any bearer token:
                   curl -H "Authorization: Bearer any" {address}/v1.0/servicePrincipals
          Admin    {address}/emulator says what else there is: state, reset, requests, faults
          Sign-in  {(server.HttpsAddress ?? server.Address).GetLeftPart(UriPartial.Authority)}/{SeedIdentities.TenantDomain}/oauth2/v2.0/token; {address}/emulator/entra says who can sign in

        Press Ctrl+C to stop.
        """);
    await stop.Task;
    return 0;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.TrySetResult();
    }
}
catch (EmulatorStartException refused)
{
    Console.Error.WriteLine($"error: {refused.Message}");

    // 2: what was asked for is wrong; 1: it was right, but this machine would not have it.
    return refused.InnerException is IOException ? 1 : 2;
}
