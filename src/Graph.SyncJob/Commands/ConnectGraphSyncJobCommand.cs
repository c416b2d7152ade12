using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>Connect-GraphSyncJob: signs in to Graph, for this runspace. Parameters bear the names that Connect-MgGraph gives them.</summary>
/// <seealso href="https://learn.microsoft.com/powershell/module/microsoft.graph.authentication/connect-mggraph">Connect-MgGraph</seealso>
[Cmdlet(VerbsCommunications.Connect, "GraphSyncJob", DefaultParameterSetName = DefaultSet)]
public sealed class ConnectGraphSyncJobCommand : GraphCmdlet
{
    private const string DefaultSet = "Default";
    private const string IdentitySet = "Identity";
    private const string ThumbprintSet = "CertificateThumbprint";
    private const string SubjectNameSet = "CertificateSubjectName";
    private const string CertificateSet = "Certificate";
    private const string CertificatePathSet = "CertificatePath";
    private const string SecretSet = "ClientSecret";
    private const string EnvironmentVariableSet = "EnvironmentVariable";
    private const string DeviceCodeSet = "DeviceCode";
    private const string InteractiveSet = "Interactive";
    private const string WorkloadIdentitySet = "WorkloadIdentity";
    private const string GitHubActionsSet = "GitHubActions";
    private const string AccessTokenSet = "AccessToken";

    /// <summary>Delegated permissions to ask for; signs in at a browser of this machine.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = DeviceCodeSet)]
    [ValidateNotNullOrEmpty]
    public string[] Scopes { get; set; } = [];

    /// <summary>Whether to sign in with a code, at a browser anywhere.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DeviceCodeSet)]
    [Alias("UseDeviceAuthentication", "DeviceCode", "DeviceAuth", "Device")]
    public SwitchParameter UseDeviceCode { get; set; }

    /// <summary>Whether to sign in as the identity that Azure gave this machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdentitySet)]
    [Alias("ManagedIdentity", "ManagedServiceIdentity", "MSI")]
    public SwitchParameter Identity { get; set; }

