using System;
using System.Buffers.Text;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Graph.SyncJob.Emulator.Api;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>How an application proves that it is the one: a secret, or an assertion signed with a certificate or by a federated issuer.</summary>
internal sealed class ClientAuthentication(Directory directory, WorkloadIssuer issuer, EmulatorAddresses addresses, TimeProvider clock)
{
    // What Entra allows the clocks of others to be off.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Checks what the request brings; the number is the token's <c>appidacr</c>.</summary>
    public string Authenticate(AppRegistration client, Parameters form, GraphRequest request)
    {
        if (form["client_assertion"] is { } assertion)
        {
            form.Require("client_assertion_type");
            CheckAssertion(client, assertion, request);
            return "2";
        }

        CheckSecret(client, form["client_secret"] ?? throw Refused(EntraError.NoCredential()));
        return "1";
    }

    private void CheckSecret(AppRegistration client, string secret)
    {
        var known = client.Secrets.Where(candidate => SameSecret(candidate.Value, secret)).ToArray();
        if (known.Length == 0)
        {
            throw Refused(EntraError.WrongSecret(client.ClientId));
        }

        if (known.All(candidate => candidate.Expires <= clock.GetUtcNow()))
        {
            throw Refused(EntraError.ExpiredSecret(client.ClientId));
        }
    }

    private static bool SameSecret(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private void CheckAssertion(AppRegistration client, string assertion, GraphRequest request)
    {
        if (!Jwt.TryParse(assertion, out var jwt) || jwt.HeaderText("alg") is not ("RS256" or "PS256"))
        {
            throw Refused(EntraError.MalformedAssertion());
        }

        // One that the application made of itself names it as the issuer; every other is of somebody who vouches for it.
        if (Guid.TryParse(jwt.Text("iss"), out _))
        {
            CheckOwnAssertion(client, jwt, request);
        }
        else
        {
            CheckFederatedAssertion(client, jwt);
        }

        CheckTime(jwt);
    }

    private void CheckOwnAssertion(AppRegistration client, Jwt jwt, GraphRequest request)
    {
        if (!client.ClientId.Equals(jwt.Text("iss"), StringComparison.OrdinalIgnoreCase)
            || !client.ClientId.Equals(jwt.Text("sub"), StringComparison.OrdinalIgnoreCase))
        {
            throw Refused(EntraError.WrongAssertionSubject());
        }

        using (var certificate = Certificate(client, jwt))
        using (var key = certificate.GetRSAPublicKey())
        {
            if (key is null || !jwt.IsSignedWith(key))
            {
                throw Refused(EntraError.WrongSignature());
            }

            var now = clock.GetUtcNow().UtcDateTime;
            if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime())
            {
                throw Refused(EntraError.CertificateExpired());
            }
        }

        if (!jwt.Texts("aud").Any(audience => IsThisTenant(audience, request)))
        {
            throw Refused(EntraError.WrongAssertionAudience());
        }
    }

    private static X509Certificate2 Certificate(AppRegistration client, Jwt jwt)
    {
        foreach (var pem in client.Certificates)
        {
            var certificate = X509Certificate2.CreateFromPem(pem);
            if (jwt.HeaderText("x5t#S256") is { } sha256
                ? sha256 == Thumbprint(certificate, HashAlgorithmName.SHA256)
                : jwt.HeaderText("x5t") is { } sha1
                    ? sha1 == Thumbprint(certificate, HashAlgorithmName.SHA1)
                    : certificate.Thumbprint.Equals(jwt.HeaderText("kid"), StringComparison.OrdinalIgnoreCase))
            {
                return certificate;
            }

            certificate.Dispose();
        }

        throw Refused(EntraError.CertificateNotRegistered(jwt.HeaderText("x5t#S256") ?? jwt.HeaderText("x5t") ?? jwt.HeaderText("kid")));
    }

    private static string Thumbprint(X509Certificate2 certificate, HashAlgorithmName algorithm) =>
        Base64Url.EncodeToString(certificate.GetCertHash(algorithm));

    // The token endpoint, or the issuer in its name, of either version.
    private bool IsThisTenant(string audience, GraphRequest request) =>
        Uri.TryCreate(audience, UriKind.Absolute, out var address)
        && addresses.Owns(address, request.Host)
        && address.AbsolutePath.Trim('/').Split('/') is [var tenant, .. var rest]
        && directory.IsTenant(tenant)
        && string.Join('/', rest) is "oauth2/v2.0/token" or "oauth2/token" or "v2.0" or "";

    private void CheckFederatedAssertion(AppRegistration client, Jwt jwt)
    {
        var from = jwt.Text("iss");
        var ofIssuer = client.FederatedCredentials.Where(credential => issuer.Resolve(credential.Issuer) == from).ToArray();
        if (from is null || ofIssuer.Length == 0)
        {
            throw Refused(EntraError.WrongFederatedIssuer(from));
        }

        var ofSubject = ofIssuer.Where(credential => credential.Subject == jwt.Text("sub")).ToArray();
        if (ofSubject.Length == 0)
        {
            throw Refused(EntraError.WrongFederatedSubject(jwt.Text("sub")));
        }

        if (!ofSubject.Any(credential => jwt.Texts("aud").Contains(credential.Audience, StringComparer.Ordinal)))
        {
            throw Refused(EntraError.WrongFederatedAudience(string.Join(", ", jwt.Texts("aud"))));
        }

        if (issuer.Is(from) ? issuer.Signed(jwt) : SignedByRegisteredKey(from, jwt))
        {
            return;
        }

        throw Refused(EntraError.WrongFederatedSignature());
    }

    private bool SignedByRegisteredKey(string from, Jwt jwt) => directory.Knows(from)
        ? Array.Exists(directory.KeysOf(from, jwt.HeaderText("kid")), jwt.IsSignedWith)
        : throw Refused(EntraError.IssuerWithoutKeys(from));

    private void CheckTime(Jwt jwt)
    {
        var now = clock.GetUtcNow();
        var (from, until) = (jwt.Time("nbf"), jwt.Time("exp"));
        if (until is null || until + Skew < now || from - Skew > now)
        {
            throw Refused(EntraError.AssertionOutOfTime(now, from, until));
        }
    }

    private static EntraErrorException Refused(EntraError error) => new(error);
}
