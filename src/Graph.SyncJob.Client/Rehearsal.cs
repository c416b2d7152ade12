#if NET
using System;
using System.IO;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Client.Authentication;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client;

/// <summary>
/// Sends one made-up start through the whole way of a request, to nobody. What the first real one would wait for, that some hundred methods are
/// compiled, is done by then, while the sign-in waits for the identity provider and the user types. No network is touched, and no secret.
/// </summary>
internal static class Rehearsal
{
    private static readonly Lazy<Task> Once = new(static () => Task.Run(RunAsync));

    /// <summary>Begins it, once in a process. Nobody waits for it; should it fail, the first call takes its time.</summary>
    public static void Begin() => _ = Once.Value;

    /// <summary>Runs it.</summary>
    public static async Task RunAsync()
    {
        using var token = new SecureString();
        token.AppendChar('-');
        var settings = new ConnectionSettings(new Uri("http://rehearsal.invalid"), new SignIn.AccessToken(token));
        var transport = GraphPipeline.Transport(settings.GraphRoot, proxy: null);
        // Whoever traces this process is not to see it.
        transport.ActivityHeadersPropagator = null;
        transport.ConnectCallback = static (_, _) => new ValueTask<Stream>(new Stage());
        var tokens = new TokenSource(new BroughtTokenCredential(token), settings, TimeProvider.System);
        using var client = new GraphSynchronizationClient(
            settings, tokens, GraphPipeline.CreateOver(transport, settings, tokens, TimeProvider.System), TimeProvider.System);
        await client.StartJobAsync(new JobAddress(OwnerKind.ServicePrincipal, "-", "-"), new CallOptions(), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>A connection to nobody: what is written is lost, and what is read is that all went well.</summary>
    private sealed class Stage() : MemoryStream("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray(), writable: false)
    {
        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;

        // As on a network, the answer takes a moment.
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return Read(buffer.Span);
        }
    }
}
#endif
