using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;

// What Microsoft.Graph.Authentication shows of itself to the world, as far as it is looked for: the same public names, and a client that
// goes through the same steps (Kiota's own retry and redirect steps among them).
namespace Microsoft.Graph.PowerShell.Authentication
{
    public enum AuthenticationType
    {
        Delegated,
        AppOnly,
        UserProvidedAccessToken,
        ManagedIdentity,
        EnvironmentVariable,
    }

    public enum ContextScope
    {
        Process,
        CurrentUser,
    }

    public interface IAuthContext
    {
        string? ClientId { get; set; }

        string? TenantId { get; set; }

        string[]? Scopes { get; set; }

        AuthenticationType AuthType { get; set; }

        string? AppName { get; set; }

        string? Account { get; set; }

        ContextScope ContextScope { get; set; }
    }

    public sealed class AuthContext : IAuthContext
    {
        public string? ClientId { get; set; }

        public string? TenantId { get; set; }

        public string[]? Scopes { get; set; }

        public AuthenticationType AuthType { get; set; }

        public string? AppName { get; set; }

        public string? Account { get; set; }

        public ContextScope ContextScope { get; set; }
    }

    public sealed class GraphEnvironment
    {
        public string? Name { get; set; }

        public string? AzureADEndpoint { get; set; }

        public string? GraphEndpoint { get; set; }
    }

    public sealed class GraphSession
    {
        private static GraphSession? _instance;

        public static GraphSession Instance => _instance ?? throw new InvalidOperationException("The session is not initialized.");

        public IAuthContext? AuthContext { get; set; }

        public GraphEnvironment? Environment { get; set; }

        public HttpClient? GraphHttpClient { get; set; }

        // What Connect-MgGraph and Disconnect-MgGraph leave behind.
        public static void Connect(string graph, string name, AuthenticationType authType, Func<string> token) => _instance = new GraphSession
        {
            AuthContext = new AuthContext
            {
                TenantId = "mg-tenant",
                ClientId = "mg-client",
                AppName = "mg-app",
                Account = authType == AuthenticationType.Delegated ? "mg@contoso.com" : null,
                Scopes = ["Synchronization.ReadWrite.All"],
                AuthType = authType,
            },
            Environment = new GraphEnvironment { Name = name, GraphEndpoint = graph, AzureADEndpoint = "https://login.example" },
            GraphHttpClient = Helpers.HttpHelpers.Create(token),
        };

        public static void Disconnect() => Instance.AuthContext = null;
    }
}

namespace Microsoft.Graph.PowerShell.Authentication.Helpers
{
    public static class HttpHelpers
    {
        public static HttpClient GetGraphHttpClient() => GraphSession.Instance.GraphHttpClient!;

        internal static HttpClient Create(Func<string> token) => new(KiotaClientFactory.ChainHandlersCollectionAndGetFirstLink(
            new SocketsHttpHandler { AllowAutoRedirect = false }, new AuthenticationHandler(token), new RetryHandler(), new RedirectHandler())!);

        private sealed class AuthenticationHandler(Func<string> token) : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token());
                return base.SendAsync(request, cancellationToken);
            }
        }
    }
}
