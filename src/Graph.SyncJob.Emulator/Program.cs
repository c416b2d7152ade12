using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;

await using var server = await EmulatorServer.StartAsync(new EmulatorOptions());
System.Console.WriteLine(server.Address);
await Task.Delay(Timeout.Infinite);
return 0;
