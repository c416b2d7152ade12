using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Each way to sign in that needs no browser, with the real libraries over real TLS. The fixture looks for secrets in all that is written.</summary>
public sealed class AuthenticationTests(EntraFixture entra) : IClassFixture<EntraFixture>
{
    private const string Tenant = SeedIdentities.TenantId;
    private const string App = SeedIdentities.ReadWriteApp.ClientId;
    private const string Who = "$c = Get-GraphSyncJobContext; \"$($c.Source) $($c.AuthType) $($c.TenantId) $($c.ClientId)\"; $c.Roles; $c.Scopes; ";

    // All tests here start one job; with -Debug a warning of that would ask whether to go on.
    private static readonly string Start =
        $"Start-MgApplicationSynchronizationJob -ApplicationId {SeedTenant.Box.ApplicationId} -SynchronizationJobId {SeedTenant.Box.JobId} -PassThru -Verbose -Debug -WarningAction SilentlyContinue";

    [Fact]
    public async Task A_client_secret()
    {
        var result = await entra.RunAsync(Credential(App, SeedIdentities.ReadWriteApp.Secret) + Connect($"-TenantId {Tenant} -ClientSecretCredential $credential"));

        AssertServes(result, "ClientSecret", App);
    }

    [Theory]
    [InlineData("pfx", false)]
    [InlineData("pfx", true)]
    [InlineData("pem", false)]
    [InlineData("pem", true)]
    public async Task A_certificate_in_a_file(string kind, bool hasPassword)
    {
        using var certificate = Registered("file");
        var content = kind == "pfx"
            ? certificate.Export(X509ContentType.Pfx, hasPassword ? EntraFixture.CertificatePassword : null)
            : Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n" + KeyPem(certificate, hasPassword));
        var path = entra.File($"{kind}{hasPassword}.{kind}", content);
        var password = hasPassword ? SecretVariable(EntraFixture.CertificatePassword) : "";

        var result = await entra.RunAsync(
            password + Connect($"-ClientId {App} -TenantId {Tenant} -CertificatePath '{path}' {(hasPassword ? "-CertificatePassword $secret" : "")}"));

        AssertServes(result, "ClientCertificate", App);
    }

    [Fact]
    public async Task A_certificate_that_the_caller_holds_and_lets_go()
    {
        using var certificate = Registered("held");
        var path = entra.File("held.pfx", certificate.Export(X509ContentType.Pfx));

        var result = await entra.RunAsync(
            $"$held = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new('{path}'); "
            + $"Connect-GraphSyncJob -AppId {App} -Tenant {Tenant} -Certificate $held -SendCertificateChain {entra.At}; $held.Dispose(); " + Who + Start);

        AssertServes(result, "ClientCertificate", App);
    }

    [Theory]
    [InlineData("-CertificateThumbprint {0}")]
    [InlineData("-CertificateSubjectName 'CN=stored {1}'")]
    [InlineData("-CertificateName 'stored {1}'")]
    public async Task The_newest_certificate_of_the_users_store_that_can_serve(string how)
    {
        var name = Guid.NewGuid().ToString("N");
        using var certificate = Registered("stored " + name);
        using var older = EntraFixture.NewCertificate("stored " + name, from: DateTimeOffset.UtcNow.AddDays(-9));
        using var expired = EntraFixture.NewCertificate("stored " + name, until: DateTimeOffset.UtcNow.AddMinutes(-1));
        var store = string.Concat(new[] { older, certificate, expired }.Select((item, index) =>
            $"$store.Add([System.Security.Cryptography.X509Certificates.X509Certificate2]::new('{entra.File($"{name}{index}.pfx", item.Export(X509ContentType.Pfx))}')); "));

        var result = await entra.RunAsync(
            "$store = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser'); $store.Open('ReadWrite'); " + store
            + Connect($"-ClientId {App} -TenantId {Tenant} " + how.Replace("{0}", certificate.Thumbprint, StringComparison.Ordinal).Replace("{1}", name, StringComparison.Ordinal)));

        AssertServes(result, "ClientCertificate", App);
    }

