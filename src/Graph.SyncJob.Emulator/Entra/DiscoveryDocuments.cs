using System;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Api;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>What clients look up before they sign in.</summary>
internal sealed class DiscoveryDocuments(Directory directory, TokenIssuer issuer, EmulatorAddresses addresses)
{
    public EntraReply OpenId(string tenant, GraphRequest request)
    {
        var root = $"{request.Host}/{tenant}";
        return EntraReply.Ok(new()
        {
            ["token_endpoint"] = $"{root}/oauth2/v2.0/token",
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt"),
            ["jwks_uri"] = $"{root}/discovery/v2.0/keys",
            ["response_modes_supported"] = new JsonArray("query", "fragment", "form_post"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["response_types_supported"] = new JsonArray("code", "id_token", "code id_token", "id_token token"),
            ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
            ["issuer"] = $"{request.Host}/{directory.TenantId}/v2.0",
            ["authorization_endpoint"] = $"{root}/oauth2/v2.0/authorize",
            ["device_authorization_endpoint"] = $"{root}/oauth2/v2.0/devicecode",
            ["tenant_region_scope"] = "EU",
            ["cloud_instance_name"] = new Uri(request.Host).Host,
            ["msgraph_host"] = "graph.microsoft.com",
        });
    }

    public EntraReply Keys() => EntraReply.Ok(issuer.Keys());

    /// <summary>Says of an authority that it is a real one, and what its other names are.</summary>
    public EntraReply Instance(GraphRequest request)
    {
        var query = Parameters.OfQuery(request);
        var endpoint = query.Require("authorization_endpoint");
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || !addresses.Owns(address, request.Host))
        {
            throw new EntraErrorException(EntraError.UnknownInstance(endpoint));
        }

        return EntraReply.Ok(new()
        {
            ["tenant_discovery_endpoint"] = $"{request.Host}/{directory.TenantId}/v2.0/.well-known/openid-configuration",
            ["api-version"] = "1.1",
            ["metadata"] = new JsonArray(new JsonObject
            {
                ["preferred_network"] = address.Host,
                ["preferred_cache"] = address.Host,
                ["aliases"] = new JsonArray(address.Host),
            }),
        });
    }
}
