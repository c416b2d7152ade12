using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Api;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>Where a machine gets tokens without a credential: the metadata service of a virtual machine, and App Service.</summary>
internal sealed class ManagedIdentityEndpoint(Directory directory, TokenIssuer issuer, EmulatorAddresses addresses)
{
    public EntraReply VirtualMachine(GraphRequest request)
    {
        var query = Parameters.OfQuery(request);
        if (!"true".Equals(request.Headers.GetValueOrDefault("Metadata"), StringComparison.OrdinalIgnoreCase))
        {
            return Refused("invalid_request", "Required metadata header not specified");
        }

        // A request that came through a proxy came from elsewhere.
        if (request.Headers.ContainsKey("X-Forwarded-For"))
        {
            return Refused("invalid_request", "Required metadata header not specified");
        }

        if (!DateOnly.TryParseExact(query["api-version"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var version)
            || version < new DateOnly(2018, 2, 1))
        {
            return Refused("invalid_request", "Required query variable 'api-version' is missing or not supported");
        }

        if (query["resource"] is not { } resource)
        {
            return Refused("invalid_request", "Required query variable 'resource' is missing");
        }

        if (Find(query) is not { } identity)
        {
            return Refused("invalid_request", "Identity not found");
        }

        if (TokenResource.Find(resource, addresses, request.Host) is not { } target)
        {
            return Refused("invalid_resource", UnknownResource(resource));
        }

        var answer = Answer(identity, target);
        answer["expires_in"] = Text(issuer.LifetimeInSeconds);
        answer["ext_expires_in"] = Text(issuer.LifetimeInSeconds);
        answer["not_before"] = Text(issuer.Now.ToUnixTimeSeconds());
        return EntraReply.Ok(answer);

        static EntraReply Refused(string error, string description) =>
            new(400, new() { ["error"] = error, ["error_description"] = description });
    }

    public EntraReply AppService(GraphRequest request)
    {
        var query = Parameters.OfQuery(request);
        if (request.Headers.GetValueOrDefault("X-IDENTITY-HEADER") != SeedIdentities.IdentityHeader)
        {
            return Refused(401, "The X-IDENTITY-HEADER is missing or is not the value of IDENTITY_HEADER.");
        }

        if (query["api-version"] != "2019-08-01")
        {
            return Refused(400, "The api-version is missing or not supported; it is 2019-08-01.");
        }

        if (query["resource"] is not { } resource)
        {
            return Refused(400, "The parameter 'resource' is missing.");
        }

        if (Find(query) is not { } identity)
        {
            return Refused(400, "Unable to load the proper Managed Identity.");
        }

        return TokenResource.Find(resource, addresses, request.Host) is { } target
            ? EntraReply.Ok(Answer(identity, target))
            : Refused(400, UnknownResource(resource));

        EntraReply Refused(int status, string message) =>
            new(status, new() { ["statusCode"] = status, ["message"] = message, ["correlationId"] = request.ClientRequestId });
    }

    private AppRegistration? Find(Parameters query)
    {
        if (query["msi_res_id"] is not null || query["mi_res_id"] is not null)
        {
            return null;
        }

        var clientId = query["client_id"];
        var objectId = query["object_id"] ?? query["principal_id"];
        return directory.Registrations.FirstOrDefault(identity =>
            (clientId, objectId) is (null, null)
                ? identity.ManagedIdentity == ManagedIdentityKind.SystemAssigned
                : identity.ManagedIdentity != ManagedIdentityKind.None
                    && (clientId is null || identity.ClientId.Equals(clientId, StringComparison.OrdinalIgnoreCase))
                    && (objectId is null || identity.ObjectId.Equals(objectId, StringComparison.OrdinalIgnoreCase)));
    }

    private JsonObject Answer(AppRegistration identity, TokenResource resource) => new()
    {
        ["access_token"] = issuer.ForApplication(identity, resource, "2"),
        ["client_id"] = identity.ClientId,
        ["expires_on"] = Text(issuer.Expires.ToUnixTimeSeconds()),
        ["resource"] = resource.Audience,
        ["token_type"] = "Bearer",
    };

    private string UnknownResource(string resource) => $"AADSTS500011: {EntraError.UnknownResource(resource, directory.TenantId).Message}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
