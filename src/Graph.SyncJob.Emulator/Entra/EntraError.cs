using System;
using System.Globalization;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Api;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>Every way in which a sign-in can be refused, in the words of Entra where they are known.</summary>
internal sealed record EntraError(int Status, string Error, int Code, string Message)
{
    public static EntraError MissingParameter(string name) =>
        new(400, "invalid_request", 900144, $"The request body must contain the following parameter: '{name}'.");

    public static EntraError RepeatedParameter(string name) =>
        new(400, "invalid_request", 9002313, $"Invalid request. Request is malformed or invalid: '{name}' is there more than once.");

    public static EntraError PostOnly(string method) =>
        new(400, "invalid_request", 900561, $"The endpoint only accepts POST requests. Received a {method} request.");

    public static EntraError UnknownTenant(string tenant) => new(
        400,
        "invalid_request",
        90002,
        $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. "
        + "Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.");

    public static EntraError NoTenant() => new(
        400,
        "invalid_request",
        50059,
        "No tenant-identifying information found in either the request or implied by any provided credentials.");

    public static EntraError UnknownInstance(string instance) => new(400, "invalid_instance", 50049, $"Unknown or invalid instance: '{instance}'.");

    public static EntraError UnknownApplication(string clientId, string tenantId) => new(
        400,
        "unauthorized_client",
        700016,
        $"Application with identifier '{clientId}' was not found in the directory '{tenantId}'. This can happen if the application has not "
        + "been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your "
        + "authentication request to the wrong tenant.");

    public static EntraError UnsupportedGrant(string grant) =>
        new(400, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'.");

    public static EntraError NoCredential() => new(
        401,
        "invalid_client",
        7000216,
        "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.");

    public static EntraError NotPublic() => new(
        401, "invalid_client", 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

    public static EntraError WrongSecret(string clientId) => new(
        401,
        "invalid_client",
        7000215,
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, "
        + $"for a secret added to app '{clientId}'.");

    public static EntraError ExpiredSecret(string clientId) => new(
        401,
        "invalid_client",
        7000222,
        $"The provided client secret keys for app '{clientId}' are expired. Visit the Azure portal to create new keys for your app: "
        + "https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.");

    public static EntraError MalformedAssertion() => new(401, "invalid_client", 50027, "JWT token is invalid or malformed.");

    public static EntraError CertificateNotRegistered(string? thumbprint) => new(
        401,
        "invalid_client",
        700027,
        "The certificate with identifier used to sign the client assertion is not registered on application. "
        + $"[Reason - The key was not found., Thumbprint of key used by client: '{thumbprint}'].");

    public static EntraError WrongSignature() => new(
        401,
        "invalid_client",
        700027,
        "Client assertion failed signature validation. [Reason - The provided signature value did not match the expected signature value.].");

    public static EntraError CertificateExpired() =>
        new(401, "invalid_client", 1000502, "The provided certificate is not within its specified validity period.");

    public static EntraError AssertionOutOfTime(DateTimeOffset now, DateTimeOffset? from, DateTimeOffset? until) => new(
        401,
        "invalid_client",
        700024,
        $"Client assertion is not within its valid time range. Current time: {Utc(now)}, assertion valid from {Utc(from)}, "
        + $"expiry time of assertion {Utc(until)}.");

    public static EntraError WrongAssertionAudience() =>
        new(401, "invalid_client", 700023, "Client assertion audience claim does not match Realm issuer.");

    public static EntraError WrongAssertionSubject() =>
        new(401, "invalid_client", 700021, "Client assertion application identifier doesn't match 'client_id' parameter.");

    public static EntraError WrongFederatedIssuer(string? issuer) => NotFederated(700211, "issuer", issuer);

    public static EntraError WrongFederatedAudience(string? audience) => NotFederated(700212, "audience", audience);

    public static EntraError WrongFederatedSubject(string? subject) => NotFederated(700213, "subject", subject);

    public static EntraError IssuerWithoutKeys(string issuer) => new(
        400, "invalid_request", 50166, $"Request to External OIDC endpoint failed: the emulator was given no keys of '{issuer}'.");

    public static EntraError WrongFederatedSignature() => new(
        401,
        "invalid_client",
        50013,
        "Assertion failed signature validation. [Reason - The provided signature value did not match the expected signature value.].");

    public static EntraError UnknownResource(string resource, string tenantId) => new(
        400,
        "invalid_resource",
        500011,
        $"The resource principal named {resource} was not found in the tenant named {tenantId}. This can happen if the application has not "
        + "been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your "
        + "authentication request to the wrong tenant.");

    public static EntraError NotDefaultScope(string scope) => new(
        400,
        "invalid_scope",
        1002012,
        $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the "
        + "resource identifier (application ID URI).");

    public static EntraError InvalidScope(string scope) => new(
        400, "invalid_scope", 70011, $"The provided request must include a 'scope' input parameter. The provided value '{scope}' is not valid.");

    public static EntraError NotConsented(AppRegistration client) => new(
        400,
        "invalid_grant",
        65001,
        $"The user or administrator has not consented to use the application with ID '{client.ClientId}' named '{client.DisplayName}'. "
        + "Send an interactive authorization request for this user and resource.");

    public static EntraError Pending() =>
        new(400, "authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");

    public static EntraError Declined() => new(400, "authorization_declined", 65004, "User declined to consent to access the app.");

    public static EntraError DeviceCodeExpired() => new(
        400, "expired_token", 70020, "The provided value for the input parameter 'device_code' is not valid. This device code has expired.");

    public static EntraError UnknownDeviceCode() =>
        new(400, "bad_verification_code", 70018, "The provided value for the input parameter 'device_code' is not valid.");

    public static EntraError DeviceCodeRedeemed() =>
        new(400, "invalid_grant", 54005, "OAuth2 Authorization code was already redeemed, please retry with a new valid code.");

    public static EntraError UnknownRefreshToken() =>
        new(400, "invalid_grant", 9002313, "Invalid request. Request is malformed or invalid: the refresh token is not one of this tenant.");

    public static EntraError RefreshTokenOfAnother() =>
        new(400, "invalid_grant", 700003, "The refresh token was issued to another application.");

    public static EntraError RefreshTokenExpired() =>
        new(400, "invalid_grant", 700082, "The refresh token has expired due to inactivity.");

    public JsonObject ToJson(GraphRequest request, DateTimeOffset now)
    {
        var time = Utc(now).Replace('T', ' ');
        return new()
        {
            ["error"] = Error,
            ["error_description"] =
                $"AADSTS{Code}: {Message} Trace ID: {request.RequestId} Correlation ID: {request.ClientRequestId} Timestamp: {time}",
            ["error_codes"] = new JsonArray(Code),
            ["timestamp"] = time,
            ["trace_id"] = request.RequestId,
            ["correlation_id"] = request.ClientRequestId,
            ["error_uri"] = $"https://login.microsoftonline.com/error?code={Code}",
        };
    }

    private static EntraError NotFederated(int code, string part, string? value) => new(
        401,
        "invalid_client",
        code,
        $"No matching federated identity record found for presented assertion {part} '{value}'. Check your federated identity credential "
        + "Subject, Audience and Issuer against the presented assertion.");

    private static string Utc(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "(none)";
}

/// <summary>Ends a sign-in from wherever it is found to be wrong.</summary>
internal sealed class EntraErrorException(EntraError error) : Exception(error.Message)
{
    public EntraError Error { get; } = error;
}
