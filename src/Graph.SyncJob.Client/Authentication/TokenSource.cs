using System;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;
using Azure.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>Hands out the token of one sign-in: gets it once, however many ask, and again shortly before it expires.</summary>
/// <remarks>Not every credential of Azure.Identity remembers its token; the one of the Azure CLI starts a process each time.</remarks>
internal sealed class TokenSource(TokenCredential credential, ConnectionSettings settings, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly TokenRequestContext _request = new([new Uri(settings.GraphRoot, "/.default").AbsoluteUri]);
    private Held? _held;

    public async ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _held) is { } held && IsFresh(held))
        {
            return held.Token;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_held is null || !IsFresh(_held))
            {
                var token = await AskAsync(cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _held, new Held(token, RenewAt(token)));
            }

            return _held!.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<AccessToken> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await credential.GetTokenAsync(_request, cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationFailedException exception)
        {
            throw new SignInException($"Could not sign in to {settings.GraphRoot.Host} with {Name(settings.SignIn)}. {exception.Message}", exception);
        }
    }

    private static string Name(SignIn signIn) => signIn switch
    {
        SignIn.Default => "the default credential of this environment",
        _ => "the access token",
    };

    private bool IsFresh(Held held) => clock.GetUtcNow() < held.RenewAt;

    // A token that lives hardly longer than the margin is used until it ends.
    private DateTimeOffset RenewAt(AccessToken token) => token.RefreshOn
        ?? (token.ExpiresOn - clock.GetUtcNow() > RenewBefore + RenewBefore ? token.ExpiresOn - RenewBefore : token.ExpiresOn);

    private sealed record Held(AccessToken Token, DateTimeOffset RenewAt);
}
