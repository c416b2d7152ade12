using System.Linq;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>-Headers, -ResponseHeadersVariable, and the proxy.</summary>
public sealed class RequestOptionTests
{
    private const string Start = "Start-MgApplicationSynchronizationJob -ApplicationId app-1 -SynchronizationJobId job-1 ";

    [Fact]
    public void Headers_travel_with_the_request()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        engine.Run(Start + "-Headers @{ 'X-Reason' = 'night run'; 'client-request-id' = 'c-1'; 'X-Many' = 'a', 'b'; 'X-Number' = 7 }").ThrowIfFailed();

        var lines = graph.Requests.Single().Split('\n');
        Assert.Contains("X-Reason: night run", lines);
        Assert.Contains("client-request-id: c-1", lines);
        Assert.Contains("X-Many: a, b", lines);
        Assert.Contains("X-Number: 7", lines);
    }

    [Theory]
    [InlineData("@{ Authorization = 'Bearer x' }", "Authorization")]
    [InlineData("@{ authorization = 'Bearer x' }", "authorization")]
    [InlineData("@{ Host = 'elsewhere' }", "Host")]
    [InlineData("@{ 'Content-Length' = '5' }", "Content-Length")]
    [InlineData("@{ 'X-A' = \"b`r`nX-Injected: c\" }", "X-A")]
    [InlineData("@{ 'X A' = 'b' }", "X A")]
    [InlineData("@{ \"X`nA\" = 'b' }", "header name")]
    [InlineData("@{ '' = 'b' }", "no name")]
    [InlineData("@{ 'X-A' = $null }", "X-A")]
    [InlineData("@{ 'X-A' = 'ü' }", "X-A")]
    [InlineData("@{ 'X-A' = @{ b = 'c' } }", "neither text nor a list")]
    [InlineData("@{ 'X-A' = 'b', @('c', 'd') }", "neither text nor a list")]
    [InlineData("@{ 'X-A' = $(($list = [Collections.ArrayList]::new()), $list.Add($list); , $list) }", "neither text nor a list")]
    public void A_header_that_can_not_be_sent_is_refused_before_anything_is(string headers, string says)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var error = engine.Run(Start + "-Headers " + headers).Error;

        Assert.StartsWith("HeaderInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(graph.Requests);
    }

    [Fact]
    public void A_piped_hashtable_is_not_sent_as_headers()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        engine.Run("@{ ApplicationId = 'a'; SynchronizationJobId = 'j'; Colour = 'red' } | Start-MgApplicationSynchronizationJob").ThrowIfFailed();

        Assert.DoesNotContain("Colour", graph.Requests.Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("-ResponseHeadersVariable")]
    [InlineData("-RHV")]
    public void The_headers_of_the_answer_go_to_a_variable_of_the_caller(string parameter)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204, "", "X-Served-By: west", "request-id: r-1"));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var values = engine.Run($"{Start} {parameter} seen; $seen['x-served-by']; $seen['request-id']").Output;

        Assert.Equal(["west", "r-1"], values);
    }

    [Fact]
    public void The_headers_are_arrays_of_text()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204, "", "X-Many: a", "X-Many: b"));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        Assert.Equal(["a", "b", 2], engine.Run($"{Start} -RHV seen; $seen['X-Many'][0]; $seen['X-Many'][1]; $seen['X-Many'].Count").Output);
    }

    [Fact]
    public void A_variable_that_can_not_be_set_is_refused_before_anything_is_sent()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var error = engine.Run($"{Start} -RHV true").Error;

        Assert.StartsWith("VariableNotWritable", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(graph.Requests);
    }

    [Fact]
    public void The_headers_of_a_refusal_are_there_too()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.GraphError(404, "Request_ResourceNotFound", "No.", "X-Served-By: east"));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        Assert.Equal(["east"], engine.Run($"{Start} -RHV seen -ErrorAction SilentlyContinue; $seen['X-Served-By']").Output);
    }

    [Fact]
    public void Nothing_is_left_in_the_variable_from_an_earlier_answer_when_no_answer_comes()
    {
        using var graph = new ScriptedServer(number => number == 1 ? ScriptedServer.Answer(204, "", "X-Served-By: west") : null);
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        Assert.Equal([0], engine.Run($"{Start} -RHV seen; {Start} -RHV seen -ErrorAction SilentlyContinue; $seen.Count").Output);
    }

    [Fact]
    public void A_proxy_gets_the_request_and_its_own_credentials_and_Graph_gets_nothing_directly()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var proxy = new ScriptedServer(number => number == 1
            ? ScriptedServer.Answer(407, "", "Proxy-Authenticate: Basic realm=\"proxy\"")
            : ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        engine.Run(
            "param($proxy, $secret) $who = [pscredential]::new('me', $secret); " + Start + "-Proxy $proxy -ProxyCredential $who -PassThru",
            proxy.Address,
            ModuleEngine.Secret("proxy-secret")).ThrowIfFailed();

        Assert.Empty(graph.Requests);
        Assert.StartsWith($"POST {graph.Address}v1.0/applications/app-1/", proxy.Requests[1], StringComparison.Ordinal);
        Assert.Contains("Proxy-Authorization: Basic bWU6cHJveHktc2VjcmV0", proxy.Requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-ProxyUseDefaultCredentials", "ProxyMissing")]
    [InlineData("-Proxy proxy:8080x/y", "ProxyInvalid")]
    [InlineData("-Proxy ftp://proxy", "ProxyInvalid")]
    [InlineData("-Proxy relative", "ProxyInvalid")]
    public void A_proxy_that_can_not_be_used_is_refused(string arguments, string errorId)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        Assert.StartsWith(errorId + ",", engine.Run(Start + arguments).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(graph.Requests);
    }
}