    [Fact]
    public async Task Environment_variables()
    {
        var result = await entra.RunAloneAsync(
            Connect("-EnvironmentVariable"),
            ("AZURE_TENANT_ID", Tenant), ("AZURE_CLIENT_ID", App), ("AZURE_CLIENT_SECRET", SeedIdentities.ReadWriteApp.Secret));

        AssertServes(result, "EnvironmentVariable", App);
    }

    [Fact]
    public async Task The_default_credential_finds_environment_variables()
    {
        var result = await entra.RunAloneAsync(
            Connect(""),
            ("AZURE_TENANT_ID", Tenant), ("AZURE_CLIENT_ID", App), ("AZURE_CLIENT_SECRET", SeedIdentities.ReadWriteApp.Secret));

        AssertServes(result, "Default", App);
    }

    [Fact]
    public async Task The_token_file_of_a_Kubernetes_pod_by_name_and_by_default()
    {
        var file = entra.File("pod.token", Encoding.ASCII.GetBytes(entra.Entra.IssueWorkloadAssertion(App, "system:serviceaccount:sync:pod")));
        (string, string?)[] environment = [("AZURE_TENANT_ID", Tenant), ("AZURE_CLIENT_ID", App), ("AZURE_FEDERATED_TOKEN_FILE", file)];

        AssertServes(await entra.RunAsync(Connect($"-FederatedTokenFile '{file}' -ClientId {App} -TenantId {Tenant}")), "WorkloadIdentity", App);
        AssertServes(await entra.RunAloneAsync(Connect($"-FederatedTokenFile '{file}'"), environment), "WorkloadIdentity", App);
        AssertServes(await entra.RunAloneAsync(Connect(""), environment), "Default", App);
    }

