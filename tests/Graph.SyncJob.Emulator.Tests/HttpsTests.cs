using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>The certificate that the emulator makes for itself.</summary>
public sealed class HttpsTests
{
    private static readonly EmulatorOptions Options = new() { Url = new("http://127.0.0.1:0"), Https = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_client_that_trusts_the_certificate_gets_through(string host)
    {
        await using var server = await EmulatorServer.StartAsync(Options, Cancellation);
        using var client = Client(server.ExportCertificatePem());

        var answer = await client.GetStringAsync(new UriBuilder(server.HttpsAddress!) { Host = host, Path = "/emulator" }.Uri, Cancellation);

        Assert.Contains("Graph.SyncJob.Emulator", answer, StringComparison.Ordinal);
        Assert.Equal(("http", "https"), (server.Address.Scheme, server.HttpsAddress!.Scheme));
    }

    [Fact]
    public async Task A_client_that_does_not_trust_the_certificate_does_not_get_through()
    {
        await using var server = await EmulatorServer.StartAsync(Options, Cancellation);
        using var client = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri(server.HttpsAddress!, "emulator"), Cancellation));
    }

    [Fact]
    public async Task All_emulators_of_a_process_have_one_certificate()
    {
        await using var server = await EmulatorServer.StartAsync(Options, Cancellation);
        await using var other = await EmulatorServer.StartAsync(Options, Cancellation);

        Assert.Equal(server.ExportCertificatePem(), other.ExportCertificatePem());
    }

    [Fact]
    public async Task What_is_exported_has_no_key_and_cannot_be_taken_for_a_server()
    {
        await using var server = await EmulatorServer.StartAsync(Options, Cancellation);
        var pem = server.ExportCertificatePem();
        using var certificate = X509Certificate2.CreateFromPem(pem);

        Assert.DoesNotContain("KEY", pem, StringComparison.Ordinal);
        Assert.False(certificate.MatchesHostname("localhost"));
    }

    [Fact]
    public async Task Without_https_there_is_no_address_and_no_certificate()
    {
        await using var server = await EmulatorServer.StartAsync(Options with { Https = false }, Cancellation);

        Assert.Null(server.HttpsAddress);
        Assert.Throws<InvalidOperationException>(server.ExportCertificatePem);
    }

    [Fact]
    public async Task A_port_for_https_that_is_in_use_is_the_one_that_is_named()
    {
        await using var server = await EmulatorServer.StartAsync(Options, Cancellation);
        var port = server.HttpsAddress!.Port;

        var refused = await Assert.ThrowsAsync<EmulatorStartException>(() => EmulatorServer.StartAsync(Options with { HttpsPort = port }, Cancellation));
        Assert.StartsWith($"127.0.0.1:{port} is in use", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_writes_the_certificate_where_it_is_told_to()
    {
        var file = Path.GetTempFileName();
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", typeof(EmulatorServer).Assembly.Location, "--port", "0", "--https-port", "0", "--export-certificate", file])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            string? line;
            while ((line = await process.StandardOutput.ReadLineAsync(Cancellation)) is not null && !line.Contains("https://", StringComparison.Ordinal))
            {
                // The lines before are about other things.
            }

            Assert.NotNull(line);
            var address = new Uri(line[line.IndexOf("https://", StringComparison.Ordinal)..].Split(' ', ';')[0]);
            using var client = Client(await File.ReadAllTextAsync(file, Cancellation));

            Assert.Contains("Graph.SyncJob.Emulator", await client.GetStringAsync(new Uri(address, "/emulator"), Cancellation), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            File.Delete(file);
        }
    }

    private static HttpClient Client(string pem) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509Certificate2.CreateFromPem(pem) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    });
}
