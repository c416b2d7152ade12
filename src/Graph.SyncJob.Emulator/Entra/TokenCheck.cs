using System;
using System.Linq;
using Graph.SyncJob.Emulator.Api;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>Graph's look at a token: whose it is, and what it may do.</summary>
internal sealed class TokenCheck(Directory directory, TokenIssuer issuer, EmulatorAddresses addresses, bool strict, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Who is calling. What this emulator issued is checked in every respect; anything else opens every door, unless it was started strict.
    /// </summary>
    public Caller Authenticate(GraphRequest request)
    {
        if (request.BearerToken is not { } text)
        {
            throw new GraphErrorException(GraphError.NoToken());
        }

        var isOwn = Jwt.TryParse(text, out var token) && token.Text("iss") == issuer.AccessTokenIssuer;
        if (!isOwn)
        {
            return strict ? throw Refused(token is null ? "IDX14100: JWT is not well formed." : "Access token validation failure. Invalid issuer.")
                : Caller.AllPowerful;
        }

        if (!issuer.Signed(token!))
        {
            throw Refused("Access token validation failure. Invalid signature.");
        }

        var now = clock.GetUtcNow();
        if (token!.Time("exp") is not { } expires || expires <= now)
        {
            throw Refused("Lifetime validation failed, the token is expired.");
        }

        if (token.Time("nbf") - Skew > now)
        {
            throw Refused("Lifetime validation failed, the token is not yet valid.");
        }

        if (!token.Texts("aud").Any(audience => TokenResource.IsGraphHere(audience, addresses, request.Host)))
        {
            throw Refused("Access token validation failure. Invalid audience.");
        }

        var owned = token.Text("appid") is { } appId ? directory.Find(appId)?.OwnedApplications : null;
        return new Caller(token.Text("scp") is { } scopes ? scopes.Split(' ') : token.Texts("roles"), owned ?? []);
    }

    private static GraphErrorException Refused(string message) => new(GraphError.InvalidToken(message));
}