    /// <summary>The application (client) id.</summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [Parameter(ParameterSetName = IdentitySet)]
    [Parameter(ParameterSetName = DeviceCodeSet)]
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = WorkloadIdentitySet)]
    [Parameter(ParameterSetName = GitHubActionsSet)]
    [Parameter(Mandatory = true, ParameterSetName = ThumbprintSet)]
    [Parameter(Mandatory = true, ParameterSetName = SubjectNameSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificatePathSet)]
    [Alias("AppId", "ApplicationId")]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>Id, or a domain, of the tenant.</summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [Parameter(ParameterSetName = DeviceCodeSet)]
    [Parameter(ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = WorkloadIdentitySet)]
    [Parameter(ParameterSetName = GitHubActionsSet)]
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Parameter(Mandatory = true, ParameterSetName = ThumbprintSet)]
    [Parameter(Mandatory = true, ParameterSetName = SubjectNameSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificatePathSet)]
    [Alias("Audience", "Tenant")]
    [ValidateNotNullOrEmpty]
    public string? TenantId { get; set; }

    /// <summary>Thumbprint of a certificate in the store of the user or the machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ThumbprintSet)]
    [ValidateNotNullOrEmpty]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Subject of a certificate in the store of the user or the machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SubjectNameSet)]
    [Alias("CertificateSubject", "CertificateName")]
    [ValidateNotNullOrEmpty]
    public string? CertificateSubjectName { get; set; }

    /// <summary>A certificate with its private key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>A PFX or PEM file with a certificate and its private key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificatePathSet)]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>The password of that file.</summary>
    [Parameter(ParameterSetName = CertificatePathSet)]
    [ValidateNotNull]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>Whether to send the certificate's chain, for an app that trusts a subject name and issuer.</summary>
    [Parameter(ParameterSetName = ThumbprintSet)]
    [Parameter(ParameterSetName = SubjectNameSet)]
    [Parameter(ParameterSetName = CertificateSet)]
    [Parameter(ParameterSetName = CertificatePathSet)]
    public SwitchParameter SendCertificateChain { get; set; }

    /// <summary>Client id and secret.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Alias("SecretCredential", "Credential")]
    [ValidateNotNull]
    public PSCredential? ClientSecretCredential { get; set; }

    /// <summary>Whether to sign in as AZURE_CLIENT_ID and its fellows say.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentVariableSet)]
    public SwitchParameter EnvironmentVariable { get; set; }

    /// <summary>A file with a token of another identity provider's, as Kubernetes mounts it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WorkloadIdentitySet)]
    [ValidateNotNullOrEmpty]
    public string? FederatedTokenFile { get; set; }

    /// <summary>Whether to sign in as the GitHub workflow that this is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GitHubActionsSet)]
    public SwitchParameter GitHubActions { get; set; }

    /// <summary>A token for Graph that the caller brings.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AccessTokenSet)]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>Whether the next process of this user may go on without asking.</summary>
    [Parameter(ParameterSetName = DeviceCodeSet)]
    [Parameter(ParameterSetName = InteractiveSet)]
    [ValidateSet(ContextScopes.Process, ContextScopes.CurrentUser)]
    public string ContextScope { get; set; } = ContextScopes.Process;

    /// <summary>The cloud.</summary>
    [Parameter]
    [Alias("EnvironmentName", "NationalCloud")]
    [ValidateSet(Cloud.Global, Cloud.USGov, Cloud.USGovDoD, Cloud.China)]
    public string? Environment { get; set; }

    /// <summary>The service root, without version, of a Graph that is in none of the clouds: <c>http://127.0.0.1:5080</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? GraphEndpoint { get; set; }

    /// <summary>The identity provider that belongs to <see cref="GraphEndpoint"/>.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? AuthorityHost { get; set; }

    /// <summary>How many seconds to wait for one answer.</summary>
    [Parameter]
    [ValidateRange(0.001, 86400)]
    public double ClientTimeout { get; set; } = ConnectionSettings.DefaultTimeout.TotalSeconds;

    /// <summary>How many times a call is tried again where that is safe, unless it says otherwise itself.</summary>
    [Parameter]
    [ValidateRange(0, RetryLimits.MostRetries)]
    public int MaxRetry { get; set; } = RetryLimits.Default.MaxRetry;

    /// <summary>How many seconds after the first try of a call another one may begin, unless the call says otherwise itself.</summary>
    [Parameter]
    [ValidateRange(0, RetryLimits.LongestTime)]
    public int RetriesTimeLimit { get; set; } = (int)RetryLimits.Default.TimeLimit.TotalSeconds;

    /// <summary>Whether to leave out the line that says who is signed in.</summary>
    [Parameter]
    public SwitchParameter NoWelcome { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var graphRoot = ReadGraphRoot();
        var authorityHost = ReadAuthorityHost();
        var connection = new GraphConnection(new ConnectionSettings(graphRoot, ReadSignIn())
        {
            AuthorityHost = authorityHost,
            Timeout = TimeSpan.FromSeconds(ClientTimeout),
            Retry = new RetryLimits(MaxRetry, TimeSpan.FromSeconds(RetriesTimeLimit)),
        });
        var isInForce = false;
        try
        {
            var description = Complete(connection.Client(null).DescribeSignInAsync);
            GraphConnection.Use(connection);
            isInForce = true;
            if (!NoWelcome)
            {
                Welcome(graphRoot, description);
            }
        }
        catch (SignInException exception)
        {
            ThrowTerminatingError(ErrorRecords.For(exception, graphRoot));
        }
        finally
        {
            if (!isInForce)
            {
                connection.Dispose();
            }
        }
    }

    private Uri ReadGraphRoot()
    {
        if (Environment is not null && (GraphEndpoint is not null || AuthorityHost is not null))
        {
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "EnvironmentAmbiguous",
                "Environment says where Graph and the identity provider are; GraphEndpoint and AuthorityHost say it, too.",
                Environment,
                "Give -Environment for a Microsoft cloud, or -GraphEndpoint and -AuthorityHost for anything else."));
        }

        var root = Environment is null ? GraphEndpoint ?? GraphRoots.Global : Cloud.Named(Environment).GraphRoot;
        if (GraphRoots.Fault(root) is { } fault)
        {
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "GraphEndpointInvalid",
                $"GraphEndpoint {Text.Quote(root.OriginalString)} can't be used. {fault}",
                root,
                "Give the service root without version, for example https://graph.microsoft.com."));
        }

        return root;
    }

    private Uri ReadAuthorityHost()
    {
        var host = AuthorityHost ?? Authority.For(Environment is null ? GraphEndpoint : Cloud.Named(Environment).GraphRoot);
        if (GraphRoots.AuthorityFault(host) is { } fault)
        {
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "AuthorityHostInvalid",
                $"AuthorityHost {Text.Quote(host.OriginalString)} can't be used. {fault}",
                host,
                "Give the address of the identity provider alone, for example https://login.microsoftonline.com."));
        }

        return host;
    }

    private SignIn ReadSignIn() => ParameterSetName switch
    {
        DefaultSet => new SignIn.Default { TenantId = TenantId, ClientId = ClientId },
        IdentitySet => new SignIn.ManagedIdentity(ClientId),
        ThumbprintSet => WithCertificate(new CertificateSource.Thumbprint(CertificateThumbprint!)),
        SubjectNameSet => WithCertificate(new CertificateSource.SubjectName(CertificateSubjectName!)),
        CertificateSet => WithCertificate(new CertificateSource.Given(new X509Certificate2(Certificate!))),
        CertificatePathSet => WithCertificate(new CertificateSource.File(FullPath(CertificatePath!), CertificatePassword?.Copy())),
        SecretSet => new SignIn.ClientSecret(
            TenantId!, ClientSecretCredential!.UserName.TrimStart('\\'), ClientSecretCredential.Password.Copy()),
        EnvironmentVariableSet => new SignIn.EnvironmentVariable(),
        DeviceCodeSet => new SignIn.DeviceCode(TenantId, ClientId, ReadScopes(), ContextScope == ContextScopes.CurrentUser, Tell),
        InteractiveSet => new SignIn.InteractiveBrowser(TenantId, ClientId, ReadScopes(), ContextScope == ContextScopes.CurrentUser),
        WorkloadIdentitySet => new SignIn.WorkloadIdentity(
            FromEnvironment(TenantId, nameof(TenantId), "AZURE_TENANT_ID"),
            FromEnvironment(ClientId, nameof(ClientId), "AZURE_CLIENT_ID"),
            FullPath(FederatedTokenFile!)),
        GitHubActionsSet => new SignIn.GitHubActions(
            FromEnvironment(TenantId, nameof(TenantId), "AZURE_TENANT_ID"),
            FromEnvironment(ClientId, nameof(ClientId), "AZURE_CLIENT_ID")),
        AccessTokenSet => new SignIn.AccessToken(AccessToken!.Copy()),
        _ => throw new InvalidOperationException($"Parameter set {ParameterSetName} is not known."),
    };

    private SignIn.ClientCertificate WithCertificate(CertificateSource source) => new(TenantId!, ClientId!, source, SendCertificateChain);

    // As Connect-MgGraph takes them: one text may hold several.
    private List<string> ReadScopes() => [.. Scopes
        .SelectMany(scope => scope.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        .Distinct(StringComparer.OrdinalIgnoreCase)];

    private string FullPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    private string FromEnvironment(string? given, string parameter, string variable)
    {
        if (given is null && string.IsNullOrWhiteSpace(System.Environment.GetEnvironmentVariable(variable)))
        {
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "SignInIncomplete",
                $"{parameter} is missing: it was not given, and the environment variable {variable} is not set.",
                null,
                $"Add -{parameter}, or set {variable}."));
        }

        return given ?? System.Environment.GetEnvironmentVariable(variable)!;
    }

    private void Welcome(Uri graphRoot, SignInDescription description)
    {
        var who = description.Account ?? description.AppName ?? description.ClientId;
        Tell($"Connected to {graphRoot.GetLeftPart(UriPartial.Authority)}" + (who is null ? "." : $" as {Text.Shorten(who)}."));
        Complete(static _ => System.Threading.Tasks.Task.FromResult(true));
    }
}
