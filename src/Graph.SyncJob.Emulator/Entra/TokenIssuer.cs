using System;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>Makes tokens, and knows its own again.</summary>
internal sealed class TokenIssuer(string tenantId, TimeSpan lifetime, TimeProvider clock)
{
    private readonly SigningKey _key = SigningKey.OfTenant;

    /// <summary>The issuer of access tokens: those for Graph are of the first version of the format.</summary>
    public string AccessTokenIssuer { get; } = $"https://sts.windows.net/{tenantId}/";

    public long LifetimeInSeconds { get; } = (long)lifetime.TotalSeconds;

    public DateTimeOffset Now => clock.GetUtcNow();

    public DateTimeOffset Expires => Now + lifetime;

    public JsonObject Keys() => new() { ["keys"] = new JsonArray(_key.ToJson()) };

    public bool Signed(Jwt token) => _key.Signed(token);

    public string ForApplication(AppRegistration client, TokenResource resource, string authentication)
    {
        var claims = Common(client, resource, authentication);
        claims["idtyp"] = "app";
        claims["oid"] = client.ObjectId;
        claims["sub"] = client.ObjectId;
        if (resource.IsGraph && client.Roles.Count > 0)
        {
            claims["roles"] = new JsonArray([.. client.Roles]);
        }

        return Jwt.Sign(claims, _key);
    }

    public string ForUser(AppRegistration client, DelegatedScope scope)
    {
        var claims = Common(client, scope.Resource, "0");
        claims["idtyp"] = "user";
        claims["oid"] = SeedIdentities.User.ObjectId;
        claims["sub"] = SeedIdentities.User.ObjectId;
        claims["name"] = SeedIdentities.User.DisplayName;
        claims["upn"] = SeedIdentities.User.PrincipalName;
        claims["unique_name"] = SeedIdentities.User.PrincipalName;
        claims["scp"] = string.Join(' ', scope.Permissions);
        return Jwt.Sign(claims, _key);
    }

    public string IdToken(AppRegistration client, string issuer)
    {
        var now = Now.ToUnixTimeSeconds();
        return Jwt.Sign(
            new()
            {
                ["aud"] = client.ClientId,
                ["iss"] = issuer,
                ["iat"] = now,
                ["nbf"] = now,
                ["exp"] = Expires.ToUnixTimeSeconds(),
                ["name"] = SeedIdentities.User.DisplayName,
                ["oid"] = SeedIdentities.User.ObjectId,
                ["preferred_username"] = SeedIdentities.User.PrincipalName,
                ["sub"] = SeedIdentities.User.ObjectId,
                ["tid"] = tenantId,
                ["ver"] = "2.0",
            },
            _key);
    }

    /// <summary>What Microsoft's libraries tell accounts apart by.</summary>
    public string ClientInfo() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        new JsonObject { ["uid"] = SeedIdentities.User.ObjectId, ["utid"] = tenantId }.ToJsonString()));

    private JsonObject Common(AppRegistration client, TokenResource resource, string authentication)
    {
        var now = Now.ToUnixTimeSeconds();
        return new()
        {
            ["aud"] = resource.Audience,
            ["iss"] = AccessTokenIssuer,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = Expires.ToUnixTimeSeconds(),
            ["app_displayname"] = client.DisplayName,
            ["appid"] = client.ClientId,
            ["appidacr"] = authentication,
            ["tid"] = tenantId,
            ["uti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            ["ver"] = "1.0",
        };
    }
}
