using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>A session that Connect-MgGraph made counts: which sign-in is in force, and what goes out through a session that is not ours.</summary>
[Collection(nameof(Environment))]
public sealed class SignInSessionTests
{
    private const string Start = "Start-MgApplicationSynchronizationJob -ApplicationId app-1 -SynchronizationJobId job-1 -PassThru ";

    [Fact]
    public void Requests_go_out_through_the_session_and_carry_its_token()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var session = new MgGraphStandIn(graph.Address);
        using var engine = new ModuleEngine();

        var result = engine.Run(Start + "-Headers @{ 'x-mine' = 'yes' } -Debug");

        Assert.Equal([true], result.Output);
        var request = Assert.Single(graph.Requests);
        Assert.StartsWith("POST /v1.0/applications/app-1/synchronization/jobs/job-1/start ", request, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer mg-token\n", request, StringComparison.Ordinal);
        Assert.Contains("x-mine: yes\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain(result.AllText, text => text.Contains("mg-token", StringComparison.Ordinal));
    }

    [Fact]
    public void The_context_tells_of_the_session_without_asking_anybody()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var session = new MgGraphStandIn(graph.Address, "USGov", token: () => throw new InvalidOperationException("asked for a token"));
        using var engine = new ModuleEngine();

        var values = engine.Run(
            "$c = Get-GraphSyncJobContext; $c.Source; $c.AuthType; $c.TenantId; $c.ClientId; $c.AppName; $c.Account; $c.Scopes; $c.Roles; "
            + "$c.Environment; $c.GraphEndpoint; $c.AuthorityHost; $c.ContextScope").Output;

        Assert.Equal(
            [
                "Connect-MgGraph", "Delegated", "mg-tenant", "mg-client", "mg-app", "mg@contoso.com", "Synchronization.ReadWrite.All",
                "USGov", graph.Address, new Uri("https://login.example"), "Process",
            ],
            values);
        Assert.Empty(graph.Requests);
    }

    [Fact]
    public void The_permissions_of_an_app_are_roles()
    {
        using var session = new MgGraphStandIn(new Uri("https://graph.microsoft.com"), authType: "AppOnly");
        using var engine = new ModuleEngine();

        Assert.Equal(["Synchronization.ReadWrite.All", 0], engine.Run("$c = Get-GraphSyncJobContext; $c.Roles; $c.Scopes.Count").Output);
    }

    [Fact]
    public void Connect_GraphSyncJob_comes_first_and_the_session_second_and_then_there_is_none()
    {
        using var ours = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var theirs = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(ours.Address);
        using (new MgGraphStandIn(theirs.Address))
        {
            engine.Run(Start).ThrowIfFailed();
            Assert.Equal(["Connect-GraphSyncJob"], engine.Run("(Get-GraphSyncJobContext).Source").Output);
            Assert.Single(ours.Requests);
            Assert.Empty(theirs.Requests);

            engine.Run("Disconnect-GraphSyncJob; " + Start).ThrowIfFailed();
            Assert.Equal(["Connect-MgGraph"], engine.Run("(Get-GraphSyncJobContext).Source").Output);
            Assert.Single(ours.Requests);
            Assert.Single(theirs.Requests);
        }

        Assert.Empty(engine.Run("Get-GraphSyncJobContext").Output);
    }

    [Fact]
    public void A_session_that_comes_later_takes_the_place_of_the_default_credential_and_one_that_moves_is_followed()
    {
        using var first = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var second = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var _ = new EnvironmentVariables(("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential"), ("AZURE_CLIENT_ID", null), ("AZURE_TENANT_ID", null));
        using var engine = new ModuleEngine();
        Assert.Contains("the default credential", engine.Run(Start).Error.ToString(), StringComparison.Ordinal);

        using (new MgGraphStandIn(first.Address))
        {
            engine.Run(Start).ThrowIfFailed();
            using (new MgGraphStandIn(second.Address))
            {
                engine.Run(Start).ThrowIfFailed();
            }
        }

        Assert.Single(first.Requests);
        Assert.Single(second.Requests);
    }

    [Fact]
    public void An_answer_that_leaves_it_open_is_not_followed_by_a_second_start()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(504));
        using var session = new MgGraphStandIn(graph.Address);
        using var engine = new ModuleEngine();

        var error = engine.Run(Start).Error;

        Assert.StartsWith("OutcomeUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(graph.Requests, request => request.StartsWith("POST ", StringComparison.Ordinal));
    }

    [Fact]
    public void Throttling_is_waited_out_by_the_one_step_that_does_so()
    {
        using var graph = new ScriptedServer(number => number <= 3 ? ScriptedServer.Answer(429, "", "Retry-After: 0") : ScriptedServer.Answer(204));
        using var session = new MgGraphStandIn(graph.Address);
        using var engine = new ModuleEngine();

        var result = engine.Run(Start + "-Verbose");

        Assert.Equal([true], result.Output);
        Assert.Equal(3, result.Verbose.Count(line => line.Contains("trying again", StringComparison.Ordinal)));
        Assert.Equal(4, graph.Requests.Count);
        Assert.All(graph.Requests, request => Assert.DoesNotContain("Retry-Attempt", request, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_redirect_is_not_followed()
    {
        using var elsewhere = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(307, "", $"Location: {elsewhere.Address}"));
        using var session = new MgGraphStandIn(graph.Address);
        using var engine = new ModuleEngine();

        Assert.StartsWith("UnexpectedResponse,", engine.Run(Start).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public void What_Graph_refuses_is_told_as_ever()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(403, "Authorization_RequestDenied", "Insufficient privileges."));
        using var session = new MgGraphStandIn(graph.Address);
        using var engine = new ModuleEngine();

        var error = engine.Run(Start).Error;

        Assert.StartsWith("Authorization_RequestDenied,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_session_that_gives_no_token_any_more_says_how_to_go_on()
    {
        using var session = new MgGraphStandIn(new Uri("https://graph.microsoft.com"), token: () => throw new InvalidOperationException("The refresh token has expired."));
        using var engine = new ModuleEngine();

        var error = engine.Run(Start).Error;

        Assert.StartsWith("SignInFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("The refresh token has expired.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Connect-MgGraph", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_for_a_place_that_no_token_may_go_to_is_not_used()
    {
        using var session = new MgGraphStandIn(new Uri("http://graph.example"));
        using var engine = new ModuleEngine();

        Assert.Contains("Plain http", engine.Run(Start).Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Plain http", engine.Run("Get-GraphSyncJobContext").Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_way_of_the_session_takes_no_proxy_of_ours()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var session = new MgGraphStandIn(graph.Address);
        using var engine = new ModuleEngine();

        var error = engine.Run(Start + "-Proxy http://127.0.0.1:1").Error;

        Assert.Contains("Leave out -Proxy", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(graph.Requests);
    }
}
