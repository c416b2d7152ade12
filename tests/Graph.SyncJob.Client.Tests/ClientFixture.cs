using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;
using Graph.SyncJob.Client.Authentication;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Port;
using Microsoft.Extensions.Time.Testing;

namespace Graph.SyncJob.Client.Tests;

/// <summary>The adapter as the module gets it, but for the clock and the identity provider, which tests hold in their hands.</summary>
internal sealed class ClientFixture : IDisposable
{
    public ClientFixture(Uri graph)
    {
        Credential = new CountingCredential(Clock);
        // Time flies here: what takes a moment by the wall takes minutes by the clock in hand.
        Settings = new ConnectionSettings(graph, new SignIn.Default()) { Timeout = TimeSpan.FromDays(7) };
        Tokens = new TokenSource(Credential, Settings, Clock);
        Client = new GraphSynchronizationClient(Settings, Tokens, GraphPipeline.Create(Settings, Tokens, null, Clock), Clock);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    public ConnectionSettings Settings { get; }

    public CountingCredential Credential { get; }

    public TokenSource Tokens { get; }

    public ISynchronizationClient Client { get; }

    public Observer Heard { get; } = new();

    public CallOptions Options => new() { Observer = Heard };

    /// <summary>Lets time pass until the call is done.</summary>
    public async Task WaitAsync(Task call)
    {
        while (!call.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => Client.Dispose();

    internal sealed class Observer : ICallObserver
    {
        private readonly ConcurrentQueue<string> _messages = new();

        public bool WantsDebug => true;

        public IReadOnlyList<string> Messages => [.. _messages];

        public IReadOnlyList<string> Retries => [.. _messages.Where(message => message.Contains("trying again", StringComparison.Ordinal))];

        public void Verbose(string message) => _messages.Enqueue(message);

        public void Debug(string message) => _messages.Enqueue(message);
    }

    /// <summary>An identity provider that counts how often it is asked; its tokens live an hour.</summary>
    internal sealed class CountingCredential(TimeProvider clock) : TokenCredential
    {
        private int _asked;

        public int Asked => _asked;

        public IReadOnlyList<string> Scopes { get; private set; } = [];

        public string? Claims { get; private set; }

        public TaskCompletionSource? Gate { get; set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            var number = Interlocked.Increment(ref _asked);
            Scopes = requestContext.Scopes;
            Claims = requestContext.Claims;
            if (Gate is not null)
            {
                await Gate.Task.WaitAsync(cancellationToken);
            }

            return new AccessToken($"token-{number}", clock.GetUtcNow().AddHours(1));
        }
    }
}
