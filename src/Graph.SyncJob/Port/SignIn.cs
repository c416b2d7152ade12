using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace Graph.SyncJob.Port;

/// <summary>A way to sign in: one sealed case each, turned into a credential in one place of the adapter.</summary>
internal abstract record SignIn
{
    private SignIn()
    {
    }

    /// <summary>Clears what is secret in it, when the sign-in ends.</summary>
    public virtual void Forget()
    {
    }

    /// <summary>What the machine offers: environment variables, workload identity, managed identity, developer tools.</summary>
    internal sealed record Default : SignIn
    {
        public string? TenantId { get; init; }

        /// <summary>Which managed or workload identity, where there are several.</summary>
        public string? ClientId { get; init; }
    }

    /// <summary>The identity that Azure gave this machine; the one with this client id where there are several.</summary>
    internal sealed record ManagedIdentity(string? ClientId) : SignIn;

    /// <summary>An app that shows a certificate.</summary>
    internal sealed record ClientCertificate(string TenantId, string ClientId, CertificateSource Source, bool SendChain) : SignIn
    {
        public override void Forget() => Source.Forget();
    }

    /// <summary>An app that shows a secret.</summary>
    internal sealed record ClientSecret(string TenantId, string ClientId, SecureString Secret) : SignIn
    {
        public override void Forget() => Secret.Dispose();
    }

    /// <summary>An app, or a user, that environment variables describe.</summary>
    internal sealed record EnvironmentVariable : SignIn;

    /// <summary>An app that shows a token of another provider's, from a file that is kept fresh: Kubernetes.</summary>
    internal sealed record WorkloadIdentity(string TenantId, string ClientId, string TokenFile) : SignIn;

    /// <summary>An app that shows the token which GitHub gives to a running workflow.</summary>
    internal sealed record GitHubActions(string TenantId, string ClientId) : SignIn;

    /// <summary>A token that the caller brought.</summary>
    internal sealed record AccessToken(SecureString Token) : SignIn
    {
        public override void Forget() => Token.Dispose();
    }

    /// <summary>A user at a browser of this machine's, or of another's.</summary>
    /// <param name="TenantId">The user's tenant; null for the one of the account.</param>
    /// <param name="ClientId">The app through which; null for Microsoft Graph Command Line Tools.</param>
    /// <param name="Scopes">The delegated permissions to ask for; none for all that were consented to.</param>
    /// <param name="IsRemembered">Whether the next process of this user may go on without asking.</param>
    internal abstract record User(string? TenantId, string? ClientId, IReadOnlyList<string> Scopes, bool IsRemembered) : SignIn;

    /// <summary>A user who types a code at a browser anywhere; <c>TellUser</c> shows where to go and what to type.</summary>
    internal sealed record DeviceCode(
        string? TenantId, string? ClientId, IReadOnlyList<string> Scopes, bool IsRemembered, Action<string> TellUser)
        : User(TenantId, ClientId, Scopes, IsRemembered);

    /// <summary>A user in a browser that opens on this machine.</summary>
    internal sealed record InteractiveBrowser(string? TenantId, string? ClientId, IReadOnlyList<string> Scopes, bool IsRemembered)
        : User(TenantId, ClientId, Scopes, IsRemembered);

    /// <summary>A sign-in that another module made and keeps.</summary>
    internal sealed record Session(IBorrowedSession Borrowed) : SignIn;
}

/// <summary>Where a certificate comes from.</summary>
internal abstract record CertificateSource
{
    private CertificateSource()
    {
    }

    /// <summary>Clears what is secret in it, when the sign-in ends.</summary>
    public virtual void Forget()
    {
    }

    /// <summary>The certificate stores of the user and the machine, by the hash of the certificate.</summary>
    internal sealed record Thumbprint(string Value) : CertificateSource;

    /// <summary>The certificate stores of the user and the machine, by the name in the certificate.</summary>
    internal sealed record SubjectName(string Value) : CertificateSource;

    /// <summary>A certificate that the caller brought; this is a copy of our own.</summary>
    internal sealed record Given(X509Certificate2 Certificate) : CertificateSource
    {
        public override void Forget() => Certificate.Dispose();
    }

    /// <summary>A PFX or PEM file with certificate and private key.</summary>
    internal sealed record File(string Path, SecureString? Password) : CertificateSource
    {
        public override void Forget() => Password?.Dispose();
    }
}

/// <summary>A sign-in that another module made. Requests go out through its client, which adds the token; we never see one.</summary>
internal interface IBorrowedSession
{
    /// <summary>The client of the session that is in force now. It belongs to the other module.</summary>
    HttpClient Client();

    /// <summary>Options, by their keys, that keep the other module's pipeline from sending a request more than once.</summary>
    IReadOnlyDictionary<string, object> SendOnceOptions { get; }
}
