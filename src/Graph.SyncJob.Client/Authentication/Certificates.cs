using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>Finds the certificate that an app signs in with, and says what is wrong with one that can't serve.</summary>
internal static class Certificates
{
    private const string Unusable = "CertificateUnusable";

    private static readonly StoreLocation[] Locations = [StoreLocation.CurrentUser, StoreLocation.LocalMachine];

    /// <summary>Gets a certificate with a private key, valid now. The caller disposes it.</summary>
    /// <exception cref="SignInException">There is none such.</exception>
    public static X509Certificate2 Find(CertificateSource source) => source switch
    {
        CertificateSource.Thumbprint thumbprint => FromStores(
            $"thumbprint {Text.Quote(thumbprint.Value)}", certificate => HasThumbprint(certificate, thumbprint.Value)),
        CertificateSource.SubjectName name => FromStores(
            $"subject {Text.Quote(name.Value)}", certificate => HasSubject(certificate, name.Value)),
        CertificateSource.Given given => Checked(new X509Certificate2(given.Certificate), "that was given"),
        CertificateSource.File file => Checked(FromFile(file.Path, file.Password), $"in {Text.Quote(file.Path)}"),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "This client is older than the module."),
    };

    private static X509Certificate2 FromStores(string which, Func<X509Certificate2, bool> isIt)
    {
        var found = Locations.SelectMany(Read).Where(isIt).ToList();

        // Of several that bear one name the newest that can serve is meant: the others were replaced by it.
        var best = found.OrderBy(certificate => Fault(certificate) is null ? 0 : 1).ThenByDescending(certificate => certificate.NotBefore).FirstOrDefault();
        return best is not null
            ? Checked(best, "with " + which)
            : throw Failure(
                $"There is no certificate with {which} in CurrentUser\\My or LocalMachine\\My.",
                "Import the certificate with its private key into one of these stores, as the user that runs this, or give -CertificatePath.");
    }

    private static IEnumerable<X509Certificate2> Read(StoreLocation location)
    {
        using var store = new X509Store(StoreName.My, location);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException)
        {
            // Outside Windows there is no such store of the machine, and none of the user before something was put there.
            return [];
        }

        return [.. store.Certificates.Cast<X509Certificate2>()];
    }

    // People copy thumbprints out of a dialog that puts spaces between, and an invisible mark before.
    private static bool HasThumbprint(X509Certificate2 certificate, string thumbprint) =>
        certificate.Thumbprint.Equals(new string([.. thumbprint.Where(Uri.IsHexDigit)]), StringComparison.OrdinalIgnoreCase);

    private static bool HasSubject(X509Certificate2 certificate, string subject) =>
        certificate.Subject.Equals(subject.Trim(), StringComparison.OrdinalIgnoreCase)
        || certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false).Equals(subject.Trim(), StringComparison.OrdinalIgnoreCase);

    private static X509Certificate2 FromFile(string path, SecureString? password)
    {
        try
        {
            return IsPem(path) ? FromPem(path, password) : new X509Certificate2(path, password, KeyStorage);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure($"The certificate file {Text.Quote(path)} can't be read: {Text.OneLine(exception.Message, 200)}", "Check -CertificatePath.");
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw Failure(
                $"The certificate file {Text.Quote(path)} can't be opened: it is no PFX or PEM file with certificate and private key, or "
                + (password is null ? "it takes a password and none was given." : "the password is not the one that it takes."),
                "Check -CertificatePath and -CertificatePassword.");
        }
    }

    // Windows would else write the private key to the user's profile. Others have no such key set, or keep it in memory anyway.
    private static X509KeyStorageFlags KeyStorage => RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        ? (X509KeyStorageFlags)32 // EphemeralKeySet, which .NET Framework has and .NET Standard does not name
        : X509KeyStorageFlags.DefaultKeySet;

    private static bool IsPem(string path)
    {
        using var reader = new StreamReader(path);
        var start = new char[4096];
        return new string(start, 0, reader.ReadBlock(start, 0, start.Length)).Contains("-----BEGIN ");
    }

#if NET
    private static X509Certificate2 FromPem(string path, SecureString? password) => password is null
        ? X509Certificate2.CreateFromPemFile(path)
        : X509Certificate2.CreateFromEncryptedPemFile(path, new System.Net.NetworkCredential(string.Empty, password).Password);
#else
    private static X509Certificate2 FromPem(string path, SecureString? password) => throw Failure(
        $"The certificate file {Text.Quote(path)} is a PEM file, which Windows PowerShell can't read.",
        "Make a PFX file of it (openssl pkcs12 -export), or use PowerShell 7.");
#endif

    private static X509Certificate2 Checked(X509Certificate2 certificate, string which)
    {
        if (Fault(certificate) is not { } fault)
        {
            return certificate;
        }

        using (certificate)
        {
            throw Failure($"The certificate {which} (thumbprint {certificate.Thumbprint}) can't serve: {fault.What}", fault.Action);
        }
    }

    private static (string What, string Action)? Fault(X509Certificate2 certificate)
    {
        var now = DateTime.Now;
        return certificate switch
        {
            { HasPrivateKey: false } => (
                "its private key is not there.",
                "Import it with its private key (a PFX, not a CER file), as the user that runs this."),
            _ when certificate.NotAfter < now => (
                $"it expired at {Time(certificate.NotAfter)}.",
                "Make a new certificate, add its public part to the app registration, and sign in with that one. If it should be valid, check this machine's clock."),
            _ when certificate.NotBefore > now => (
                $"it is not valid before {Time(certificate.NotBefore)}.",
                "Wait until then, or check this machine's clock."),
            _ => null,
        };
    }

    private static string Time(DateTime local) => local.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);

    private static SignInException Failure(string message, string action) => new(message) { ErrorId = Unusable, RecommendedAction = action };
}