    [Fact]
    public async Task A_GitHub_workflow()
    {
        using var github = new ScriptedServer(_ => ScriptedServer.Answer(
            200, $$"""{"value":"{{entra.Entra.IssueWorkloadAssertion(App, "repo:contoso/sync:ref:refs/heads/main")}}"}""", "Content-Type: application/json"));

        var result = await entra.RunAloneAsync(
            Connect($"-GitHubActions -ClientId {App} -TenantId {Tenant}"),
            ("ACTIONS_ID_TOKEN_REQUEST_URL", new Uri(github.Address, "/token?api-version=2").AbsoluteUri), ("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "eyJ-of-the-job"));

        AssertServes(result, "GitHubActions", App);
        var request = Assert.Single(github.Requests);
        Assert.StartsWith("GET /token?api-version=2&audience=api%3A%2F%2FAzureADTokenExchange ", request, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer eyJ-of-the-job\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_code_is_shown_and_asked_for_once()
    {
        var result = await entra.RunAsync(
            $"Connect-GraphSyncJob -UseDeviceAuthentication -TenantId {Tenant} -Scopes Synchronization.ReadWrite.All, User.Read {entra.At}; "
            + Who + "$c.Account; $c.ContextScope; " + Start);

        Assert.Empty(result.Errors);
        Assert.Contains("web browser", Assert.Single(result.Information), StringComparison.Ordinal);
        Assert.StartsWith($"Connect-GraphSyncJob DeviceCode {Tenant} {SeedIdentities.GraphCommandLineClientId}", result.Output[0], StringComparison.Ordinal);
        Assert.Contains("Synchronization.ReadWrite.All", result.Output);
        Assert.Contains(SeedIdentities.User.PrincipalName, result.Output);
        Assert.Contains("Process", result.Output);
        Assert.Equal("True", result.Output[^1]);
    }

    [Theory]
    [InlineData("", SeedIdentities.SystemAssigned.ClientId, "Synchronization.ReadWrite.All")]
    [InlineData("-ClientId " + SeedIdentities.UserAssigned.ClientId, SeedIdentities.UserAssigned.ClientId, "Synchronization.Read.All")]
    public async Task A_managed_identity_of_App_Service_and_Automation(string which, string clientId, string role)
    {
        var result = await entra.RunAloneAsync(
            Connect("-Identity " + which, andStart: false),
            ("IDENTITY_ENDPOINT", new Uri(entra.Entra.Address, "/msi/token").AbsoluteUri), ("IDENTITY_HEADER", SeedIdentities.IdentityHeader));

        Assert.Empty(result.Errors);
        Assert.Equal($"Connect-GraphSyncJob ManagedIdentity {Tenant} {clientId}", result.Output[0]);
        Assert.Contains(role, result.Output);
    }

    [Theory]
    [InlineData("", SeedIdentities.SystemAssigned.ClientId)]
    [InlineData("-ClientId " + SeedIdentities.UserAssigned.ClientId, SeedIdentities.UserAssigned.ClientId)]
    public async Task A_managed_identity_of_a_virtual_machine(string which, string clientId)
    {
        var result = await entra.RunAloneAsync(
            Connect("-MSI " + which, andStart: false), ("AZURE_POD_IDENTITY_AUTHORITY_HOST", entra.Entra.Address.GetLeftPart(UriPartial.Authority)));

        Assert.Empty(result.Errors);
        Assert.Equal($"Connect-GraphSyncJob ManagedIdentity {Tenant} {clientId}", result.Output[0]);
    }

    [Fact]
    public async Task The_context_tells_all_of_it_but_the_token()
    {
        var result = await entra.RunAsync(
            Credential(App, SeedIdentities.ReadWriteApp.Secret)
            + $"Connect-GraphSyncJob -TenantId {Tenant} -Credential $credential {entra.At}; $c = Get-GraphSyncJobContext; "
            + "$c.AppName; $c.GraphEndpoint; $c.AuthorityHost; $c.ContextScope; [string]$c.Environment; $c.TokenExpiresOn -gt [DateTimeOffset]::UtcNow; "
            + "$c.PSObject.Properties | ForEach-Object { \"$($_.Name)=$($_.Value)\" }; $c");

        var address = entra.Entra.HttpsAddress!.AbsoluteUri;
        Assert.Equal([SeedIdentities.ReadWriteApp.DisplayName, address, address, "Process", "", "True"], result.Output.Take(6));
    }

    private static string KeyPem(X509Certificate2 certificate, bool hasPassword)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        return hasPassword
            ? key.ExportEncryptedPkcs8PrivateKeyPem(
                EntraFixture.CertificatePassword, new(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes256Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000))
            : key.ExportPkcs8PrivateKeyPem();
    }

    private static void AssertServes(TrustingEngine.Result result, string authType, string clientId)
    {
        Assert.Empty(result.Errors);
        Assert.Equal($"Connect-GraphSyncJob {authType} {Tenant} {clientId}", result.Output[0]);
        Assert.Contains("Synchronization.ReadWrite.All", result.Output);
        Assert.Equal("True", result.Output[^1]);
        Assert.Contains(result.Debug, line => line.Contains("Authorization: (redacted)", StringComparison.Ordinal));
    }

    private static string SecretVariable(string secret) =>
        $"$secret = [securestring]::new(); foreach ($character in '{secret}'.ToCharArray()) {{ $secret.AppendChar($character) }}; ";

    private static string Credential(string clientId, string secret) =>
        SecretVariable(secret) + $"$credential = [pscredential]::new('{clientId}', $secret); ";

    private X509Certificate2 Registered(string name)
    {
        var certificate = EntraFixture.NewCertificate(name);
        entra.Entra.RegisterCertificate(App, certificate);
        return certificate;
    }

    private string Connect(string how, bool andStart = true) => $"Connect-GraphSyncJob {how} {entra.At} -Verbose -Debug; {Who}{(andStart ? Start : "")}";
}
