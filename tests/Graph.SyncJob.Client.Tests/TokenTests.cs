using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Port;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Client.Tests;

/// <summary>When a token is asked for, and where it goes.</summary>
public sealed class TokenTests
{
    private static readonly JobAddress Job = new(OwnerKind.Application, "app-1", "job-1");

    [Fact]
    public async Task Parallel_calls_ask_for_a_token_once()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var fixture = new ClientFixture(graph.Address);
        fixture.Credential.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, 50)
            .Select(_ => fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken)).ToList();

        fixture.Credential.Gate.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(1, fixture.Credential.Asked);
        Assert.Equal(50, graph.Requests.Count(request => request.Contains("Authorization: Bearer token-1\n", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_expires_and_not_earlier()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var fixture = new ClientFixture(graph.Address);
        await Start(fixture);
        fixture.Clock.Advance(TimeSpan.FromMinutes(54));
        await Start(fixture);
        Assert.Equal(1, fixture.Credential.Asked);

        fixture.Clock.Advance(TimeSpan.FromMinutes(2));
        await Start(fixture);

        Assert.Equal(2, fixture.Credential.Asked);
        Assert.Contains("Authorization: Bearer token-2\n", graph.Requests[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scope_is_that_of_the_Graph_root()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var fixture = new ClientFixture(graph.Address);

        await Start(fixture);

        Assert.Equal([new Uri(graph.Address, "/.default").AbsoluteUri], fixture.Credential.Scopes);
    }

    [Fact]
    public async Task A_request_that_would_leave_for_another_host_is_not_sent()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var elsewhere = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var fixture = new ClientFixture(graph.Address);
        using var http = GraphPipeline.Create(fixture.Settings, fixture.Tokens, null, fixture.Clock);

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(elsewhere.Address, "/v1.0/me"));
        new CallContext { Answer = Answer.Json, IsRepeatable = true, Budget = new RetryBudget(RetryLimits.Default, fixture.Clock) }.AttachTo(request);

        await Assert.ThrowsAsync<GraphRequestException>(() => http.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.Empty(elsewhere.Requests);
        Assert.Equal(0, fixture.Credential.Asked);
    }

    private static Task Start(ClientFixture fixture) => fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken);
}
