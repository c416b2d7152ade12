using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>How objects show in the engine alone, without any module of PowerShell's.</summary>
public sealed class SchemaFormatTests : IAsyncLifetime
{
    private EmulatorServer _graph = null!;

    public async ValueTask InitializeAsync() => _graph = await EmulatorServer.StartAsync(
        new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _graph.DisposeAsync();

    [Theory]
    [InlineData("Get-MgServicePrincipalSynchronizationJob -ServicePrincipalId $owner", "Owner: service principal " + SeedTenant.Salesforce.ServicePrincipalId, "Template", "State", "Last run", "Result", "Quarantine", "Failed", "000000000002")]
    [InlineData("Get-MgApplicationSynchronizationJob -ApplicationId $app", "Owner: application " + SeedTenant.Salesforce.ApplicationId, "salesforce")]
    [InlineData("Get-MgServicePrincipalSynchronizationTemplate -ServicePrincipalId $owner", "Factory", "Description", "salesforce")]
    [InlineData("(Get-MgServicePrincipalSynchronizationJobSchema -ServicePrincipalId $owner -SynchronizationJobId $job).SynchronizationRules", "Priority", "USER_TO_USER", "Salesforce")]
    [InlineData("Get-MgServicePrincipalSynchronizationJobSchema -ServicePrincipalId $owner -SynchronizationJobId $job", "Version", "Directories")]
    [InlineData("(Get-MgServicePrincipalSynchronizationJobSchema -ServicePrincipalId $owner -SynchronizationJobId $job).SynchronizationRules[0].ObjectMappings[0].AttributeMappings", "Matching", "[userPrincipalName]")]
    [InlineData("Compare-GraphSyncJobSchema @{ synchronizationRules = @{ name = 'R'; priority = 1 } } @{ synchronizationRules = @{ name = 'R'; priority = 2 } }", "Kind", "Changed", "rules/R/priority")]
    [InlineData("Get-GraphSyncJobContext", "AuthType", "AccessToken", "GraphEndpoint")]
    public void An_object_shows_by_its_own_view(string command, params string[] expected)
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        engine.Run(
            $"param($owner, $app, $job) {command} | Out-Default",
            SeedTenant.Salesforce.ServicePrincipalId,
            SeedTenant.Salesforce.ApplicationId,
            SeedTenant.Salesforce.JobId).ThrowIfFailed();

        var shown = string.Join('\n', engine.Host.Lines);
        Assert.All(expected, text => Assert.Contains(text, shown, StringComparison.Ordinal));
        Assert.DoesNotContain("AdditionalProperties", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_view_is_of_a_type_and_of_properties_that_are_there()
    {
        using var engine = new ModuleEngine();
        var views = XDocument.Load(Path.Combine(ModuleEngine.ModuleDirectory, "Graph.SyncJob.Format.ps1xml")).Descendants("View").ToList();

        Assert.NotEmpty(views);
        foreach (var view in views)
        {
            var name = view.Descendants("TypeName").Single().Value;
            var type = Assert.IsAssignableFrom<Type>(Assert.Single(engine.Run("param($name) [type]$name", name).Output));
            Assert.All(view.Descendants("PropertyName"), property => Assert.NotNull(type.GetProperty(property.Value)));
        }
    }
}
