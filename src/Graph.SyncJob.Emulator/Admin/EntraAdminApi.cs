using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator.Entra;
using Graph.SyncJob.Emulator.Model;
using Microsoft.AspNetCore.Http;

namespace Graph.SyncJob.Emulator.Admin;

/// <summary>
/// Who may sign in, seen and changed from outside, under /emulator/entra; and the emulator's own issuer of assertions, under /emulator/oidc.
/// </summary>
internal sealed class EntraAdminApi(EntraService entra)
{
    private const int LargestBody = 256 * 1024;

    private static readonly JsonSerializerOptions ForReading = new(GraphJson.Options)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(), new UtcTimeConverter() },
    };

    public async Task HandleEntraAsync(HttpContext context)
    {
        string? body = null;
        if (context.Request.Method != "GET")
        {
            body = await BodyAsync(context).ConfigureAwait(false);
        }

        Answer answer;
        try
        {
            answer = body is null && context.Request.Method != "GET"
                ? Error(413, $"A body of at most {LargestBody} bytes is expected.")
                : Handle(context.Request.Method, Segments(context), body ?? "");
        }
        catch (Exception wrong) when (wrong is ArgumentException or JsonException or CryptographicException or FormatException)
        {
            answer = Error(400, wrong.Message);
        }

        await WriteAsync(context, answer).ConfigureAwait(false);
    }

    public Task HandleIssuerAsync(HttpContext context) => WriteAsync(context, Segments(context) switch
    {
        [".well-known", "openid-configuration"] => new(200, entra.WorkloadIssuer.Metadata()),
        ["keys"] => new(200, entra.WorkloadIssuer.Keys()),
        _ => Error(404, "There are /emulator/oidc/.well-known/openid-configuration and /emulator/oidc/keys."),
    });

    private Answer Handle(string method, string[] path, string body)
    {
        switch (method, path)
        {
            case ("GET", []):
                return new(200, About());
            case ("PUT", ["applications", var clientId]):
                return Register(clientId, body);
            case ("POST", ["applications", var clientId, "certificates"]):
                using (var certificate = X509Certificate2.CreateFromPem(body))
                {
                    return Change(clientId, () => entra.Directory.AddCertificate(clientId, certificate));
                }

            case ("POST", ["applications", var clientId, "federatedCredentials"]):
                var credential = Read<FederatedCredential>(body);
                return Change(clientId, () => entra.Directory.AddCredential(clientId, credential));
            case ("POST", ["issuers"]):
                AddIssuer(Read<IssuerKeys>(body));
                return new(204, Body: null);
            case ("POST", ["assertions"]):
                var wanted = Read<WantedAssertion>(body);
                return new(200, new() { ["assertion"] = entra.WorkloadIssuer.Issue(wanted.Subject, wanted.Audience, TimeSpan.FromHours(1)) });
            case ("POST", ["devicecodes", var userCode, "approve" or "deny"]):
                return entra.DeviceCodes.Decide(userCode, approve: path[2] == "approve")
                    ? new(204, Body: null)
                    : Error(404, $"No device code '{userCode}' is waiting.");
            default:
                return Error(404, $"There is no {method} /emulator/entra/{string.Join('/', path)}; GET /emulator/entra says what there is.");
        }
    }

    private Answer Register(string clientId, string body)
    {
        var registration = Read<AppRegistration>(body);
        if (!registration.ClientId.Equals(clientId, StringComparison.OrdinalIgnoreCase))
        {
            return Error(400, $"The path says '{clientId}', the body '{registration.ClientId}'.");
        }

        entra.Directory.Add(registration);
        return new(204, Body: null);
    }

    private Answer Change(string clientId, Action change)
    {
        if (entra.Directory.Find(clientId) is null)
        {
            return Error(404, $"There is no application '{clientId}'.");
        }

        change();
        return new(204, Body: null);
    }

    private void AddIssuer(IssuerKeys issuer)
    {
        foreach (var key in issuer.Keys)
        {
            entra.Directory.AddIssuer(
                issuer.Issuer,
                new RSAParameters
                {
                    Modulus = Base64Url.DecodeFromChars(key.N),
                    Exponent = Base64Url.DecodeFromChars(key.E),
                },
                key.Kid);
        }
    }

    // Secrets are counted, not shown: those that are seeded are in the documentation, and others are nobody's business.
    private JsonObject About() => new()
    {
        ["tenantId"] = entra.Directory.TenantId,
        ["authority"] = $"{entra.Addresses.Https ?? entra.Addresses.Http}{entra.Directory.TenantId}",
        ["workloadIssuer"] = (string?)entra.WorkloadIssuer.Metadata()["issuer"],
        ["applications"] = new JsonArray([.. entra.Directory.Registrations.Select(Describe)]),
        ["devicecodes"] = new JsonArray([.. entra.DeviceCodes.Open().Select(code => new JsonObject
        {
            ["userCode"] = code.UserCode,
            ["clientId"] = code.ClientId,
        })]),
        ["admin"] = new JsonArray(
            "PUT /emulator/entra/applications/{clientId}",
            "POST /emulator/entra/applications/{clientId}/certificates",
            "POST /emulator/entra/applications/{clientId}/federatedCredentials",
            "POST /emulator/entra/issuers",
            "POST /emulator/entra/assertions",
            "POST /emulator/entra/devicecodes/{userCode}/approve",
            "POST /emulator/entra/devicecodes/{userCode}/deny"),
    };

    private static JsonObject Describe(AppRegistration registration) => new()
    {
        ["clientId"] = registration.ClientId,
        ["objectId"] = registration.ObjectId,
        ["displayName"] = registration.DisplayName,
        ["secrets"] = registration.Secrets.Count,
        ["certificates"] = registration.Certificates.Count,
        ["federatedCredentials"] = JsonSerializer.SerializeToNode(registration.FederatedCredentials, ForReading),
        ["roles"] = new JsonArray([.. registration.Roles]),
        ["scopes"] = new JsonArray([.. registration.Scopes]),
        ["ownedApplications"] = new JsonArray([.. registration.OwnedApplications]),
        ["isPublicClient"] = registration.IsPublicClient,
        ["managedIdentity"] = registration.ManagedIdentity.ToString(),
    };

    private static T Read<T>(string body) =>
        JsonSerializer.Deserialize<T>(body, ForReading) ?? throw new JsonException("An object is expected.");

    private static string[] Segments(HttpContext context) =>
        (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string?> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > LargestBody)
            {
                return null;
            }
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private static Task WriteAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.Body is null)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(answer.Body.ToJsonString(ForReading), context.RequestAborted);
    }

    private static Answer Error(int status, string message) => new(status, new() { ["error"] = message });

    private sealed record Answer(int Status, JsonObject? Body);

    private sealed record WantedAssertion(string Subject, string Audience = "api://AzureADTokenExchange");

    private sealed record IssuerKeys(string Issuer, IReadOnlyList<JsonWebKey> Keys);

    // A key of a key set as issuers publish it has more properties than these.
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    private sealed record JsonWebKey(string N, string E, string? Kid = null);
}
