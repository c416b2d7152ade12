using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;
using Azure.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>Azure.Identity's credential, with the certificate that it borrows.</summary>
internal sealed class CertificateCredential : TokenCredential, System.IDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly ClientCertificateCredential _credential;

    /// <exception cref="SignInException">The certificate is not there, or can't serve.</exception>
    public CertificateCredential(SignIn.ClientCertificate signIn, ClientCertificateCredentialOptions options)
    {
        _certificate = Certificates.Find(signIn.Source);
        _credential = new ClientCertificateCredential(signIn.TenantId, signIn.ClientId, _certificate, options);
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        _credential.GetToken(requestContext, cancellationToken);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        _credential.GetTokenAsync(requestContext, cancellationToken);

    public void Dispose() => _certificate.Dispose();
}
