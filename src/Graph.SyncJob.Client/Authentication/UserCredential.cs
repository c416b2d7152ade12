using System;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;
using Azure.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>A user who is asked once, when connecting. Later tokens come without asking, or not at all: nobody may sit there by then.</summary>
internal sealed class UserCredential : TokenCredential
{
    /// <summary>Microsoft Graph Command Line Tools: the app of Microsoft's that Connect-MgGraph uses, present in every tenant.</summary>
    private const string GraphCommandLineTools = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    private readonly TokenCredential _credential;
    private readonly Func<TokenRequestContext, CancellationToken, Task<AuthenticationRecord>> _askUserAsync;
    private readonly RememberedAccount? _remembered;
    private bool _wasAsked;

    public UserCredential(
        SignIn.User user, Uri? authorityHost, bool isOwnAuthority, Func<TokenCredentialOptions, TokenCredentialOptions> configure)
    {
        var clientId = user.ClientId ?? GraphCommandLineTools;
        _remembered = user.IsRemembered ? RememberedAccount.Of(authorityHost, user.TenantId, clientId) : null;
        var cache = user.IsRemembered ? new TokenCachePersistenceOptions { Name = RememberedAccount.CacheName } : null;
        switch (user)
        {
            case SignIn.DeviceCode device:
                var deviceOptions = new DeviceCodeCredentialOptions
                {
                    ClientId = clientId,
                    TenantId = user.TenantId,
                    DisableAutomaticAuthentication = true,
                    DisableInstanceDiscovery = isOwnAuthority,
                    TokenCachePersistenceOptions = cache,
                    AuthenticationRecord = _remembered?.Read(),
                    DeviceCodeCallback = (code, _) =>
                    {
                        device.TellUser(code.Message);
                        return Task.CompletedTask;
                    },
                };
                configure(deviceOptions);
                var deviceCode = new DeviceCodeCredential(deviceOptions);
                _credential = deviceCode;
                _askUserAsync = deviceCode.AuthenticateAsync;
                break;

            case SignIn.InteractiveBrowser:
                var browserOptions = new InteractiveBrowserCredentialOptions
                {
                    ClientId = clientId,
                    TenantId = user.TenantId,
                    DisableAutomaticAuthentication = true,
                    DisableInstanceDiscovery = isOwnAuthority,
                    TokenCachePersistenceOptions = cache,
                    AuthenticationRecord = _remembered?.Read(),
                };
                configure(browserOptions);
                var browser = new InteractiveBrowserCredential(browserOptions);
                _credential = browser;
                _askUserAsync = browser.AuthenticateAsync;
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(user), user, "This client is older than the module.");
        }
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        GetTokenAsync(requestContext, cancellationToken).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        try
        {
            var token = await _credential.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
            _wasAsked = true;
            return token;
        }
        catch (AuthenticationRequiredException) when (!_wasAsked)
        {
            var record = await _askUserAsync(requestContext, cancellationToken).ConfigureAwait(false);
            _wasAsked = true;
            _remembered?.Write(record);
            return await _credential.GetTokenAsync(requestContext, cancellationToken).ConfigureAwait(false);
        }
    }
}
