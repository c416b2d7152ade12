using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;

namespace Graph.SyncJob.Tests.Hosting;

/// <summary>A tenant that can be signed in to over TLS, one whose clock is hours ahead, and engines that trust both.</summary>
public sealed class EntraFixture : IAsyncLifetime
{
    public const string CertificatePassword = "certificate-p4ssword";

    // What no stream may ever show. All tokens here are signed ones, and begin alike.
    private static readonly string[] Secrets =
    [
        SeedIdentities.ReadWriteApp.Secret,
        SeedIdentities.ReadWriteApp.ExpiredSecret,
        "not-the-secret",
        SeedIdentities.ReadOnlyApp.Secret,
        SeedIdentities.IdentityHeader,
        CertificatePassword,
        "eyJ",
    ];

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("entra ");
    private TrustingEngine _engine = null!;

    public EmulatorServer Entra { get; private set; } = null!;

    public EmulatorServer EntraHoursAhead { get; private set; } = null!;

    /// <summary>The end of every Connect-GraphSyncJob here.</summary>
    public string At => AtHost(Entra);

    public static string AtHost(EmulatorServer entra) => $"-GraphEndpoint {entra.HttpsAddress} -AuthorityHost {entra.HttpsAddress} -NoWelcome";

    public async ValueTask InitializeAsync()
    {
        Entra = await EmulatorServer.StartAsync(new() { Url = new("http://127.0.0.1:0"), Https = true, StrictTokens = true });
        EntraHoursAhead = await EmulatorServer.StartAsync(new() { Url = new("http://127.0.0.1:0"), Https = true, StrictTokens = true, Clock = new HoursAhead() });
        _engine = NewEngine();
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await Entra.DisposeAsync();
        await EntraHoursAhead.DisposeAsync();
        _files.Delete(recursive: true);
    }

    /// <summary>Runs a script in a fresh runspace, and looks through all that it wrote for a secret.</summary>
    internal Task<TrustingEngine.Result> RunAsync(string script) => RunAsync(_engine, script);

    /// <summary>The same in a process of its own: what belongs to the process, as a managed identity does, must not stay for others.</summary>
    internal async Task<TrustingEngine.Result> RunAloneAsync(string script, params (string Name, string? Value)[] environment)
    {
        await using var engine = NewEngine(environment);
        return await RunAsync(engine, script);
    }

    /// <summary>A process that trusts both tenants.</summary>
    internal TrustingEngine NewEngine(params (string Name, string? Value)[] environment) =>
        new(Entra.ExportCertificatePem() + "\n" + EntraHoursAhead.ExportCertificatePem(), environment);

    internal static X509Certificate2 NewCertificate(string name, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(from ?? DateTimeOffset.UtcNow.AddDays(-1), until ?? DateTimeOffset.UtcNow.AddDays(30));
    }

    internal string File(string name, byte[] content)
    {
        var path = Path.Combine(_files.FullName, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    private static async Task<TrustingEngine.Result> RunAsync(TrustingEngine engine, string script)
    {
        var result = await engine.RunAsync(script);
        foreach (var secret in Secrets)
        {
            Assert.DoesNotContain(result.AllText, text => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }

        return result;
    }

    private sealed class HoursAhead : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(3);
    }
}
