using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>Hands out the token of one sign-in: gets it once, however many ask, and again shortly before it expires.</summary>
/// <remarks>Not every credential of Azure.Identity remembers its token; the one of the Azure CLI starts a process each time.</remarks>
internal sealed class TokenSource(TokenCredential credential, ConnectionSettings settings, TimeProvider clock) : ISignedIn
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly string[] _scopes = Scopes.For(settings);
    private HeldToken? _held;
    private DateTimeOffset _renewed;

    public async ValueTask<HeldToken> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _held) is { } held && IsFresh(held))
        {
            return held;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_held is null || !IsFresh(_held))
            {
                Volatile.Write(ref _held, await AskAsync(claims: null, cancellationToken).ConfigureAwait(false));
            }

            return _held!;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Another token than the one that Graph refused; null when there is none to be had.</summary>
    /// <param name="refused">The token that was refused.</param>
    /// <param name="claims">What Graph demands of the next one; null when it said nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<HeldToken?> RenewAsync(HeldToken refused, string? claims, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_held is { } held && held.Text != refused.Text)
            {
                return held;
            }

            // When the new one is refused as well, a third would be too: a pipeline of thousands must not ask for thousands.
            if (clock.GetUtcNow() - _renewed < BetweenRenewals)
            {
                return null;
            }

            _renewed = clock.GetUtcNow();
            var token = await AskAsync(claims, cancellationToken).ConfigureAwait(false);
            if (token.Text == refused.Text)
            {
                // The credential remembers the token, too. A demand makes it ask again, if it can.
                token = await AskAsync(NotBefore(clock.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            }

            if (token.Text == refused.Text)
            {
                return null;
            }

            Volatile.Write(ref _held, token);
            return token;
        }
        catch (SignInException)
        {
            // That Graph refused the one there was says more.
            return null;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<SignInDescription> DescribeAsync(CancellationToken cancellationToken)
    {
        var token = await GetAsync(cancellationToken).ConfigureAwait(false);
        return TokenClaims.Describe(token.Text, token.ExpiresOn);
    }

    public void Dispose()
    {
        _held = null;
        (credential as IDisposable)?.Dispose();
        _gate.Dispose();
    }

    private async Task<HeldToken> AskAsync(string? claims, CancellationToken cancellationToken)
    {
        // A user takes the time that a user takes; the identity provider ends a code that nobody types.
        using var limit = settings.SignIn is SignIn.User ? new CancellationTokenSource() : Timers.CancelAfter(clock, settings.Timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext(_scopes, claims: claims), either.Token).ConfigureAwait(false);
            return new HeldToken(token.Token, token.ExpiresOn, RenewAt(token));
        }
        catch (Exception exception) when (exception is not SignInException && !cancellationToken.IsCancellationRequested)
        {
            throw limit.IsCancellationRequested
                ? SignInFailures.TimedOut(settings)
                : SignInFailures.Translate(exception, settings);
        }
    }

    private static string NotBefore(DateTimeOffset time) => string.Format(
        CultureInfo.InvariantCulture, "{{\"access_token\":{{\"nbf\":{{\"essential\":true,\"value\":\"{0}\"}}}}}}", time.ToUnixTimeSeconds());

    private bool IsFresh(HeldToken held) => clock.GetUtcNow() < held.RenewAt;

    // A token that lives hardly longer than the margin is used until it ends.
    private DateTimeOffset RenewAt(AccessToken token) => token.RefreshOn
        ?? (token.ExpiresOn - clock.GetUtcNow() > RenewBefore + RenewBefore ? token.ExpiresOn - RenewBefore : token.ExpiresOn);
}

/// <summary>A token and its times. No record: those put all that they hold into words.</summary>
internal sealed class HeldToken(string text, DateTimeOffset expiresOn, DateTimeOffset renewAt)
{
    public string Text => text;

    public DateTimeOffset ExpiresOn => expiresOn;

    public DateTimeOffset RenewAt => renewAt;
}
