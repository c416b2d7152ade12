using System;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Api;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary><c>/{tenant}/oauth2/v2.0/token</c> and <c>…/devicecode</c>.</summary>
internal sealed class TokenEndpoint(
    Directory directory, ClientAuthentication authentication, TokenIssuer issuer, EmulatorAddresses addresses, DeviceCodes deviceCodes,
    RefreshTokens refreshTokens, TimeSpan pollInterval)
{
    // Microsoft's own libraries say it in one word.
    private const string DeviceCodeGrant = "urn:ietf:params:oauth:grant-type:device_code";

    public EntraReply Token(string tenant, GraphRequest request)
    {
        var form = Parameters.OfBody(request);
        var grant = form.Require("grant_type");
        var client = Client(tenant, form);
        return grant switch
        {
            "client_credentials" => ForApplication(tenant, client, form, request),
            DeviceCodeGrant or "device_code" => ForUser(client, deviceCodes.Redeem(Public(client, form)["device_code"]!, client.ClientId), form, request),
            "refresh_token" => Refresh(client, form, request),
            _ => throw new EntraErrorException(EntraError.UnsupportedGrant(grant)),
        };
    }

    public EntraReply DeviceCode(string tenant, GraphRequest request)
    {
        var form = Parameters.OfBody(request);
        var client = Client(tenant, form);
        var scope = form.Require("scope");
        _ = DelegatedScope.Parse(scope, client, resource => Resource(resource, request));

        var (deviceCode, userCode) = deviceCodes.Issue(client.ClientId, scope);
        var page = $"{request.Host}/emulator/entra";
        return EntraReply.Ok(new()
        {
            ["user_code"] = userCode,
            ["device_code"] = deviceCode,
            ["verification_uri"] = page,
            ["expires_in"] = (long)DeviceCodes.Lifetime.TotalSeconds,
            ["interval"] = (long)pollInterval.TotalSeconds,
            ["message"] = $"To sign in, use a web browser to open the page {page} and enter the code {userCode} to authenticate.",
        });
    }

    private AppRegistration Client(string tenant, Parameters form)
    {
        var clientId = form.Require("client_id");
        return directory.Find(clientId)
            ?? throw new EntraErrorException(EntraError.UnknownApplication(clientId, directory.IsTenant(tenant) ? directory.TenantId : tenant));
    }

    private EntraReply ForApplication(string tenant, AppRegistration client, Parameters form, GraphRequest request)
    {
        if (!directory.IsTenant(tenant))
        {
            throw new EntraErrorException(EntraError.NoTenant());
        }

        var how = authentication.Authenticate(client, form, request);
        var scope = form.Require("scope");
        var (name, permission) = DelegatedScope.Split(scope);
        if (permission != ".default" || scope.Contains(' ', StringComparison.Ordinal))
        {
            throw new EntraErrorException(EntraError.NotDefaultScope(scope));
        }

        return EntraReply.Ok(Answer(issuer.ForApplication(client, Resource(name, request), how)));
    }

    private EntraReply Refresh(AppRegistration client, Parameters form, GraphRequest request)
    {
        var scope = refreshTokens.Redeem(form.Require("refresh_token"), client.ClientId);
        if (!client.IsPublicClient)
        {
            authentication.Authenticate(client, form, request);
        }

        return ForUser(client, form["scope"] ?? scope, form, request);
    }

    private EntraReply ForUser(AppRegistration client, string requested, Parameters form, GraphRequest request)
    {
        var scope = DelegatedScope.Parse(requested, client, resource => Resource(resource, request));
        var answer = Answer(issuer.ForUser(client, scope));
        answer["scope"] = scope.ToString();
        if (Array.IndexOf(scope.OpenId, "offline_access") >= 0)
        {
            answer["refresh_token"] = refreshTokens.Issue(client.ClientId, requested);
        }

        if (Array.IndexOf(scope.OpenId, "openid") >= 0)
        {
            answer["id_token"] = issuer.IdToken(client, $"{request.Host}/{directory.TenantId}/v2.0");
        }

        if (form["client_info"] is not null)
        {
            answer["client_info"] = issuer.ClientInfo();
        }

        return EntraReply.Ok(answer);
    }

    // Neither a device code nor its redemption needs a secret, so the application has to be one that may do without.
    private static Parameters Public(AppRegistration client, Parameters form)
    {
        if (!client.IsPublicClient)
        {
            throw new EntraErrorException(EntraError.NotPublic());
        }

        form.Require("device_code");
        return form;
    }

    private TokenResource Resource(string name, GraphRequest request) =>
        TokenResource.Find(name, addresses, request.Host)
        ?? throw new EntraErrorException(EntraError.UnknownResource(name, directory.TenantId));

    private JsonObject Answer(string accessToken) => new()
    {
        ["token_type"] = "Bearer",
        ["expires_in"] = issuer.LifetimeInSeconds,
        ["ext_expires_in"] = issuer.LifetimeInSeconds,
        ["access_token"] = accessToken,
    };
}
