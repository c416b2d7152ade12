using System.Management.Automation;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>What a body can be given as, and what can be put into one that has no parameter.</summary>
public sealed class FamilyBodyTests : FamilyTest
{
    private const string Job = SeedTenant.GitHub.JobId;

    private const string Expected =
        """{"id":"j","schedule":{"interval":"PT1H","state":"Active","novelty":2},"synchronizationJobSettings":[{"name":"One","value":"1"}],"templateId":"t"}""";

    // The objects of the generated module by their classes: nothing is in them that a person wrote by hand.
    private const string FillObjects =
        """
        param($model, $schedule, $setting, $upload)
        $schedule.Interval = [timespan]'01:00:00'; $schedule.State = 'Active'; $schedule.Expiration = [datetime]::MinValue
        $schedule.AdditionalProperties['novelty'] = 2
        $setting.Name = 'One'; $setting.Value = '1'
        $model.Id = 'j'; $model.TemplateId = 't'; $model.Schedule = $schedule
        $model.SynchronizationJobSettings = @($setting)
        """;

    [Theory]
    [InlineData("-BodyParameter $model")]
    [InlineData("-BodyParameter ([System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($model, 9)))")]
    public void A_body_may_be_an_object_of_the_generated_module(string argument)
    {
        var sent = Send($"{FillObjects}; Update-MgApplicationSynchronizationJob -ApplicationId a -SynchronizationJobId j {argument}");

        Assert.Equal(Expected, InOrder(sent));
    }

    [Fact]
    public void A_part_of_a_body_may_be_an_object_of_the_generated_module()
    {
        var sent = Send(
            $"{FillObjects}; Update-MgApplicationSynchronizationJob -ApplicationId a -SynchronizationJobId j -Schedule $schedule -SynchronizationJobSettings $setting "
            + "-TemplateId t -AdditionalProperties @{ id = 'j' }");

        Assert.Equal(Expected, InOrder(sent));
    }

    [Fact]
    public void What_such_an_object_has_beyond_the_models_goes_along_by_Graphs_names()
    {
        var sent = Send(
            $"{FillObjects}; $upload.Id = 'u'; $upload.AdditionalProperties['more'] = 'm'; $model.BulkUpload = $upload; "
            + "Update-MgApplicationSynchronizationJob -ApplicationId a -SynchronizationJobId j -BodyParameter $model");

        using var body = System.Text.Json.JsonDocument.Parse(sent);
        Assert.Equal("u", body.RootElement.GetProperty("bulkUpload").GetProperty("id").GetString());
    }

    [Fact]
    public void A_job_that_went_through_serialization_is_the_same_body()
    {
        using var engine = Engine();

        engine.Run(
            $"$job = Get-MgApplicationSynchronizationJob {IdArguments("MgApplication", SeedTenant.Salesforce.JobId)}; "
            + "$again = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($job, 9)); "
            + "$job | Update-MgApplicationSynchronizationJob -BodyParameter $job; $job | Update-MgApplicationSynchronizationJob -BodyParameter $again").ThrowIfFailed();

        Assert.Contains("nextAttempt", Graph.Requests[1].Body, StringComparison.Ordinal);
        Assert.Equal(Graph.Requests[1].Body, Graph.Requests[2].Body);
    }

    [Fact]
    public void A_null_that_somebody_wrote_is_sent()
    {
        var sent = Send("Update-MgApplicationSynchronizationJob -ApplicationId a -SynchronizationJobId j -BodyParameter @{ bulkUpload = $null }");

        Assert.Equal("""{"bulkUpload":null}""", sent);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void A_job_can_be_created_with_what_has_no_parameter(string which)
    {
        using var engine = Engine();

        engine.Run(
            $"New-{which}SynchronizationJob {OwnerArgument(which, Job)} -TemplateId gitHubEnterpriseCloud -AdditionalProperties @{{ synchronizationJobSettings = @(@{{ name = 'One' }}) }}")
            .ThrowIfFailed();

        Assert.Equal(
            $$"""POST {{Root(which, Job)}}/jobs {"templateId":"gitHubEnterpriseCloud","synchronizationJobSettings":[{"name":"One"}]}""", Line(Assert.Single(Graph.Requests)));
    }

    [Fact]
    public void Two_that_say_what_a_property_is_are_one_too_many()
    {
        using var engine = Engine();

        var error = engine.Run($"Update-MgApplicationSynchronizationJob {IdArguments("MgApplication", Job)} -TemplateId a -AdditionalProperties @{{ templateId = 'b' }}").Error;

        Assert.StartsWith("AdditionalPropertiesAmbiguous,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains("-templateId", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Graph.Requests);
    }

    private static string Send(string script)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);
        engine.Run(
            script,
            MgGraphStandIn.New("MicrosoftGraphSynchronizationJob"),
            MgGraphStandIn.New("MicrosoftGraphSynchronizationSchedule"),
            MgGraphStandIn.New("MicrosoftGraphKeyValuePair"),
            MgGraphStandIn.New("MicrosoftGraphBulkUpload")).ThrowIfFailed();
        return Assert.Single(graph.Requests).Split("\n\n")[1];
    }

    /// <summary>The body with its properties in the order of their names.</summary>
    private static string InOrder(string body) => System.Text.Json.JsonSerializer.Serialize(
        System.Text.Json.JsonSerializer.Deserialize<SortedDictionary<string, object>>(body));
}
