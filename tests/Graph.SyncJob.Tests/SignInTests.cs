using System.Linq;
using System.Management.Automation;
using System.Text;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Connect-, Disconnect- and Get-: who is signed in, where the token goes, and what is said when there is none.</summary>
[Collection(nameof(Environment))]
public sealed class SignInTests
{
    private const string Connect = "param($token, $graph) Connect-GraphSyncJob -AccessToken $token -GraphEndpoint $graph ";
    private const string Start = "Start-MgApplicationSynchronizationJob -ApplicationId app-1 -SynchronizationJobId job-1 ";

    [Fact]
    public void The_token_goes_to_Graph_and_the_line_of_welcome_says_where()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var engine = new ModuleEngine();

        var result = engine.Run(Connect, ModuleEngine.Secret("the-token"), graph.Address);
        engine.Run(Start).ThrowIfFailed();

        Assert.Equal([$"Connected to {graph.Address.GetLeftPart(UriPartial.Authority)}."], result.Information);
        Assert.Empty(result.Output);
        Assert.Contains("Authorization: Bearer the-token\n", graph.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void NoWelcome_leaves_the_line_out()
    {
        using var engine = new ModuleEngine();

        Assert.Empty(engine.Run(Connect + "-NoWelcome", ModuleEngine.Secret("t"), new Uri("http://127.0.0.1:5080")).Information);
    }

    [Fact]
    public void The_context_tells_what_the_token_says_of_itself_and_never_the_token()
    {
        var token = Jwt("""{"tid":"t-1","appid":"c-1","upn":"ann@contoso.com","scp":"Synchronization.ReadWrite.All User.Read","roles":["Application.ReadWrite.OwnedBy"],"exp":4102444800}""");
        using var engine = new ModuleEngine();

        var connected = engine.Run(Connect, ModuleEngine.Secret(token), new Uri("http://127.0.0.1:5080"));
        var context = engine.Run("Get-GraphSyncJobContext");

        var values = engine.Run("$c = Get-GraphSyncJobContext; $c.AuthType; $c.GraphEndpoint.AbsoluteUri; $c.TenantId; $c.ClientId; $c.Account; $c.Scopes; $c.Roles; $c.TokenExpiresOn.Year").Output;
        Assert.Equal(
            ["AccessToken", "http://127.0.0.1:5080/", "t-1", "c-1", "ann@contoso.com", "Synchronization.ReadWrite.All", "User.Read", "Application.ReadWrite.OwnedBy", 2100],
            values);
        Assert.Contains("ann@contoso.com", Assert.Single(connected.Information), StringComparison.Ordinal);
        Assert.DoesNotContain(context.Output[0]!.GetType().GetProperties(), property => (property.GetValue(context.Output[0])?.ToString() ?? "").Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public void There_is_no_context_before_a_sign_in_and_none_after_Disconnect()
    {
        using var engine = new ModuleEngine();
        Assert.Empty(engine.Run("Get-GraphSyncJobContext").Output);
        engine.Run(Connect, ModuleEngine.Secret("t"), new Uri("http://127.0.0.1:5080")).ThrowIfFailed();
        Assert.Single(engine.Run("Get-GraphSyncJobContext").Output);

        engine.Run("Disconnect-GraphSyncJob; Disconnect-GraphSyncJob").ThrowIfFailed();

        Assert.Empty(engine.Run("Get-GraphSyncJobContext").Output);
    }

    [Fact]
    public void A_sign_in_belongs_to_its_runspace()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var first = ModuleEngine.ConnectedTo(graph.Address);
        using var second = new ModuleEngine();

        Assert.Empty(second.Run("Get-GraphSyncJobContext").Output);
        Assert.Single(first.Run("Get-GraphSyncJobContext").Output);
    }

    [Theory]
    [InlineData("http://graph.microsoft.com", "Plain http")]
    [InlineData("http://192.168.1.1", "Plain http")]
    [InlineData("http://localhost.contoso.com", "Plain http")]
    [InlineData("ftp://graph.microsoft.com", "not a web address")]
    [InlineData("graph.microsoft.com", "not an absolute address")]
    [InlineData("https://graph.microsoft.com/v1.0", "adds /v1.0 or /beta itself")]
    [InlineData("https://me@graph.microsoft.com", "user name")]
    [InlineData("https://graph.microsoft.com?x=1", "query")]
    public void A_token_is_not_accepted_for_an_endpoint_that_it_must_not_go_to(string endpoint, string says)
    {
        using var engine = new ModuleEngine();

        var error = engine.Run("param($token, $graph) Connect-GraphSyncJob -AccessToken $token -GraphEndpoint $graph", ModuleEngine.Secret("t"), endpoint).Error;

        Assert.StartsWith("GraphEndpointInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(engine.Run("Get-GraphSyncJobContext").Output);
    }

    [Theory]
    [InlineData("https://graph.microsoft.us")]
    [InlineData("https://dod-graph.microsoft.us/")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://[::1]:5080")]
    public void Other_clouds_and_loopback_are_accepted(string endpoint)
    {
        using var engine = new ModuleEngine();

        engine.Run(Connect, ModuleEngine.Secret("t"), endpoint).ThrowIfFailed();

        Assert.Equal([new Uri(endpoint)], engine.Run("(Get-GraphSyncJobContext).GraphEndpoint").Output);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("two words", "none")]
    [InlineData("tökén", "none")]
    public void What_is_no_token_is_refused_without_showing_it(string text, string says)
    {
        using var engine = new ModuleEngine();

        var result = engine.Run(Connect, ModuleEngine.Secret(text), new Uri("http://127.0.0.1:5080"));

        Assert.StartsWith("SignInFailed,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(says, result.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(result.AllText, line => text.Length > 0 && line.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_token_that_has_expired_is_refused_at_once_and_told_when()
    {
        using var engine = new ModuleEngine();

        var error = engine.Run(Connect, ModuleEngine.Secret(Jwt("""{"exp":1700000000}""")), new Uri("http://127.0.0.1:5080")).Error;

        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("expired at 2023-11-14", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_is_in_no_stream_not_even_with_Debug()
    {
        using var graph = new ScriptedServer(number => number == 1
            ? ScriptedServer.Answer(204)
            : ScriptedServer.GraphError(401, "InvalidAuthenticationToken", "Access token is empty."));
        using var engine = new ModuleEngine();

        EngineResult[] results =
        [
            engine.Run(Connect + "-Verbose -Debug", ModuleEngine.Secret("s3cr3t-token"), graph.Address),
            engine.Run(Start + "-Verbose -Debug"),
            engine.Run(Start + "-Verbose -Debug"),
            engine.Run("Get-GraphSyncJobContext -Verbose -Debug"),
        ];

        Assert.Equal(2, graph.Requests.Count);
        Assert.Contains("s3cr3t-token", graph.Requests[0], StringComparison.Ordinal);
        Assert.Contains(results[1].Debug, line => line.Contains("Authorization: (redacted)", StringComparison.Ordinal));
        Assert.Contains(results[1].Debug, line => line.Contains("HTTP response: 204", StringComparison.Ordinal));
        Assert.DoesNotContain(results.SelectMany(result => result.AllText), line => line.Contains("s3cr3t-token", StringComparison.Ordinal));
    }

    [Fact]
    public void Not_connected_the_first_call_uses_the_default_credential_and_the_environment_decides_which()
    {
        using var identity = new ScriptedServer(_ => ScriptedServer.Answer(
            200, """{"access_token":"managed-token","expires_on":"4102444800","resource":"r","token_type":"Bearer"}""", "Content-Type: application/json"));
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var _ = new EnvironmentVariables(
            ("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential"),
            ("IDENTITY_ENDPOINT", new Uri(identity.Address, "msi/token").AbsoluteUri),
            ("IDENTITY_HEADER", "header-secret"));
        using var engine = new ModuleEngine();

        engine.Run("param($graph) Connect-GraphSyncJob -GraphEndpoint $graph -NoWelcome", graph.Address).ThrowIfFailed();
        engine.Run(Start + "; " + Start).ThrowIfFailed();

        Assert.Contains(
            $"resource={graph.Address.GetLeftPart(UriPartial.Authority)}", Uri.UnescapeDataString(Assert.Single(identity.Requests)), StringComparison.Ordinal);
        Assert.Equal(2, graph.Requests.Count);
        Assert.All(graph.Requests, request => Assert.Contains("Authorization: Bearer managed-token\n", request, StringComparison.Ordinal));
        Assert.Equal(["Default"], engine.Run("(Get-GraphSyncJobContext).AuthType").Output);
    }

    [Fact]
    public void A_client_id_narrows_the_default_credential_to_one_managed_identity()
    {
        using var identity = new ScriptedServer(_ => ScriptedServer.Answer(
            200, """{"access_token":"managed-token","expires_on":"4102444800","resource":"r","token_type":"Bearer"}""", "Content-Type: application/json"));
        using var _ = new EnvironmentVariables(
            ("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential"),
            ("IDENTITY_ENDPOINT", new Uri(identity.Address, "msi/token").AbsoluteUri),
            ("IDENTITY_HEADER", "header-secret"));
        using var engine = new ModuleEngine();

        engine.Run("Connect-GraphSyncJob -ClientId 0c0ffee0-0000-4000-8000-000000000001 -GraphEndpoint http://127.0.0.1:5081 -NoWelcome").ThrowIfFailed();

        Assert.Contains("client_id=0c0ffee0-0000-4000-8000-000000000001", Assert.Single(identity.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public void Not_connected_and_no_credential_to_be_had_says_what_was_tried_and_how_to_connect()
    {
        using var _ = new EnvironmentVariables(("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential"), ("AZURE_CLIENT_ID", null), ("AZURE_TENANT_ID", null));
        using var engine = new ModuleEngine();

        var error = engine.Run(Start).Error;

        Assert.StartsWith("SignInFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("EnvironmentCredential", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("graph.microsoft.com", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Connect-GraphSyncJob", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);

        // Nobody is signed in: that is no error, and is said by writing nothing.
        var context = engine.Run("Get-GraphSyncJobContext");
        context.ThrowIfFailed();
        Assert.Empty(context.Output);
    }

    [Fact]
    public void A_sign_in_that_fails_leaves_the_earlier_one_in_force()
    {
        using var engine = ModuleEngine.ConnectedTo(new Uri("http://127.0.0.1:5080"));

        engine.Run(Connect, ModuleEngine.Secret(""), new Uri("http://127.0.0.1:6000"));

        Assert.Equal([new Uri("http://127.0.0.1:5080")], engine.Run("(Get-GraphSyncJobContext).GraphEndpoint").Output);
    }

    [Theory]
    [InlineData("Global", "https://graph.microsoft.com/")]
    [InlineData("USGov", "https://graph.microsoft.us/")]
    [InlineData("usgovdod", "https://dod-graph.microsoft.us/")]
    [InlineData("China", "https://microsoftgraph.chinacloudapi.cn/")]
    public void A_cloud_is_named(string cloud, string graph)
    {
        using var engine = new ModuleEngine();

        engine.Run("param($token, $cloud) Connect-GraphSyncJob $token -Environment $cloud", ModuleEngine.Secret("t"), cloud).ThrowIfFailed();

        var values = engine.Run("$c = Get-GraphSyncJobContext; $c.GraphEndpoint.AbsoluteUri; $c.Environment").Output;
        Assert.Equal(graph, values[0]);
        Assert.Equal(cloud, (string?)values[1], ignoreCase: true);
    }

    [Theory]
    [InlineData("-Environment USGov -GraphEndpoint https://graph.example", "EnvironmentAmbiguous")]
    [InlineData("-Environment USGov -AuthorityHost https://login.example", "EnvironmentAmbiguous")]
    [InlineData("-AuthorityHost http://127.0.0.1:1", "AuthorityHostInvalid")]
    [InlineData("-AuthorityHost https://login.example/contoso", "AuthorityHostInvalid")]
    [InlineData("-AuthorityHost login.example", "AuthorityHostInvalid")]
    public void Addresses_that_contradict_or_can_not_be_are_refused(string addresses, string id)
    {
        using var engine = new ModuleEngine();

        var error = engine.Run("param($token) Connect-GraphSyncJob $token " + addresses, ModuleEngine.Secret("t")).Error;

        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(engine.Run("Get-GraphSyncJobContext").Output);
    }

    [Theory]
    [InlineData("-FederatedTokenFile a.token -TenantId t", "AZURE_CLIENT_ID")]
    [InlineData("-GitHubActions -ClientId c", "AZURE_TENANT_ID")]
    public void What_the_environment_could_have_said_and_did_not_is_named(string how, string variable)
    {
        using var _ = new EnvironmentVariables(("AZURE_CLIENT_ID", null), ("AZURE_TENANT_ID", null));
        using var engine = new ModuleEngine();

        var error = engine.Run("Connect-GraphSyncJob " + how).Error;

        Assert.StartsWith("SignInIncomplete,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(variable, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ClientTimeout_ends_the_wait_for_Graph()
    {
        using var graph = ScriptedServer.Silent();
        using var engine = new ModuleEngine();
        engine.Run(Connect + "-ClientTimeout 0.2", ModuleEngine.Secret("t"), graph.Address).ThrowIfFailed();

        Assert.StartsWith("OutcomeUnknown,", engine.Run(Start).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_runspace_does_not_use_the_sign_in_of_another()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var _ = new EnvironmentVariables(("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential"), ("AZURE_CLIENT_ID", null), ("AZURE_TENANT_ID", null));
        using var first = ModuleEngine.ConnectedTo(graph.Address);
        using var second = new ModuleEngine();

        Assert.StartsWith("SignInFailed,", second.Run(Start).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(graph.Requests);
        first.Run(Start).ThrowIfFailed();
        Assert.Single(graph.Requests);
    }

    private static string Jwt(string claims) =>
        $"eyJhbGciOiJub25lIn0.{Convert.ToBase64String(Encoding.UTF8.GetBytes(claims)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}.c2lnbmF0dXJl";
}
