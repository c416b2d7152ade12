using System;
using System.Net;
using System.Net.Http;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>The one place that turns a way to sign in into a credential of Azure.Identity.</summary>
internal static class Credentials
{
    /// <exception cref="SignInException">What the caller gave can't serve.</exception>
    public static TokenCredential For(ConnectionSettings settings, ProxySettings? proxy)
    {
        var isOwnAuthority = settings.AuthorityHost is { } host && Cloud.WithAuthority(host) is null;
        switch (settings.SignIn)
        {
            case SignIn.AccessToken brought:
                return new BroughtTokenCredential(brought.Token);

            case SignIn.Default byDefault:
                var options = Options<DefaultAzureCredentialOptions>();
                options.DisableInstanceDiscovery = isOwnAuthority;

                // These two take a package that is not here: they could only make the list of what did not serve longer.
                options.ExcludeVisualStudioCodeCredential = true;
                options.ExcludeBrokerCredential = true;
                if (byDefault.TenantId is { } tenantId)
                {
                    options.TenantId = tenantId;
                }

                if (byDefault.ClientId is { } clientId)
                {
                    options.ManagedIdentityClientId = clientId;
                    options.WorkloadIdentityClientId = clientId;
                }

                return new DefaultAzureCredential(options);

            case SignIn.ManagedIdentity identity:
                return new ManagedIdentityCredential(Configure(new ManagedIdentityCredentialOptions(
                    identity.ClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned)));

            case SignIn.ClientCertificate certificate:
                var certificateOptions = Options<ClientCertificateCredentialOptions>();
                certificateOptions.DisableInstanceDiscovery = isOwnAuthority;
                certificateOptions.SendCertificateChain = certificate.SendChain;
                return new CertificateCredential(certificate, certificateOptions);

            case SignIn.ClientSecret secret:
                var secretOptions = Options<ClientSecretCredentialOptions>();
                secretOptions.DisableInstanceDiscovery = isOwnAuthority;
                return new ClientSecretCredential(
                    secret.TenantId, secret.ClientId, new NetworkCredential(string.Empty, secret.Secret).Password, secretOptions);

            case SignIn.EnvironmentVariable:
                var environmentOptions = Options<EnvironmentCredentialOptions>();
                environmentOptions.DisableInstanceDiscovery = isOwnAuthority;
                return new EnvironmentCredential(environmentOptions);

            case SignIn.WorkloadIdentity workload:
                var workloadOptions = Options<WorkloadIdentityCredentialOptions>();
                workloadOptions.DisableInstanceDiscovery = isOwnAuthority;
                workloadOptions.TenantId = workload.TenantId;
                workloadOptions.ClientId = workload.ClientId;
                workloadOptions.TokenFilePath = workload.TokenFile;
                return new WorkloadIdentityCredential(workloadOptions);

            case SignIn.GitHubActions workflow:
                var assertionOptions = Options<ClientAssertionCredentialOptions>();
                assertionOptions.DisableInstanceDiscovery = isOwnAuthority;
                return new ClientAssertionCredential(
                    workflow.TenantId, workflow.ClientId, new GitHubActionsToken(settings, proxy).GetAsync, assertionOptions);

            case SignIn.User user:
                return new UserCredential(user, settings.AuthorityHost, isOwnAuthority, Configure);

            default:
                throw new ArgumentOutOfRangeException(nameof(settings), settings.SignIn, "This client is older than the module.");
        }

        T Options<T>()
            where T : TokenCredentialOptions, new() => Configure(new T());

        T Configure<T>(T options)
            where T : TokenCredentialOptions
        {
            if (settings.AuthorityHost is { } authority)
            {
                if (GraphRoots.AuthorityFault(authority) is { } fault)
                {
                    throw new SignInException($"The identity provider {Text.Quote(authority.OriginalString)} can't be used. {fault}")
                    {
                        RecommendedAction = "Correct the environment variable AZURE_AUTHORITY_HOST, or connect with -AuthorityHost.",
                    };
                }

                options.AuthorityHost = authority;
            }

            // A caller behind a proxy reaches the identity provider through it, too; the identity of a machine is asked of the machine.
            if (proxy is not null && settings.SignIn is not SignIn.ManagedIdentity)
            {
                options.Transport = new HttpClientTransport(new HttpClient(new HttpClientHandler { Proxy = GraphPipeline.WebProxy(proxy) }));
            }

            return options;
        }
    }
}
