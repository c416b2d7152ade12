using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Where secrets come in, where they stay, and that they leave no trace. The fixture looks for them in all that is written.</summary>
public sealed partial class AuthenticationSecurityTests(EntraFixture entra) : IClassFixture<EntraFixture>
{
    private const string Tenant = SeedIdentities.TenantId;
    private const string App = SeedIdentities.ReadWriteApp.ClientId;
    private const string Start = $"Start-MgApplicationSynchronizationJob -ApplicationId {SeedTenant.Box.ApplicationId} -SynchronizationJobId {SeedTenant.Box.JobId} -PassThru";

    private const string Secret =
        $"$secret = [securestring]::new(); foreach ($character in '{SeedIdentities.ReadWriteApp.Secret}'.ToCharArray()) {{ $secret.AppendChar($character) }}; "
        + $"$credential = [pscredential]::new('{App}', $secret); ";

    [Fact]
    public void Secrets_come_in_as_SecureString_or_PSCredential_only()
    {
        using var engine = new ModuleEngine();
        var parameters = engine.Run("Get-Command -Module Graph.SyncJob").Output.Cast<CmdletInfo>().SelectMany(cmdlet => cmdlet.Parameters.Values).ToList();

        var named = parameters.Where(parameter => SecretName().IsMatch(parameter.Name)).ToList();

        Assert.Contains(named, parameter => parameter.Name == "AccessToken");
        Assert.All(named, parameter => Assert.Contains(parameter.ParameterType, new[] { typeof(SecureString), typeof(PSCredential) }));
    }

    [Fact]
    public async Task Nothing_is_written_to_disk()
    {
        using var certificate = EntraFixture.NewCertificate("disk");
        entra.Entra.RegisterCertificate(App, certificate);
        var path = entra.File("disk.pfx", certificate.Export(X509ContentType.Pfx, EntraFixture.CertificatePassword));
        var token = entra.File("disk.token", System.Text.Encoding.ASCII.GetBytes(entra.Entra.IssueWorkloadAssertion(App, "disk")));
        await using var engine = entra.NewEngine();
        await engine.RunAsync("'the engine itself has written what it writes'");
        var before = Files(engine.Home);

        var result = await engine.RunAsync(
            Secret
            + $"Connect-GraphSyncJob -TenantId {Tenant} -ClientSecretCredential $credential {entra.At}; {Start}; "
            + $"Connect-GraphSyncJob -UseDeviceCode -TenantId {Tenant} {entra.At}; {Start}; "
            + $"Connect-GraphSyncJob -FederatedTokenFile '{token}' -ClientId {App} -TenantId {Tenant} {entra.At}; {Start}; "
            + $"$password = [securestring]::new(); foreach ($character in '{EntraFixture.CertificatePassword}'.ToCharArray()) {{ $password.AppendChar($character) }}; "
            + $"Connect-GraphSyncJob -CertificatePath '{path}' -CertificatePassword $password -ClientId {App} -TenantId {Tenant} {entra.At}; {Start}; "
            + "Disconnect-GraphSyncJob");

        Assert.Empty(result.Errors);
        Assert.Equal(["True", "True", "True", "True"], result.Output);
        Assert.Equal(before, Files(engine.Home));
    }

    [Theory]
    [InlineData("""{"access_token":"eyJ0b2tlbg.e30.c2ln" and then it breaks off""")]
    [InlineData("""{"access_token":"eyJ0b2tlbg.e30.c2ln","token_type":"Bearer"}""")]
    [InlineData("""eyJ0b2tlbg.e30.c2ln""")]
    public async Task An_answer_with_a_token_that_could_not_be_read_is_not_shown(string body)
    {
        using var endpoint = new ScriptedServer(_ => ScriptedServer.Answer(200, body, "Content-Type: application/json"));

        var result = await entra.RunAloneAsync(
            $"Connect-GraphSyncJob -Identity {entra.At} -ClientTimeout 20 -Verbose -Debug",
            ("IDENTITY_ENDPOINT", endpoint.Address.AbsoluteUri), ("IDENTITY_HEADER", SeedIdentities.IdentityHeader));

        Assert.StartsWith("SignInFailed,", result.Error.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Disconnect_clears_serves_nobody_any_more()
    {
        var result = await entra.RunAloneAsync(
            Secret + $"Connect-GraphSyncJob -TenantId {Tenant} -ClientSecretCredential $credential {entra.At}; {Start}; Disconnect-GraphSyncJob; "
            + $"Get-GraphSyncJobContext; {Start}",
            ("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential"));

        Assert.Equal(["True"], result.Output);
        Assert.Contains("with the default credential", result.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-TenantId " + Tenant + " -ClientSecretCredential $credential")]
    [InlineData("-TenantId " + Tenant + " -UseDeviceCode")]
    public async Task A_long_run_gets_new_tokens_by_itself_and_nobody_is_asked_again(string how)
    {
        await using var shortLived = await EmulatorServer.StartAsync(
            new() { Url = new("http://127.0.0.1:0"), Https = true, StrictTokens = true, TokenLifetime = TimeSpan.FromSeconds(3) },
            TestContext.Current.CancellationToken);
        await using var engine = new TrustingEngine(shortLived.ExportCertificatePem());

        // A token that lives so short may end on its way, where the machine is busy: then the next one is tried.
        var result = await engine.RunAsync(
            $$"""
            {{Secret}}
            function start-job-of-box { foreach ($try in 1..10) { if ({{Start}} -ErrorAction SilentlyContinue) { return 'started' } } }
            Connect-GraphSyncJob {{how}} {{EntraFixture.AtHost(shortLived)}}
            $first = (Get-GraphSyncJobContext).TokenExpiresOn
            start-job-of-box
            while ([DateTimeOffset]::UtcNow -lt $first.AddSeconds(1)) { [System.Threading.Thread]::Sleep(50) }
            start-job-of-box
            (Get-GraphSyncJobContext).TokenExpiresOn -gt $first
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(["started", "started", "True"], result.Output);
        Assert.Equal(how.Contains("DeviceCode", StringComparison.Ordinal) ? 1 : 0, result.Information.Count);
    }

    private static List<string> Files(string directory) =>
        [.. Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    // The file of a federated token is a path, not the token.
    [GeneratedRegex("^(?!FederatedTokenFile$).*(secret|password|token)", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
