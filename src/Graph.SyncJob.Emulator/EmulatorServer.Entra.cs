using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Graph.SyncJob.Emulator.Entra;
using Graph.SyncJob.Emulator.Hosting;

namespace Graph.SyncJob.Emulator;

/// <content>Signing in.</content>
public sealed partial class EmulatorServer
{
    private readonly EntraService _entra;
    private readonly HttpsCertificate? _certificate;

    /// <summary>The bound https address, for sign-in libraries their authority host; null unless <see cref="EmulatorOptions.Https"/> is set.</summary>
    public Uri? HttpsAddress => _entra.Addresses.Https;

    /// <summary>
    /// The certificate that a client has to trust to reach <see cref="HttpsAddress"/>: the same for all emulators of a process, and
    /// a different one in the next process.
    /// </summary>
    /// <returns>The certificate in PEM, without a key.</returns>
    /// <exception cref="InvalidOperationException">The emulator does not listen for https.</exception>
    public string ExportCertificatePem() =>
        _certificate?.TrustPem ?? throw new InvalidOperationException("The emulator does not listen for https: set EmulatorOptions.Https.");

    /// <summary>Adds an application, or replaces the one with the same client id.</summary>
    /// <param name="registration">The application.</param>
    /// <exception cref="ArgumentException">An id is not a GUID, or a certificate is none.</exception>
    public void RegisterApplication(AppRegistration registration)
    {
        ArgumentNullException.ThrowIfNull(registration);
        _entra.Directory.Add(registration);
    }

    /// <summary>Lets an application sign in with a certificate. Only its public part is kept.</summary>
    /// <param name="clientId">The application.</param>
    /// <param name="certificate">A certificate with an RSA key.</param>
    /// <exception cref="ArgumentException">There is no such application, or the key is of another kind.</exception>
    public void RegisterCertificate(string clientId, X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        _entra.Directory.AddCertificate(clientId, certificate);
    }

    /// <summary>Lets an application sign in with assertions of another issuer.</summary>
    /// <param name="clientId">The application.</param>
    /// <param name="credential">Issuer, subject and audience of such an assertion.</param>
    /// <exception cref="ArgumentException">There is no such application.</exception>
    public void RegisterFederatedCredential(string clientId, FederatedCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        _entra.Directory.AddCredential(clientId, credential);
    }

    /// <summary>Says what an issuer signs with. The emulator never asks an issuer itself.</summary>
    /// <param name="issuer">The issuer, as assertions name it.</param>
    /// <param name="key">Its key, of which only the public part is kept.</param>
    /// <param name="keyId">The key's id; null for one that is tried for every assertion of the issuer.</param>
    public void RegisterFederatedIssuer(string issuer, RSA key, string? keyId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        ArgumentNullException.ThrowIfNull(key);
        _entra.Directory.AddIssuer(issuer, key.ExportParameters(includePrivateParameters: false), keyId);
    }

    /// <summary>
    /// An assertion with which an application can sign in for an hour, as a cluster or a build service would put it into a file. The
    /// emulator is the issuer; the application gets a federated credential for the subject if it has none.
    /// </summary>
    /// <param name="clientId">The application.</param>
    /// <param name="subject">Who the assertion is about.</param>
    /// <returns>The assertion, a signed JSON Web Token.</returns>
    /// <exception cref="ArgumentException">There is no such application.</exception>
    public string IssueWorkloadAssertion(string clientId, string subject)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        var credential = new FederatedCredential(SeedIdentities.WorkloadIssuer, subject);
        _entra.Directory.AddCredential(clientId, credential);
        return _entra.WorkloadIssuer.Issue(subject, credential.Audience, TimeSpan.FromHours(1));
    }

    /// <summary>Approves a device code, as the user would in a browser.</summary>
    /// <param name="userCode">The code that the user was shown.</param>
    /// <returns>Whether such a code was waiting.</returns>
    public bool ApproveDeviceCode(string userCode) => _entra.DeviceCodes.Decide(userCode, approve: true);

    /// <summary>Declines a device code, as the user would in a browser.</summary>
    /// <param name="userCode">The code that the user was shown.</param>
    /// <returns>Whether such a code was waiting.</returns>
    public bool DenyDeviceCode(string userCode) => _entra.DeviceCodes.Decide(userCode, approve: false);
}
