using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>
/// A certificate for the names of this machine as it sees itself, issued by an authority that exists for this one certificate: its
/// key is gone when the constructor is done, so nothing else can ever be made that whoever trusts it would trust. There is one for
/// the process: what a client trusts is often settled for a whole process too.
/// </summary>
internal sealed class HttpsCertificate
{
    private static readonly Lazy<HttpsCertificate> OnlyOne = new(() => new());

    private const string Name = "Graph.SyncJob.Emulator";

    private HttpsCertificate()
    {
        // Clients look at their own clock, not at the emulator's.
        var from = DateTimeOffset.UtcNow.AddDays(-1);
        var until = from.AddDays(366);

        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest($"CN={Name} {Guid.NewGuid():N}", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        authority.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        authority.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authority.PublicKey, critical: false));
        using var root = authority.CreateSelfSigned(from, until);

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest($"CN={Name}", serverKey, HashAlgorithmName.SHA256);
        server.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        server.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        server.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        server.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, true, false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        server.CertificateExtensions.Add(names.Build());

        using var issued = server.Create(root, from, until, RandomNumberGenerator.GetBytes(16));
        ForServer = WithKey(issued, serverKey);
        TrustPem = root.ExportCertificatePem();
    }

    public static HttpsCertificate OfThisProcess => OnlyOne.Value;

    public X509Certificate2 ForServer { get; }

    /// <summary>What a client has to trust, without a key.</summary>
    public string TrustPem { get; }

    // Windows cannot serve from a key that is only in memory, so there it has to go through its own store.
    private static X509Certificate2 WithKey(X509Certificate2 certificate, ECDsa key)
    {
        var withKey = certificate.CopyWithPrivateKey(key);
        if (!OperatingSystem.IsWindows())
        {
            return withKey;
        }

        using (withKey)
        {
            return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
