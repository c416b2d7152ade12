using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Port;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Client.Tests;

/// <summary>The kind of owner and the version of the API are data: the same calls, another path.</summary>
public sealed class OwnerTests
{
    [Theory]
    [InlineData(0, 0, "/v1.0/applications/o-1/synchronization/jobs/j-1/start")]
    [InlineData(0, 1, "/beta/applications/o-1/synchronization/jobs/j-1/start")]
    [InlineData(1, 0, "/v1.0/servicePrincipals/o-1/synchronization/jobs/j-1/start")]
    [InlineData(1, 1, "/beta/servicePrincipals/o-1/synchronization/jobs/j-1/start")]
    public async Task A_start_goes_to_the_owner_in_the_version_asked_for(int kind, int version, string path)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var fixture = new ClientFixture(graph.Address);

        await fixture.Client.StartJobAsync(
            new JobAddress((OwnerKind)kind, "o-1", "j-1"), new CallOptions { Version = (ApiVersion)version }, TestContext.Current.CancellationToken);

        Assert.StartsWith($"POST {path} ", Assert.Single(graph.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, SeedTenant.Box.ApplicationId)]
    [InlineData(1, SeedTenant.Box.ServicePrincipalId)]
    public async Task An_owner_is_found_by_its_appId(int kind, string id)
    {
        await using var graph = await EmulatorServer.StartAsync(
            new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);
        using var fixture = new ClientFixture(graph.Address);

        Assert.Equal(id, await fixture.Client.FindOwnerIdAsync(
            (OwnerKind)kind, Guid.Parse(SeedTenant.Box.AppId), fixture.Options, TestContext.Current.CancellationToken));
    }

    // The SDK's own options of a query are read by reflection, which nothing is left for once it is trimmed.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_is_asked_of_a_query_is_sent(int kind)
    {
        using var graph = new ScriptedServer((_, request) => request.Contains("/$count", StringComparison.Ordinal)
            ? ScriptedServer.Answer(200, "3", "Content-Type: text/plain")
            : ScriptedServer.Answer(200, "{\"id\":\"o-1\"}", "Content-Type: application/json"));
        using var fixture = new ClientFixture(graph.Address);
        var owner = (OwnerKind)kind;

        await fixture.Client.FindOwnerIdAsync(owner, Guid.Empty, fixture.Options, TestContext.Current.CancellationToken);
        await fixture.Client.CountJobsAsync(owner, "o-1", "id eq '1'", fixture.Options, TestContext.Current.CancellationToken);
        await fixture.Client.CountSecretsAsync(owner, "o-1", "key eq '2'", fixture.Options, TestContext.Current.CancellationToken);
        await fixture.Client.CountJobsAsync(owner, "o-1", null, fixture.Options, TestContext.Current.CancellationToken);

        Assert.Collection(
            graph.Requests,
            request => Assert.Contains("?$select=id ", request, StringComparison.Ordinal),
            request => Assert.Contains("/jobs/$count?$filter=id%20eq%20%271%27 ", request, StringComparison.Ordinal),
            request => Assert.Contains("/secrets/$count?$filter=key%20eq%20%272%27 ", request, StringComparison.Ordinal),
            request => Assert.Contains("/jobs/$count ", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"id\":7}")]
    [InlineData("")]
    public async Task An_answer_that_holds_no_id_is_an_error(string body)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(200, body, "Content-Type: application/json"));
        using var fixture = new ClientFixture(graph.Address);

        var failure = await Assert.ThrowsAsync<GraphRequestException>(() => fixture.Client.FindOwnerIdAsync(
            OwnerKind.Application, Guid.Empty, fixture.Options, TestContext.Current.CancellationToken));

        Assert.Equal("UnexpectedResponse", failure.Code);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_given_up()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(
            200, $"{{\"id\":\"{new string('x', 50_000_000)}\"}}", "Content-Type: application/json"));
        using var fixture = new ClientFixture(graph.Address);

        foreach (var options in new[] { fixture.Options, new CallOptions() })
        {
            var failure = await Assert.ThrowsAsync<GraphRequestException>(() => fixture.Client.FindOwnerIdAsync(
                OwnerKind.Application, Guid.Empty, options, TestContext.Current.CancellationToken));

            Assert.Equal("UnexpectedResponse", failure.Code);
            Assert.Contains("longer than 32 MiB", failure.Message, StringComparison.Ordinal);
        }
    }
}
