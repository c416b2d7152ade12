using System.Buffers.Text;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>How an application signs in, and each way in which it can go wrong.</summary>
public sealed class EntraSignInTests : EntraTest
{
    private const string App = SeedIdentities.ReadWriteApp.ClientId;
    private const string Secret = SeedIdentities.ReadWriteApp.Secret;

    [Fact]
    public async Task A_secret_gets_a_token_that_says_who_what_for_and_until_when()
    {
        var answer = await SignInAsync(WithSecret(App, Secret));
        var claims = Claims((string)answer["access_token"]!);

        Assert.Equal(("Bearer", 3600, 3600), ((string?)answer["token_type"], (int?)answer["expires_in"], (int?)answer["ext_expires_in"]));
        Assert.Equal("https://graph.microsoft.com", (string?)claims["aud"]);
        Assert.Equal($"https://sts.windows.net/{Tenant}/", (string?)claims["iss"]);
        Assert.Equal((Tenant, App, SeedIdentities.ReadWriteApp.ObjectId), ((string?)claims["tid"], (string?)claims["appid"], (string?)claims["oid"]));
        Assert.Equal(["Synchronization.ReadWrite.All", "Application.Read.All"], claims["roles"]!.AsArray().Select(role => (string?)role));
        Assert.Equal(Now.ToUnixTimeSeconds(), (long?)claims["iat"]);
        Assert.Equal(Now.ToUnixTimeSeconds(), (long?)claims["nbf"]);
        Assert.Equal(Now.AddHours(1).ToUnixTimeSeconds(), (long?)claims["exp"]);
        Assert.Equal("1.0", (string?)claims["ver"]);
        Assert.Null(claims["scp"]);
    }

