using System.Buffers.Text;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>A test that signs in by hand, with a clock that it can move.</summary>
public abstract class EntraTest : EmulatorTest
{
    protected const string Graph = "https://graph.microsoft.com/.default";
    protected const string Tenant = SeedIdentities.TenantId;
    protected const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    protected const string DeviceCodeGrant = "urn:ietf:params:oauth:grant-type:device_code";

    // Making a key takes longer than the rest of a test; two are enough to tell a right one from a wrong one.
    private static readonly RSA[] Keys = [RSA.Create(2048), RSA.Create(2048)];

    private int _certificates;

    protected MovableClock Clock { get; } = new();

    protected override EmulatorOptions Options => new() { Url = new("http://127.0.0.1:0"), Clock = Clock };

    protected string TokenEndpoint => $"{Server.Address}{Tenant}/oauth2/v2.0/token";

    protected static (string Name, string? Value)[] WithSecret(string clientId, string? secret, string? scope = Graph) =>
        [("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret), ("scope", scope)];

    protected static (string Name, string? Value)[] WithAssertion(string clientId, string assertion) =>
    [
        ("grant_type", "client_credentials"), ("client_id", clientId), ("client_assertion_type", AssertionType),
        ("client_assertion", assertion), ("scope", Graph),
    ];

    protected async Task<(HttpStatusCode Status, JsonObject Body)> FormAsync(string path, params (string Name, string? Value)[] form)
    {
        using var content = new FormUrlEncodedContent(
            form.Where(field => field.Value is not null).Select(field => new KeyValuePair<string, string>(field.Name, field.Value!)));
        using var response = await Client.PostAsync(path, content, Cancellation);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        return (response.StatusCode, await BodyAsync(response));
    }

    protected Task<(HttpStatusCode Status, JsonObject Body)> TokenAsync(params (string Name, string? Value)[] form) =>
        FormAsync($"{Tenant}/oauth2/v2.0/token", form);

    protected async Task<JsonObject> SignInAsync(params (string Name, string? Value)[] form)
    {
        var (status, body) = await TokenAsync(form);
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return body;
    }

    protected async Task<string> AccessTokenAsync(string clientId, string secret, string scope = Graph) =>
        (string)(await SignInAsync(WithSecret(clientId, secret, scope)))["access_token"]!;

    protected async Task ShouldBeRefusedAsync(int status, string error, int code, params (string Name, string? Value)[] form) =>
        ShouldBe(await TokenAsync(form), status, error, code);

    protected static void ShouldBe((HttpStatusCode Status, JsonObject Body) answer, int status, string error, int code)
    {
        Assert.Equal((status, error), ((int)answer.Status, (string?)answer.Body["error"]));
        Assert.Equal(code, (int?)answer.Body["error_codes"]!.AsArray().Single());
        Assert.StartsWith($"AADSTS{code}: ", (string?)answer.Body["error_description"], StringComparison.Ordinal);
        Assert.Contains($"Trace ID: {answer.Body["trace_id"]} Correlation ID: {answer.Body["correlation_id"]}", (string?)answer.Body["error_description"], StringComparison.Ordinal);
    }

    /// <summary>A request to Graph with this token.</summary>
    protected async Task<HttpResponseMessage> AskGraphAsync(string token, HttpMethod? method = null, string path = "v1.0/servicePrincipals")
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Client.SendAsync(request, Cancellation);
    }

    protected async Task ShouldBeUnauthorizedAsync(string token, string message)
    {
        using var response = await AskGraphAsync(token);
        var error = (await BodyAsync(response))["error"]!;

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(("InvalidAuthenticationToken", message), ((string?)error["code"], (string?)error["message"]));
        Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.Single().ToString(), StringComparison.Ordinal);
    }

    protected static JsonObject Claims(string token) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();

    /// <summary>A certificate, with another key than the one before.</summary>
    protected X509Certificate2 Certificate(int days = 30) =>
        new CertificateRequest("CN=automation", Keys[_certificates++ % Keys.Length], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(Clock.GetUtcNow().AddDays(-30), Clock.GetUtcNow().AddDays(days));

    /// <summary>What an application signs with its certificate, each part of it open to change.</summary>
    protected string Assertion(X509Certificate2 certificate, string algorithm = "PS256", Action<JsonObject>? header = null, Action<JsonObject>? claims = null)
    {
        var head = new JsonObject
        {
            ["alg"] = algorithm,
            ["typ"] = "JWT",
            ["x5t#S256"] = Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)),
        };
        header?.Invoke(head);
        using var key = certificate.GetRSAPrivateKey()!;
        return Sign(key, head, OwnClaims(claims));
    }

    protected JsonObject OwnClaims(Action<JsonObject>? change = null)
    {
        var claims = new JsonObject
        {
            ["aud"] = TokenEndpoint,
            ["iss"] = SeedIdentities.ReadWriteApp.ClientId,
            ["sub"] = SeedIdentities.ReadWriteApp.ClientId,
            ["nbf"] = Clock.GetUtcNow().ToUnixTimeSeconds(),
            ["exp"] = Clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds(),
            ["jti"] = "1",
        };
        change?.Invoke(claims);
        return claims;
    }

    protected static string Sign(RSA key, JsonObject header, JsonObject claims)
    {
        var signedPart = $"{Encode(header)}.{Encode(claims)}";
        var padding = (string?)header["alg"] == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return $"{signedPart}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signedPart), HashAlgorithmName.SHA256, padding))}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    protected sealed class MovableClock : TimeProvider
    {
        private DateTimeOffset _now = Now;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan time) => _now += time;
    }
}
