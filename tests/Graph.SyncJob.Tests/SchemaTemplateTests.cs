using System.Linq;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>The cmdlets for templates and their schemas.</summary>
public sealed class SchemaTemplateTests : IAsyncLifetime
{
    private EmulatorServer _graph = null!;

    public async ValueTask InitializeAsync() => _graph = await EmulatorServer.StartAsync(
        new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _graph.DisposeAsync();

    [Theory]
    [MemberData(nameof(SchemaTests.Family), MemberType = typeof(SchemaTests))]
    public void Templates_are_listed_read_one_by_one_and_piped(string noun, string parameter, string owner, string path)
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Run(
            $$"""
            param($owner)
            $listed = Get-{{noun}}SynchronizationTemplate -{{parameter}} $owner -CountVariable count -Headers @{ ConsistencyLevel = 'eventual' }
            "$($listed.Id)|$count|$($listed.Default)"
            (Get-{{noun}}SynchronizationTemplate -{{parameter}} $owner -SynchronizationTemplateId BoxOutDelta).FactoryTag.Length -gt 0
            ($listed | Get-{{noun}}SynchronizationTemplate).Id
            (@{ {{parameter}} = $owner } | Get-{{noun}}SynchronizationTemplate).Id
            foreach ($schema in ($listed | Get-{{noun}}SynchronizationTemplateSchema), (Get-{{noun}}SynchronizationTemplateSchema -{{parameter}} $owner -SynchronizationTemplateId BoxOutDelta)) {
                "$($schema.SynchronizationTemplateId): $($schema.SynchronizationRules[0].ObjectMappings[0].AttributeMappings[0])"
            }
            """,
            owner);

        result.ThrowIfFailed();
        Assert.Equal(
            ["BoxOutDelta|1|True", true, "BoxOutDelta", "BoxOutDelta", "BoxOutDelta: userName ← [userPrincipalName]", "BoxOutDelta: userName ← [userPrincipalName]"],
            result.Output);
        var targets = _graph.Requests.Select(request => request.Target).ToList();
        Assert.Equal(
            ["?$count=true", "/BoxOutDelta", "/BoxOutDelta", "", "/BoxOutDelta/schema", "/BoxOutDelta/schema"],
            targets.Select(target => target[$"{path}/synchronization/templates".Length..]));
        Assert.All(targets, target => Assert.StartsWith($"{path}/synchronization/templates", target, StringComparison.Ordinal));
    }

    [Fact]
    public void A_template_that_is_not_there_or_not_named_is_an_error()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);
        const string owner = SeedTenant.Box.ServicePrincipalId;

        var unknown = engine.Run("param($owner) Get-MgServicePrincipalSynchronizationTemplate -ServicePrincipalId $owner -SynchronizationTemplateId none", owner).Error;
        var unnamed = engine.Run("param($owner) @{ ServicePrincipalId = $owner } | Get-MgServicePrincipalSynchronizationTemplateSchema", owner).Error;

        Assert.StartsWith("Request_ResourceNotFound", unknown.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("synchronization template 'none'", unknown.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("IdentityIncomplete", unnamed.FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