    [Fact]
    public async Task The_token_is_signed_with_the_key_that_is_published()
    {
        var token = await AccessTokenAsync(App, Secret);
        var metadata = await GetAsync($"{Tenant}/v2.0/.well-known/openid-configuration");
        var key = (await GetAsync((string)metadata["jwks_uri"]!))["keys"]!.AsArray().Single()!;
        var parts = token.Split('.');
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars((string)key["n"]!),
            Exponent = Base64Url.DecodeFromChars((string)key["e"]!),
        });

        Assert.True(rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
            Base64Url.DecodeFromChars(parts[2]),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
        Assert.Equal((string?)key["kid"], (string?)JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!["kid"]);
        Assert.Equal(TokenEndpoint, (string?)metadata["token_endpoint"]);
        Assert.Equal($"{Server.Address}{Tenant}/v2.0", (string?)metadata["issuer"]);
    }

    [Theory]
    [InlineData(SeedIdentities.TenantId)]
    [InlineData("6855A1B4-3816-43D2-BF35-178317E72FB0")]
    [InlineData(SeedIdentities.TenantDomain)]
    public async Task The_tenant_goes_by_its_id_and_by_its_domain(string tenant)
    {
        var (status, _) = await FormAsync($"{tenant}/oauth2/v2.0/token", WithSecret(App, Secret));

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Theory]
    [InlineData("fabrikam.onmicrosoft.com", 90002)]
    [InlineData("11111111-2222-4333-8444-555555555555", 90002)]
    [InlineData("common", 50059)]
    [InlineData("organizations", 50059)]
    public async Task Another_tenant_is_not_here(string tenant, int code)
    {
        var answer = await FormAsync($"{tenant}/oauth2/v2.0/token", WithSecret(App, Secret));

        ShouldBe(answer, 400, "invalid_request", code);
        Assert.Equal(HttpStatusCode.BadRequest, (await Client.GetAsync("fabrikam.onmicrosoft.com/v2.0/.well-known/openid-configuration", Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/.default", "https://graph.microsoft.com")]
    [InlineData("https://graph.microsoft.com//.default", "https://graph.microsoft.com/")]
    [InlineData("00000003-0000-0000-c000-000000000000/.default", "00000003-0000-0000-c000-000000000000")]
    [InlineData("http://127.0.0.1/.default", "http://127.0.0.1")]
    public async Task The_audience_is_the_resource_that_was_asked_for_and_Graph_takes_it(string scope, string audience)
    {
        var token = await AccessTokenAsync(App, Secret, scope);

        Assert.Equal(audience, (string?)Claims(token)["aud"]);
        using var response = await AskGraphAsync(token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_address_of_the_emulator_is_a_resource_too()
    {
        var token = await AccessTokenAsync(App, Secret, $"{Server.Address}.default");

        Assert.Equal(Server.Address.AbsoluteUri.TrimEnd('/'), (string?)Claims(token)["aud"]);
        using var response = await AskGraphAsync(token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task An_error_carries_the_ids_of_the_request_and_the_time()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Tenant}/oauth2/v2.0/token");
        request.Headers.Add("client-request-id", "mine-1");
        using var response = await Client.SendAsync(request, Cancellation);
        var body = await BodyAsync(response);

        Assert.Equal("mine-1", (string?)body["correlation_id"]);
        Assert.Equal(response.Headers.GetValues("x-ms-request-id").Single(), (string?)body["trace_id"]);
        Assert.Equal("2026-03-14 09:26:53Z", (string?)body["timestamp"]);
        Assert.EndsWith("Timestamp: 2026-03-14 09:26:53Z", (string?)body["error_description"], StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public Task A_wrong_secret_is_refused() =>
        ShouldBeRefusedAsync(401, "invalid_client", 7000215, WithSecret(App, "nonsense"));

    [Fact]
    public Task The_secret_of_another_application_is_refused() =>
        ShouldBeRefusedAsync(401, "invalid_client", 7000215, WithSecret(App, SeedIdentities.ReadOnlyApp.Secret));

    [Fact]
    public Task An_expired_secret_is_refused_as_such() =>
        ShouldBeRefusedAsync(401, "invalid_client", 7000222, WithSecret(App, SeedIdentities.ReadWriteApp.ExpiredSecret));

    [Fact]
    public async Task A_secret_expires_when_its_time_has_come()
    {
        const string clientId = "eeeeeeee-1111-4000-8000-000000000001";
        Server.RegisterApplication(new()
        {
            ClientId = clientId,
            ObjectId = "ffffffff-1111-4000-8000-000000000001",
            Secrets = [new("short-lived", Now.AddHours(1))],
        });

        await SignInAsync(WithSecret(clientId, "short-lived"));
        Clock.Advance(TimeSpan.FromHours(1));
        await ShouldBeRefusedAsync(401, "invalid_client", 7000222, WithSecret(clientId, "short-lived"));
    }

    [Fact]
    public Task An_application_that_is_not_there_is_named() =>
        ShouldBeRefusedAsync(400, "unauthorized_client", 700016, WithSecret("11111111-2222-4333-8444-555555555555", Secret));

    [Fact]
    public Task A_managed_identity_has_no_secret_to_guess() =>
        ShouldBeRefusedAsync(401, "invalid_client", 7000215, WithSecret(SeedIdentities.SystemAssigned.ClientId, Secret));

    [Theory]
    [InlineData("https://unknown.example/.default", 400, "invalid_resource", 500011)]
    [InlineData("https://graph.microsoft.com/Synchronization.Read.All", 400, "invalid_scope", 1002012)]
    [InlineData("Synchronization.Read.All", 400, "invalid_scope", 1002012)]
    [InlineData("openid https://graph.microsoft.com/.default", 400, "invalid_scope", 1002012)]
    [InlineData(null, 400, "invalid_request", 900144)]
    public Task A_scope_that_an_application_cannot_ask_for_is_refused(string? scope, int status, string error, int code) =>
        ShouldBeRefusedAsync(status, error, code, WithSecret(App, Secret, scope));

    [Theory]
    [InlineData(null, App, 400, "invalid_request", 900144)]
    [InlineData("client_credentials", null, 400, "invalid_request", 900144)]
    [InlineData("password", App, 400, "unsupported_grant_type", 70003)]
    [InlineData("authorization_code", App, 400, "unsupported_grant_type", 70003)]
    [InlineData("client_credentials", App, 401, "invalid_client", 7000216)]
    public Task A_form_that_lacks_something_is_told_what(string? grant, string? clientId, int status, string error, int code) =>
        ShouldBeRefusedAsync(status, error, code, ("grant_type", grant), ("client_id", clientId), ("scope", Graph));

    [Fact]
    public Task A_field_that_is_there_twice_is_refused() =>
        ShouldBeRefusedAsync(400, "invalid_request", 9002313, [.. WithSecret(App, Secret), ("client_id", App)]);

    [Fact]
    public async Task The_token_endpoint_takes_POST_only()
    {
        using var response = await Client.GetAsync($"{Tenant}/oauth2/v2.0/token", Cancellation);

        ShouldBe((response.StatusCode, await BodyAsync(response)), 400, "invalid_request", 900561);
    }

    [Theory]
    [InlineData("PS256", "x5t#S256")]
    [InlineData("RS256", "x5t#S256")]
    [InlineData("PS256", "x5t")]
    [InlineData("RS256", "x5t")]
    [InlineData("RS256", "kid")]
    public async Task A_registered_certificate_signs_in_in_each_way_of_naming_it(string algorithm, string header)
    {
        using var certificate = Certificate();
        using var other = Certificate();
        Server.RegisterCertificate(App, other);
        Server.RegisterCertificate(App, certificate);
        var assertion = Assertion(certificate, algorithm, head =>
        {
            head.Remove("x5t#S256");
            head[header] = header switch
            {
                "kid" => certificate.Thumbprint,
                "x5t" => Base64Url.EncodeToString(certificate.GetCertHash()),
                _ => Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)),
            };
        });

        var token = (string)(await SignInAsync(WithAssertion(App, assertion)))["access_token"]!;
        Assert.Equal("2", (string?)Claims(token)["appidacr"]);
    }

    [Fact]
    public async Task A_certificate_is_registered_over_HTTP_as_well()
    {
        using var certificate = Certificate();
        using var pem = new StringContent(certificate.ExportCertificatePem());
        using var response = await Client.PostAsync($"emulator/entra/applications/{App}/certificates", pem, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await SignInAsync(WithAssertion(App, Assertion(certificate)));
    }

    [Fact]
    public async Task A_certificate_that_is_not_registered_with_this_application_is_refused()
    {
        using var certificate = Certificate();
        Server.RegisterCertificate(SeedIdentities.ReadOnlyApp.ClientId, certificate);

        await ShouldBeRefusedAsync(401, "invalid_client", 700027, WithAssertion(App, Assertion(certificate)));
    }

    [Fact]
    public async Task A_signature_of_another_key_is_refused()
    {
        using var certificate = Certificate();
        using var other = Certificate();
        Server.RegisterCertificate(App, certificate);
        var forged = Assertion(other, header: head =>
            head["x5t#S256"] = Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)));

        await ShouldBeRefusedAsync(401, "invalid_client", 700027, WithAssertion(App, forged));
    }

    [Fact]
    public async Task An_expired_certificate_is_refused()
    {
        using var certificate = Certificate(days: 1);
        Server.RegisterCertificate(App, certificate);
        Clock.Advance(TimeSpan.FromDays(2));

        await ShouldBeRefusedAsync(401, "invalid_client", 1000502, WithAssertion(App, Assertion(certificate)));
    }

    [Theory]
    [InlineData(-16, -6, false)]
    [InlineData(-16, -4, true)]
    [InlineData(4, 14, true)]
    [InlineData(6, 16, false)]
    public async Task An_assertion_is_good_in_its_time_and_five_minutes_around_it(int from, int until, bool good)
    {
        using var certificate = Certificate();
        Server.RegisterCertificate(App, certificate);
        var form = WithAssertion(App, Assertion(certificate, claims: claims =>
        {
            claims["nbf"] = Now.AddMinutes(from).ToUnixTimeSeconds();
            claims["exp"] = Now.AddMinutes(until).ToUnixTimeSeconds();
        }));

        if (good)
        {
            await SignInAsync(form);
        }
        else
        {
            await ShouldBeRefusedAsync(401, "invalid_client", 700024, form);
        }
    }

    [Fact]
    public async Task An_assertion_without_an_end_is_refused()
    {
        using var certificate = Certificate();
        Server.RegisterCertificate(App, certificate);

        await ShouldBeRefusedAsync(
            401, "invalid_client", 700024, WithAssertion(App, Assertion(certificate, claims: claims => claims.Remove("exp"))));
    }

    [Theory]
    [InlineData("aud", "https://login.microsoftonline.com/6855a1b4-3816-43d2-bf35-178317e72fb0/oauth2/v2.0/token", 700023)]
    [InlineData("aud", "https://graph.microsoft.com", 700023)]
    [InlineData("sub", SeedIdentities.ReadOnlyApp.ClientId, 700021)]
    [InlineData("iss", SeedIdentities.ReadOnlyApp.ClientId, 700021)]
    [InlineData("iss", "https://unknown.example", 700211)]
    public async Task An_assertion_that_is_for_another_or_about_another_is_refused(string claim, string value, int code)
    {
        using var certificate = Certificate();
        Server.RegisterCertificate(App, certificate);

        await ShouldBeRefusedAsync(401, "invalid_client", code, WithAssertion(App, Assertion(certificate, claims: claims => claims[claim] = value)));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImFsZyI6Im5vbmUifQ.e30.AAAA")]
    public Task What_is_no_signed_token_is_no_assertion(string assertion) =>
        ShouldBeRefusedAsync(401, "invalid_client", 50027, WithAssertion(App, assertion));

    [Fact]
    public async Task The_type_of_an_assertion_has_to_be_said()
    {
        using var certificate = Certificate();
        Server.RegisterCertificate(App, certificate);

        await ShouldBeRefusedAsync(
            400, "invalid_request", 900144,
            ("grant_type", "client_credentials"), ("client_id", App), ("client_assertion", Assertion(certificate)), ("scope", Graph));
    }

    [Fact]
    public void A_certificate_with_another_kind_of_key_is_refused_at_once()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(Now, Now.AddDays(1));

        Assert.Throws<ArgumentException>(() => Server.RegisterCertificate(App, certificate));
    }

    [Fact]
    public async Task A_workload_signs_in_with_what_its_platform_says_about_it()
    {
        var assertion = await WorkloadAssertionAsync(SeedIdentities.ReadWriteApp.WorkloadSubject);
        var token = (string)(await SignInAsync(WithAssertion(App, assertion)))["access_token"]!;

        using var response = await AskGraphAsync(token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        var issuer = (string)Claims(assertion)["iss"]!;
        var metadata = await GetAsync($"{issuer}/.well-known/openid-configuration");
        Assert.Equal(issuer, (string?)metadata["issuer"]);
        Assert.Single((await GetAsync((string)metadata["jwks_uri"]!))["keys"]!.AsArray());
    }

    [Fact]
    public async Task A_workload_assertion_is_good_for_the_application_that_trusts_its_subject_only()
    {
        var assertion = Server.IssueWorkloadAssertion(SeedIdentities.ReadOnlyApp.ClientId, "repo:contoso/report:environment:production");

        await SignInAsync(WithAssertion(SeedIdentities.ReadOnlyApp.ClientId, assertion));
        await ShouldBeRefusedAsync(401, "invalid_client", 700213, WithAssertion(App, assertion));
        await ShouldBeRefusedAsync(401, "invalid_client", 700211, WithAssertion(SeedIdentities.BoxOwner.ClientId, assertion));
    }

    [Fact]
    public async Task A_workload_assertion_for_another_audience_or_of_yesterday_is_refused()
    {
        var other = await WorkloadAssertionAsync(SeedIdentities.ReadWriteApp.WorkloadSubject, "sts.amazonaws.com");
        await ShouldBeRefusedAsync(401, "invalid_client", 700212, WithAssertion(App, other));

        var old = await WorkloadAssertionAsync(SeedIdentities.ReadWriteApp.WorkloadSubject);
        Clock.Advance(TimeSpan.FromHours(2));
        await ShouldBeRefusedAsync(401, "invalid_client", 700024, WithAssertion(App, old));
    }

    [Fact]
    public async Task Another_issuer_is_believed_once_its_keys_are_known()
    {
        const string issuer = "https://token.actions.example";
        using var key = RSA.Create(2048);
        using var other = RSA.Create(2048);
        Server.RegisterFederatedCredential(App, new(issuer, "repo:contoso/runbooks:ref:refs/heads/main"));
        var assertion = Sign(key, new() { ["alg"] = "RS256", ["kid"] = "key-1" }, FederatedClaims(issuer));

        await ShouldBeRefusedAsync(400, "invalid_request", 50166, WithAssertion(App, assertion));
        Server.RegisterFederatedIssuer(issuer, other);
        await ShouldBeRefusedAsync(401, "invalid_client", 50013, WithAssertion(App, assertion));
        Server.RegisterFederatedIssuer(issuer, key, "key-1");
        await SignInAsync(WithAssertion(App, assertion));
    }

    [Fact]
    public async Task Another_issuer_and_its_keys_are_registered_over_HTTP_as_well()
    {
        const string issuer = "https://oidc.example/cluster";
        using var key = RSA.Create(2048);
        var parameters = key.ExportParameters(includePrivateParameters: false);
        var keys = new JsonObject
        {
            ["issuer"] = issuer,
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["kid"] = "key-1",
                ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                ["e"] = Base64Url.EncodeToString(parameters.Exponent),
            }),
        };
        await PostAsync("emulator/entra/issuers", keys.ToJsonString());
        await PostAsync(
            $"emulator/entra/applications/{App}/federatedCredentials",
            $$"""{"issuer":"{{issuer}}","subject":"repo:contoso/runbooks:ref:refs/heads/main"}""");

        await SignInAsync(WithAssertion(App, Sign(key, new() { ["alg"] = "PS256", ["kid"] = "key-1" }, FederatedClaims(issuer))));
    }

    [Fact]
    public async Task An_application_is_registered_over_HTTP_as_well()
    {
        const string clientId = "eeeeeeee-1111-4000-8000-000000000002";
        using var json = Json(
            $$"""
            {
              "clientId": "{{clientId}}", "objectId": "ffffffff-1111-4000-8000-000000000002", "displayName": "Fabrikam",
              "secrets": [{ "value": "a-secret", "expires": "2027-01-01T00:00:00Z" }], "roles": ["Synchronization.Read.All"]
            }
            """);
        using var response = await Client.PutAsync($"emulator/entra/applications/{clientId}", json, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("Fabrikam", (string?)Claims(await AccessTokenAsync(clientId, "a-secret"))["app_displayname"]);
        Assert.DoesNotContain("a-secret", (await GetAsync("emulator/entra")).ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "applications/eeeeeeee-1111-4000-8000-000000000002", """{"clientId":"eeeeeeee-1111-4000-8000-000000000003","objectId":"ffffffff-1111-4000-8000-000000000002"}""", 400)]
    [InlineData("PUT", "applications/x", """{"clientId":"x","objectId":"ffffffff-1111-4000-8000-000000000002"}""", 400)]
    [InlineData("PUT", "applications/x", """{"clientId":"x"}""", 400)]
    [InlineData("PUT", "applications/x", """{"secret":"x"}""", 400)]
    [InlineData("PUT", "applications/x", "nonsense", 400)]
    [InlineData("POST", $"applications/{App}/certificates", "nonsense", 400)]
    [InlineData("POST", "applications/11111111-2222-4333-8444-555555555555/federatedCredentials", """{"issuer":"i","subject":"s"}""", 404)]
    [InlineData("POST", "issuers", """{"issuer":"i","keys":[{"n":"!"}]}""", 400)]
    [InlineData("POST", "devicecodes/ABCDEFGHI/approve", "", 404)]
    [InlineData("POST", "nothing", "", 404)]
    public async Task What_cannot_be_registered_is_refused(string method, string path, string body, int status)
    {
        using var content = Json(body);
        var answer = await SendAsync(new HttpMethod(method), $"emulator/entra/{path}", (HttpStatusCode)status, content);

        Assert.NotEmpty((string)answer["error"]!);
    }

    [Fact]
    public async Task An_instance_is_known_by_the_address_it_is_asked_at()
    {
        var known = await GetAsync(
            $"common/discovery/instance?api-version=1.1&authorization_endpoint={Uri.EscapeDataString($"{Server.Address}{Tenant}/oauth2/v2.0/authorize")}");
        Assert.Equal("127.0.0.1", (string?)known["metadata"]![0]!["preferred_network"]);

        using var other = await Client.GetAsync(
            "common/discovery/instance?api-version=1.1&authorization_endpoint=https%3A%2F%2Flogin.example%2Fx%2Foauth2%2Fv2.0%2Fauthorize", Cancellation);
        ShouldBe((other.StatusCode, await BodyAsync(other)), 400, "invalid_instance", 50049);
    }

    [Fact]
    public async Task Nothing_secret_is_in_the_log()
    {
        using var certificate = Certificate();
        Server.RegisterCertificate(App, certificate);
        var assertion = Assertion(certificate);
        var token = await AccessTokenAsync(App, Secret);
        await SignInAsync(WithAssertion(App, assertion));
        (await AskGraphAsync(token, path: $"v1.0/servicePrincipals?access_token={token}")).Dispose();
        await SendAsync(HttpMethod.Post, $"{Tenant}/oauth2/v2.0/token", HttpStatusCode.BadRequest, Json($$"""{"client_secret" : "{{Secret}}"}"""));
        await SendAsync(HttpMethod.Post, $"{Tenant}/oauth2/v2.0/token", HttpStatusCode.BadRequest, new StringContent($"x=1&client%5Fsecret={Secret}"));
        using var identity = new HttpRequestMessage(HttpMethod.Get, "msi/token?api-version=2019-08-01&resource=https://graph.microsoft.com");
        identity.Headers.Add("X-IDENTITY-HEADER", SeedIdentities.IdentityHeader);
        (await Client.SendAsync(identity, Cancellation)).Dispose();

        var log = (await GetAsync("emulator/requests")).ToJsonString();
        Assert.All(
            [Secret, assertion, token, SeedIdentities.IdentityHeader], secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
        Assert.Contains("client_secret=(redacted)", Server.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains($"client_id={App}", Server.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains("client_assertion=(redacted)", Server.Requests[1].Body, StringComparison.Ordinal);
        Assert.EndsWith("?access_token=(redacted)", Server.Requests[2].Target, StringComparison.Ordinal);
    }

    private static JsonObject FederatedClaims(string issuer) => new()
    {
        ["iss"] = issuer,
        ["sub"] = "repo:contoso/runbooks:ref:refs/heads/main",
        ["aud"] = "api://AzureADTokenExchange",
        ["exp"] = Now.AddMinutes(5).ToUnixTimeSeconds(),
    };

    private async Task<string> WorkloadAssertionAsync(string subject, string audience = "api://AzureADTokenExchange")
    {
        using var wanted = Json($$"""{"subject":"{{subject}}","audience":"{{audience}}"}""");
        return (string)(await SendAsync(HttpMethod.Post, "emulator/entra/assertions", HttpStatusCode.OK, wanted))["assertion"]!;
    }
}
