using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>Who may sign in, and whose assertions are believed.</summary>
internal sealed class Directory : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AppRegistration> _registrations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<(string? KeyId, RSA Key)>> _issuers = new(StringComparer.Ordinal);

    public Directory(string tenantId, IEnumerable<AppRegistration> registrations)
    {
        TenantId = tenantId;
        foreach (var registration in registrations)
        {
            Add(registration);
        }
    }

    public string TenantId { get; }

    public IReadOnlyList<AppRegistration> Registrations
    {
        get
        {
            lock (_lock)
            {
                return [.. _registrations.Values];
            }
        }
    }

    /// <summary>Whether a path's first segment names the tenant.</summary>
    public bool IsTenant(string name) =>
        name.Equals(TenantId, StringComparison.OrdinalIgnoreCase)
        || name.Equals(SeedIdentities.TenantDomain, StringComparison.OrdinalIgnoreCase);

    public AppRegistration? Find(string clientId)
    {
        lock (_lock)
        {
            return _registrations.GetValueOrDefault(clientId);
        }
    }

    public void Add(AppRegistration registration)
    {
        if (!Guid.TryParseExact(registration.ClientId, "D", out _) || !Guid.TryParseExact(registration.ObjectId, "D", out _))
        {
            throw new ArgumentException(
                $"The client id '{registration.ClientId}' and the object id '{registration.ObjectId}' have to be GUIDs.", nameof(registration));
        }

        foreach (var pem in registration.Certificates)
        {
            X509Certificate2.CreateFromPem(pem).Dispose();
        }

        lock (_lock)
        {
            _registrations[registration.ClientId] = registration;
        }
    }

    public void AddCertificate(string clientId, X509Certificate2 certificate)
    {
        using (var key = certificate.GetRSAPublicKey())
        {
            if (key is null)
            {
                throw new ArgumentException("Entra takes certificates with an RSA key only.", nameof(certificate));
            }
        }

        Change(clientId, registration => registration with { Certificates = [.. registration.Certificates, certificate.ExportCertificatePem()] });
    }

    public void AddCredential(string clientId, FederatedCredential credential) => Change(
        clientId,
        registration => registration.FederatedCredentials.Contains(credential)
            ? registration
            : registration with { FederatedCredentials = [.. registration.FederatedCredentials, credential] });

    public void AddIssuer(string issuer, RSAParameters publicKey, string? keyId)
    {
        var key = RSA.Create(new RSAParameters { Modulus = publicKey.Modulus, Exponent = publicKey.Exponent });
        lock (_lock)
        {
            if (!_issuers.TryGetValue(issuer, out var keys))
            {
                _issuers[issuer] = keys = [];
            }

            keys.Add((keyId, key));
        }
    }

    /// <summary>The keys of an issuer, all of them unless one is named; empty when the issuer is not known.</summary>
    public RSA[] KeysOf(string issuer, string? keyId)
    {
        lock (_lock)
        {
            return _issuers.TryGetValue(issuer, out var keys)
                ? [.. keys.Where(key => keyId is null || key.KeyId is null || key.KeyId == keyId).Select(key => key.Key)]
                : [];
        }
    }

    public bool Knows(string issuer)
    {
        lock (_lock)
        {
            return _issuers.ContainsKey(issuer);
        }
    }

    public void Dispose()
    {
        foreach (var (_, key) in _issuers.Values.SelectMany(keys => keys))
        {
            key.Dispose();
        }
    }

    private void Change(string clientId, Func<AppRegistration, AppRegistration> change)
    {
        lock (_lock)
        {
            _registrations[clientId] = change(_registrations.GetValueOrDefault(clientId)
                ?? throw new ArgumentException($"There is no application '{clientId}'.", nameof(clientId)));
        }
    }
}
