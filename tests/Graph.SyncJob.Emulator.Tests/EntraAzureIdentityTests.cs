using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>The library that most clients sign in with, against the emulator: over https, trusting the certificate as a client would.</summary>
public sealed class EntraAzureIdentityTests : IAsyncLifetime
{
    private static readonly string[] GraphScope = ["https://graph.microsoft.com/.default"];

    private EmulatorServer _server = null!;
    private X509Certificate2 _trusted = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await EmulatorServer.StartAsync(
            new() { Url = new("http://127.0.0.1:0"), Https = true, StrictTokens = true, DeviceCodeInterval = TimeSpan.Zero }, Cancellation);
        _trusted = X509Certificate2.CreateFromPem(_server.ExportCertificatePem());
        _client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { _trusted },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        })
        {
            BaseAddress = _server.HttpsAddress,
        };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _trusted.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_client_secret_is_taken()
    {
        var credential = new ClientSecretCredential(
            SeedIdentities.TenantId,
            SeedIdentities.ReadWriteApp.ClientId,
            SeedIdentities.ReadWriteApp.Secret,
            Configure(new ClientSecretCredentialOptions { DisableInstanceDiscovery = true }));

        await ShouldOpenGraphAsync(credential);
    }

    [Fact]
    public async Task A_wrong_client_secret_is_refused_in_the_words_of_Entra()
    {
        var credential = new ClientSecretCredential(
            SeedIdentities.TenantId,
            SeedIdentities.ReadWriteApp.ClientId,
            "not-the-secret",
            Configure(new ClientSecretCredentialOptions { DisableInstanceDiscovery = true }));

        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(
            () => credential.GetTokenAsync(new TokenRequestContext(GraphScope), Cancellation).AsTask());
        Assert.Contains("AADSTS7000215", refused.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_taken_once_it_is_registered()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=automation", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var credential = new ClientCertificateCredential(
            SeedIdentities.TenantDomain,
            SeedIdentities.ReadWriteApp.ClientId,
            certificate,
            Configure(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = true }));

        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(
            () => credential.GetTokenAsync(new TokenRequestContext(GraphScope), Cancellation).AsTask());
        Assert.Contains("AADSTS700027", refused.InnerException!.Message, StringComparison.Ordinal);

        _server.RegisterCertificate(SeedIdentities.ReadWriteApp.ClientId, certificate);
        await ShouldOpenGraphAsync(credential);
    }

    [Fact]
    public async Task A_workload_identity_is_taken()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file, _server.IssueWorkloadAssertion(SeedIdentities.ReadWriteApp.ClientId, "repo:contoso/runbooks:ref:refs/heads/main"), Cancellation);

            await ShouldOpenGraphAsync(new WorkloadIdentityCredential(Configure(new WorkloadIdentityCredentialOptions
            {
                TenantId = SeedIdentities.TenantId,
                ClientId = SeedIdentities.ReadWriteApp.ClientId,
                TokenFilePath = file,
                DisableInstanceDiscovery = true,
            })));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_device_code_is_taken_once_and_renewed_without_asking_again()
    {
        DeviceCodeInfo? shown = null;
        var times = 0;
        var credential = new DeviceCodeCredential(Configure(new DeviceCodeCredentialOptions
        {
            TenantId = SeedIdentities.TenantId,
            ClientId = SeedIdentities.PublicClient.ClientId,
            DisableInstanceDiscovery = true,
            DeviceCodeCallback = (code, _) =>
            {
                shown = code;
                times++;
                return Task.CompletedTask;
            },
        }));

        var record = await credential.AuthenticateAsync(new TokenRequestContext(GraphScope), Cancellation);
        await ShouldOpenGraphAsync(credential);

        // Other claims are not in any cache, so this has to go by the refresh token.
        await credential.GetTokenAsync(new TokenRequestContext(GraphScope, claims: """{"access_token":{"nbf":{"essential":true}}}"""), Cancellation);

        Assert.Equal(SeedIdentities.User.PrincipalName, record.Username);
        Assert.Equal(SeedIdentities.TenantId, record.TenantId);
        Assert.Equal(1, times);
        Assert.Contains(shown!.Value.UserCode, shown.Value.Message, StringComparison.Ordinal);
        Assert.Contains(_server.Requests, request => request.Body.Contains("grant_type=refresh_token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_managed_identity_of_App_Service_is_taken()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", new Uri(_server.Address, "msi/token").AbsoluteUri);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", SeedIdentities.IdentityHeader);
        try
        {
            await ShouldOpenGraphAsync(new ManagedIdentityCredential(
                Configure(new ManagedIdentityCredentialOptions(ManagedIdentityId.SystemAssigned))));
            await ShouldOpenGraphAsync(new ManagedIdentityCredential(
                Configure(new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(SeedIdentities.UserAssigned.ClientId)))));
        }
        finally
        {
            Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
            Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        }
    }

    [Fact]
    public async Task A_managed_identity_of_a_virtual_machine_is_taken()
    {
        const string clientId = "eeeeeeee-1111-4000-8000-000000000009";
        _server.RegisterApplication(new()
        {
            ClientId = clientId,
            ObjectId = "ffffffff-1111-4000-8000-000000000009",
            Roles = ["Application.Read.All"],
            ManagedIdentity = ManagedIdentityKind.UserAssigned,
        });
        Environment.SetEnvironmentVariable("AZURE_POD_IDENTITY_AUTHORITY_HOST", _server.Address.AbsoluteUri);
        try
        {
            await ShouldOpenGraphAsync(new ManagedIdentityCredential(
                Configure(new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(clientId)))));
        }
        finally
        {
            Environment.SetEnvironmentVariable("AZURE_POD_IDENTITY_AUTHORITY_HOST", null);
        }
    }

    private T Configure<T>(T options)
        where T : TokenCredentialOptions
    {
        options.AuthorityHost = _server.HttpsAddress!;
        options.Transport = new HttpClientTransport(_client);
        options.Retry.MaxRetries = 0;
        return options;
    }

    private async Task ShouldOpenGraphAsync(TokenCredential credential)
    {
        var token = await credential.GetTokenAsync(new TokenRequestContext(GraphScope), Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1.0/servicePrincipals");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        using var response = await _client.SendAsync(request, Cancellation);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.DoesNotContain(_server.Requests, entry => (entry.Body + entry.Target).Contains(token.Token, StringComparison.Ordinal));
    }
}
