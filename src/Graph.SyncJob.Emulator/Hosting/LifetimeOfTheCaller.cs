using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>Leaves Ctrl+C to whoever started the emulator: inside a test or a sandbox it is not ours to catch.</summary>
internal sealed class LifetimeOfTheCaller : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
