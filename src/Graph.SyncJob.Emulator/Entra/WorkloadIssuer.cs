using System;
using System.Text.Json.Nodes;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>An issuer of workload assertions that lives in the emulator, where a Kubernetes cluster or a build service would be.</summary>
internal sealed class WorkloadIssuer(EmulatorAddresses addresses, TimeProvider clock)
{
    private readonly SigningKey _key = SigningKey.OfWorkloads;

    private string Name => new Uri(addresses.Http, SeedIdentities.WorkloadIssuer).AbsoluteUri;

    /// <summary>The full name of an issuer, of which a credential may have the path only.</summary>
    public string Resolve(string issuer) => issuer.StartsWith('/') ? new Uri(addresses.Http, issuer).AbsoluteUri : issuer;

    public bool Is(string issuer) => issuer == Name;

    public bool Signed(Jwt assertion) => _key.Signed(assertion);

    public string Issue(string subject, string audience, TimeSpan lifetime)
    {
        var now = clock.GetUtcNow();
        return Jwt.Sign(
            new()
            {
                ["aud"] = new JsonArray(audience),
                ["iss"] = Name,
                ["sub"] = subject,
                ["iat"] = now.ToUnixTimeSeconds(),
                ["nbf"] = now.ToUnixTimeSeconds(),
                ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
                ["jti"] = Guid.NewGuid().ToString(),
            },
            _key);
    }

    public JsonObject Metadata() => new()
    {
        ["issuer"] = Name,
        ["jwks_uri"] = $"{Name}/keys",
        ["response_types_supported"] = new JsonArray("id_token"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
    };

    public JsonObject Keys() => new() { ["keys"] = new JsonArray(_key.ToJson()) };
}
