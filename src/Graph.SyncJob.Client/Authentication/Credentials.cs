using System;
using System.Net.Http;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>The one place that turns a way to sign in into a credential.</summary>
internal static class Credentials
{
    public static TokenCredential For(SignIn signIn, ProxySettings? proxy) => signIn switch
    {
        SignIn.AccessToken brought => new BroughtTokenCredential(brought.Token),
        SignIn.Default => new DefaultAzureCredential(Through(proxy, new DefaultAzureCredentialOptions())),
        _ => throw new ArgumentOutOfRangeException(nameof(signIn), signIn, "This client is older than the module."),
    };

    // A caller behind a proxy reaches the identity provider through it, too.
    private static T Through<T>(ProxySettings? proxy, T options)
        where T : TokenCredentialOptions
    {
        if (proxy is not null)
        {
            options.Transport = new HttpClientTransport(new HttpClient(new HttpClientHandler { Proxy = GraphPipeline.WebProxy(proxy) }));
        }

        return options;
    }
}
