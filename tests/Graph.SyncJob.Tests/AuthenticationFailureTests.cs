using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>What is said when a sign-in fails: which credential was tried, what the identity provider answered, what to do.</summary>
public sealed class AuthenticationFailureTests(EntraFixture entra) : IClassFixture<EntraFixture>
{
    private const string Tenant = SeedIdentities.TenantId;
    private const string App = SeedIdentities.ReadWriteApp.ClientId;
    private const string Start = $"Start-MgApplicationSynchronizationJob -ApplicationId {SeedTenant.Box.ApplicationId} -SynchronizationJobId {SeedTenant.Box.JobId}";

    [Theory]
    [InlineData(App, "not-the-secret", Tenant, "AADSTS7000215", "The secret is wrong")]
    [InlineData(App, SeedIdentities.ReadWriteApp.ExpiredSecret, Tenant, "AADSTS7000222", "The secret has expired")]
    [InlineData("eeeeeeee-0000-4000-8000-00000000dead", "any", Tenant, "AADSTS700016", "Check -ClientId")]
    [InlineData(App, SeedIdentities.ReadWriteApp.Secret, "11111111-1111-4111-8111-111111111111", "AADSTS90002", "Check -TenantId")]
    [InlineData(App, SeedIdentities.ReadWriteApp.Secret, "no-such-tenant.example", "AADSTS90002", "Check -TenantId")]
    public async Task The_identity_provider_refuses_the_app(string app, string secret, string tenant, string code, string advice)
    {
        var error = (await entra.RunAsync(ConnectWithSecret(app, secret, tenant, entra.At))).Error;

        AssertFailed(error, code, advice);
        Assert.Contains($"with the secret of app '{app}' in tenant '{tenant}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_that_can_be_none_is_refused_in_the_same_form()
    {
        var error = (await entra.RunAsync(ConnectWithSecret(App, "any", "a tenant?", entra.At))).Error;

        AssertFailed(error, "in tenant 'a tenant?'", "Check -TenantId");
    }

    [Fact]
    public async Task A_certificate_that_the_app_does_not_know()
    {
        using var certificate = EntraFixture.NewCertificate("unknown");

        AssertFailed((await entra.RunAsync(ConnectWithCertificate(certificate, entra.At))).Error, "AADSTS700027", "Add the certificate's public part");
    }

    [Fact]
    public async Task A_clock_that_is_hours_off()
    {
        using var certificate = EntraFixture.NewCertificate("clock");
        entra.EntraHoursAhead.RegisterCertificate(App, certificate);

        var error = (await entra.RunAsync(ConnectWithCertificate(certificate, EntraFixture.AtHost(entra.EntraHoursAhead)))).Error;

        AssertFailed(error, "AADSTS700024", "Set this machine's clock");
    }

    [Fact]
    public async Task A_clock_that_is_hours_off_keeps_nobody_from_signing_in_with_a_secret()
    {
        var result = await entra.RunAsync(
            ConnectWithSecret(App, SeedIdentities.ReadWriteApp.Secret, Tenant, EntraFixture.AtHost(entra.EntraHoursAhead)) + "; " + Start + " -PassThru");

        Assert.Empty(result.Errors);
        Assert.Equal(["True"], result.Output);
    }

    [Fact]
    public async Task Nobody_listens_at_the_identity_provider()
    {
        var error = (await entra.RunAsync(ConnectWithSecret(
            App, "any", Tenant, $"-GraphEndpoint {entra.Entra.HttpsAddress} -AuthorityHost https://localhost:{FreePort()} -ClientTimeout 30"))).Error;

        AssertFailed(error, "could not be reached", "Check the network");
        Assert.Contains("The identity provider localhost:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_identity_provider_hangs_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var hangingUp = Task.Run(async () =>
        {
            while (true)
            {
                (await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken)).Dispose();
            }
        }, TestContext.Current.CancellationToken);

        var error = (await entra.RunAsync(ConnectWithSecret(
            App, "any", Tenant, $"-GraphEndpoint {entra.Entra.HttpsAddress} -AuthorityHost https://{listener.LocalEndpoint} -ClientTimeout 30"))).Error;

        AssertFailed(error, "could not be reached", "Check the network");
        Assert.False(hangingUp.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_identity_provider_does_not_answer_in_the_time_that_it_is_given()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var error = (await entra.RunAsync(ConnectWithSecret(
            App, "any", Tenant, $"-GraphEndpoint {entra.Entra.HttpsAddress} -AuthorityHost https://{listener.LocalEndpoint} -ClientTimeout 0.3"))).Error;

        AssertFailed(error, $"The identity provider {listener.LocalEndpoint} did not answer within 0.3 s.", "Check the network");
    }

    [Fact]
    public async Task A_certificate_of_the_identity_provider_that_is_not_trusted()
    {
        using var another = EntraFixture.NewCertificate("another");
        await using var engine = new TrustingEngine(another.ExportCertificatePem());

        var error = (await engine.RunAsync(ConnectWithSecret(App, "any", Tenant, entra.At + " -ClientTimeout 60"))).Error;

        AssertFailed(error, "could not be reached", "Check the network");
        Assert.Contains("certificate", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_permission_that_is_missing_is_named()
    {
        var result = await entra.RunAsync(
            ConnectWithSecret(SeedIdentities.ReadOnlyApp.ClientId, SeedIdentities.ReadOnlyApp.Secret, Tenant, entra.At) + "; " + Start);

        Assert.StartsWith("Authorization_RequestDenied,", result.Error.Id, StringComparison.Ordinal);
        Assert.Equal("PermissionDenied", result.Error.Category);
        Assert.Contains("Synchronization.ReadWrite.All", result.Error.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_in_the_file_and_no_file()
    {
        var empty = entra.File("empty.token", []);
        var missing = empty + ".not";

        var results = await entra.RunAsync(
            $"try {{ Connect-GraphSyncJob -FederatedTokenFile '{empty}' -ClientId {App} -TenantId {Tenant} {entra.At} }} catch {{ $_.ErrorDetails.Message }}; "
            + $"try {{ Connect-GraphSyncJob -FederatedTokenFile '{missing}' -ClientId {App} -TenantId {Tenant} {entra.At} }} catch {{ $_.ErrorDetails.Message }}");

        Assert.Equal(2, results.Output.Count);
        Assert.All(results.Output, message => Assert.Contains($"with the workload identity of app '{App}'", message, StringComparison.Ordinal));
        Assert.Contains(missing, results.Output[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workload_that_the_app_does_not_know()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        entra.Entra.RegisterFederatedIssuer("https://issuer.example", key);
        var file = entra.File("stranger.token", Encoding.ASCII.GetBytes(Assertion(key)));

        var error = (await entra.RunAsync($"Connect-GraphSyncJob -FederatedTokenFile '{file}' -ClientId {App} -TenantId {Tenant} {entra.At}")).Error;

        AssertFailed(error, "AADSTS70021", "Compare issuer, subject and audience");
    }

    [Fact]
    public async Task Outside_a_GitHub_workflow()
    {
        var error = (await entra.RunAsync($"Connect-GraphSyncJob -GitHubActions -ClientId {App} -TenantId {Tenant} {entra.At}")).Error;

        AssertFailed(error, "ACTIONS_ID_TOKEN_REQUEST_URL", "id-token: write");
    }

    [Fact]
    public async Task GitHub_refuses_the_workflow()
    {
        using var github = new ScriptedServer(_ => ScriptedServer.Answer(403));

        var error = (await entra.RunAloneAsync(
            $"Connect-GraphSyncJob -GitHubActions -ClientId {App} -TenantId {Tenant} {entra.At}",
            ("ACTIONS_ID_TOKEN_REQUEST_URL", github.Address.AbsoluteUri), ("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "eyJ-of-the-job"))).Error;

        AssertFailed(error, "GitHub answered 403", "id-token: write");
    }

    [Fact]
    public async Task Environment_variables_that_are_not_there()
    {
        var error = (await entra.RunAsync($"Connect-GraphSyncJob -EnvironmentVariable {entra.At}")).Error;

        AssertFailed(error, "(EnvironmentCredential)", "Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET");
    }

    [Fact]
    public async Task No_managed_identity_on_this_machine()
    {
        var error = (await entra.RunAloneAsync(
            $"Connect-GraphSyncJob -Identity {entra.At} -ClientTimeout 20",
            ("AZURE_POD_IDENTITY_AUTHORITY_HOST", $"http://127.0.0.1:{FreePort()}"))).Error;

        AssertFailed(error, "with the managed identity of this machine", "Check that this is an Azure resource");
    }

    [Fact]
    public async Task A_managed_identity_that_is_not_assigned()
    {
        var error = (await entra.RunAloneAsync(
            $"Connect-GraphSyncJob -Identity -ClientId {App} {entra.At} -ClientTimeout 20",
            ("IDENTITY_ENDPOINT", new Uri(entra.Entra.Address, "/msi/token").AbsoluteUri), ("IDENTITY_HEADER", SeedIdentities.IdentityHeader))).Error;

        AssertFailed(error, $"with the managed identity '{App}'", "user-assigned identity");
    }

    [Fact]
    public async Task The_default_credential_tells_in_a_table_what_was_tried_and_why_each_did_not_serve()
    {
        var error = (await entra.RunAloneAsync(
            $"Connect-GraphSyncJob {entra.At}", ("AZURE_POD_IDENTITY_AUTHORITY_HOST", $"http://127.0.0.1:{FreePort()}"), ("PATH", "/usr/bin:/bin"))).Error;

        AssertFailed(error, "What was tried, in this order:", "name another way");
        var rows = error.Message.Split('\n').Skip(1).Select(row => row.Trim().TrimStart('-', ' ').Split(':', 2)).ToList();
        Assert.Equal(["EnvironmentCredential", "WorkloadIdentityCredential", "ManagedIdentityCredential"], rows.Take(3).Select(row => row[0]));
        Assert.Contains("AzureCliCredential", rows.Select(row => row[0]));
        Assert.Contains("AzurePowerShellCredential", rows.Select(row => row[0]));
        Assert.DoesNotContain("(another)", rows.Select(row => row[0]));
        Assert.All(rows, row => Assert.NotEqual("", row[1].Trim()));
    }

    [Fact]
    public async Task The_default_credential_that_could_have_served_and_failed_is_told()
    {
        var error = (await entra.RunAloneAsync(
            $"Connect-GraphSyncJob {entra.At}",
            ("AZURE_TENANT_ID", Tenant), ("AZURE_CLIENT_ID", App), ("AZURE_CLIENT_SECRET", "not-the-secret"))).Error;

        AssertFailed(error, "AADSTS7000215", "The secret is wrong");
    }

    [Theory]
    [InlineData("without.pem", "CertificateUnusable")]
    [InlineData("text.pfx", "no PFX or PEM file")]
    [InlineData("password.pfx", "the password is not the one")]
    [InlineData("needs.pfx", "takes a password and none was given")]
    [InlineData("missing.pfx", "can't be read")]
    [InlineData("expired.pfx", "it expired at ")]
    [InlineData("future.pfx", "it is not valid before ")]
    public async Task A_certificate_file_that_can_not_serve(string name, string says)
    {
        var now = DateTimeOffset.UtcNow;
        using var certificate = EntraFixture.NewCertificate(
            name,
            name == "future.pfx" ? now.AddDays(1) : null,
            name == "expired.pfx" ? now.AddMinutes(-5) : null);
        var path = entra.File(name, name switch
        {
            "without.pem" => Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()),
            "text.pfx" => "no certificate"u8.ToArray(),
            "password.pfx" or "needs.pfx" => certificate.Export(X509ContentType.Pfx, EntraFixture.CertificatePassword),
            _ => certificate.Export(X509ContentType.Pfx),
        });
        if (name == "missing.pfx")
        {
            File.Delete(path);
        }

        var password = name == "password.pfx" ? "-CertificatePassword ([securestring]::new())" : "";
        var error = (await entra.RunAsync($"Connect-GraphSyncJob -CertificatePath '{path}' {password} -ClientId {App} -TenantId {Tenant} {entra.At}")).Error;

        Assert.StartsWith("CertificateUnusable,", error.Id, StringComparison.Ordinal);
        Assert.Contains(says, error.Id + error.Message, StringComparison.Ordinal);
        Assert.NotEqual("", error.Action);
    }

    [Theory]
    [InlineData("-CertificateThumbprint ABCDEF", "thumbprint 'ABCDEF'")]
    [InlineData("-CertificateSubjectName 'CN=nobody'", "subject 'CN=nobody'")]
    public async Task A_certificate_that_no_store_has(string how, string says)
    {
        var error = (await entra.RunAsync($"Connect-GraphSyncJob {how} -ClientId {App} -TenantId {Tenant} {entra.At}")).Error;

        Assert.StartsWith("CertificateUnusable,", error.Id, StringComparison.Ordinal);
        Assert.Contains($"There is no certificate with {says} in CurrentUser\\My or LocalMachine\\My.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-UseDeviceCode")]
    [InlineData("-Scopes User.Read")]
    public async Task A_machine_without_an_encrypted_place_keeps_no_sign_in_and_says_so(string how)
    {
        var result = await entra.RunAsync($"Connect-GraphSyncJob {how} -TenantId {Tenant} -ContextScope CurrentUser {entra.At}");

        Assert.StartsWith("TokenCacheUnavailable,", result.Error.Id, StringComparison.Ordinal);
        Assert.Contains("-ContextScope Process", result.Error.Action, StringComparison.Ordinal);
        Assert.Empty(result.Information);
    }

    private static void AssertFailed(TrustingEngine.Failure error, string says, string advice)
    {
        Assert.StartsWith("SignInFailed,", error.Id, StringComparison.Ordinal);
        Assert.Equal("AuthenticationError", error.Category);
        Assert.StartsWith("Could not sign in to ", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Action, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Assertion(System.Security.Cryptography.RSA key)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var text = Base64("""{"alg":"RS256","typ":"JWT"}"""u8) + "." + Base64(Encoding.UTF8.GetBytes(
            $$"""{"iss":"https://issuer.example","sub":"nobody","aud":"api://AzureADTokenExchange","nbf":{{now}},"exp":{{now + 600}}}"""));
        return text + "." + Base64(key.SignData(
            Encoding.ASCII.GetBytes(text), System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1));

        static string Base64(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }

    private static string ConnectWithSecret(string app, string secret, string tenant, string at) =>
        $"$secret = [securestring]::new(); foreach ($character in '{secret}'.ToCharArray()) {{ $secret.AppendChar($character) }}; "
        + $"Connect-GraphSyncJob -TenantId '{tenant}' -ClientSecretCredential ([pscredential]::new('{app}', $secret)) {at}";

    private string ConnectWithCertificate(X509Certificate2 certificate, string at) =>
        $"Connect-GraphSyncJob -ClientId {App} -TenantId {Tenant} -CertificatePath '{entra.File(certificate.Thumbprint, certificate.Export(X509ContentType.Pfx))}' {at}";
}
