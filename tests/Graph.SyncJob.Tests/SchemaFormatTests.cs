using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml.Linq;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>How objects show in the engine alone, without any module of PowerShell's.</summary>
public sealed partial class SchemaFormatTests : IAsyncLifetime
{
    private EmulatorServer _graph = null!;

    public async ValueTask InitializeAsync() => _graph = await EmulatorServer.StartAsync(
        new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _graph.DisposeAsync();

    [Theory]
    [InlineData("Get-MgServicePrincipalSynchronizationJob -ServicePrincipalId $owner", "Template", "State", "Last run", "Result", "Next attempt", "Quarantine", "Failed", "…00000002")]
    [InlineData("Get-MgApplicationSynchronizationJob -ApplicationId $app", "Owner", "salesforce")]
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
    public void A_difference_shows_whole_in_a_narrow_window()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);
        engine.Host.Width = 80;

        engine.Run(
            """
            function Rule($enabled) { @{ synchronizationRules = @(@{ name = 'A rule of a rather long name'; objectMappings = @(@{ sourceObjectName = 'Group'; targetObjectName = 'Group'; enabled = $enabled }) }) } }
            Compare-GraphSyncJobSchema (Rule $true) (Rule $false) | Out-Default
            """).ThrowIfFailed();

        var lines = engine.Host.Lines.Select(line => Colour().Replace(line, string.Empty).TrimEnd()).Where(line => line.Length > 0).ToList();
        Assert.Matches("^Kind +Path +Left +Right$", lines[0]);
        Assert.Matches("^Changed +.* True +False$", lines[2]);
        Assert.Contains("enabled", string.Concat(lines.Skip(2)), StringComparison.Ordinal);
        Assert.DoesNotContain("…", string.Concat(lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, "…0000002")]
    [InlineData(120, SeedTenant.Salesforce.ServicePrincipalId)]
    public void Jobs_of_many_owners_show_in_one_table_that_fits_the_window(int width, string owner)
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);
        engine.Host.Width = width;

        engine.Run(
            "param($ids) $ids | ForEach-Object { Get-MgServicePrincipalSynchronizationJob -ServicePrincipalId $_ } | Out-Default",
            (object)new[] { SeedTenant.Workday.ServicePrincipalId, SeedTenant.Salesforce.ServicePrincipalId, SeedTenant.Slack.ServicePrincipalId, SeedTenant.GitHub.ServicePrincipalId })
            .ThrowIfFailed();

        var lines = engine.Host.Lines.Select(line => Colour().Replace(line, string.Empty).TrimEnd()).Where(line => line.Length > 0).ToList();
        Assert.Equal(2 + 4, lines.Count);
        Assert.Matches("^ +Job Template +State +Last run +Result +Next attempt +Owner$", lines[0]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.StartsWith("…00000002 salesforce  Quarantine ", lines[3], StringComparison.Ordinal);
        Assert.EndsWith(" " + owner, lines[3], StringComparison.Ordinal);
        Assert.Contains(" gitHubEnte… Active ", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_of_another_year_has_one()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        engine.Run(
            "[Microsoft.Graph.PowerShell.Models.MicrosoftGraphSynchronizationJob]@{ Id = 'j'; Status = @{ Code = 'Paused'; LastExecution = @{ TimeEnded = [datetimeoffset]'2019-05-06T12:00:00Z' } } } | Out-Default")
            .ThrowIfFailed();

        Assert.Contains(engine.Host.Lines, line => line.Contains(" 2019-05-06 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SeedTenant.Workday.ApplicationId, "\u001b[32mActive\u001b[0m")]
    [InlineData(SeedTenant.Salesforce.ApplicationId, "\u001b[31mQuarantine\u001b[0m")]
    [InlineData(SeedTenant.Box.ApplicationId, "\u001b[33mPaused\u001b[0m")]
    public void The_state_has_the_colour_of_health(string application, string state)
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        engine.Run("param($id) Get-MgApplicationSynchronizationJob -ApplicationId $id | Out-Default", application).ThrowIfFailed();

        Assert.Contains(engine.Host.Lines, line => line.Contains(state, StringComparison.Ordinal));
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

    // A host that has no colours leaves them out of what it shows.
    [GeneratedRegex(@"\u001b\[[0-9;]*m")]
    private static partial Regex Colour();
}
