using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>A token that the caller brought. It can't be renewed: once it has expired, somebody must bring another.</summary>
internal sealed class BroughtTokenCredential(SecureString token) : TokenCredential
{
    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        // People paste tokens with the line break after them.
        var text = new NetworkCredential(string.Empty, token).Password.Trim();
        if (text.Length == 0)
        {
            throw new SignInException("The access token is empty.");
        }

        if (text.Any(character => character is <= ' ' or > '~'))
        {
            throw new SignInException("What was given as access token is none: it holds spaces or characters that no token has.");
        }

        var expiresOn = TokenClaims.ExpiresOn(text) ?? DateTimeOffset.MaxValue;
        return expiresOn > DateTimeOffset.UtcNow
            ? new AccessToken(text, expiresOn)
            : throw new SignInException(string.Format(
                CultureInfo.InvariantCulture, "The access token expired at {0:u}. Connect again with a new one.", expiresOn.UtcDateTime));
    }
}
