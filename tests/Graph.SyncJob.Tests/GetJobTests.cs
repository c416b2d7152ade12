using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>What Get-…SynchronizationJob asks for, and what New- and Remove- do.</summary>
public sealed class GetJobTests : IAsyncLifetime
{
    private EmulatorServer _graph = null!;
    private ModuleEngine _engine = null!;

    public static TheoryData<string, string, string> Family => new()
    {
        { "MgApplication", "v1.0", $"-ApplicationId {SeedTenant.Box.ApplicationId}" },
        { "MgBetaApplication", "beta", $"-ApplicationId {SeedTenant.Box.ApplicationId}" },
        { "MgServicePrincipal", "v1.0", $"-ServicePrincipalId {SeedTenant.Box.ServicePrincipalId}" },
        { "MgBetaServicePrincipal", "beta", $"-ServicePrincipalId {SeedTenant.Box.ServicePrincipalId}" },
    };

    public async ValueTask InitializeAsync()
    {
        _graph = await EmulatorServer.StartAsync(new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);
        _engine = ModuleEngine.ConnectedTo(_graph.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _graph.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Family))]
    public void One_job_and_all_jobs_of_each_kind_of_owner_in_each_version(string noun, string version, string owner)
    {
        var ids = _engine.Run($"(Get-{noun}SynchronizationJob {owner} -SynchronizationJobId {SeedTenant.Box.JobId}).Id; (Get-{noun}SynchronizationJob {owner}).Id").Output;

        Assert.Equal([SeedTenant.Box.JobId, SeedTenant.Box.JobId], ids);
        Assert.All(_graph.Requests, request => Assert.StartsWith($"/{version}/{(noun.Contains("Service", StringComparison.Ordinal) ? "servicePrincipals" : "applications")}/", request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public void Filter_properties_page_size_and_count_travel_as_query_options()
    {
        var values = _engine.Run(
            $"(Get-MgApplicationSynchronizationJob -ApplicationId {SeedTenant.Box.ApplicationId} -All -Filter \"templateId eq 'BoxOutDelta'\" -Property id, templateId -PageSize 5 -CountVariable n).Id; $n").Output;

        Assert.Equal([SeedTenant.Box.JobId, 1L], values);
        Assert.Equal(
            $"/v1.0/applications/{SeedTenant.Box.ApplicationId}/synchronization/jobs?$count=true&$filter=templateId eq 'BoxOutDelta'&$select=id,templateId&$top=5",
            Uri.UnescapeDataString(Assert.Single(_graph.Requests).Target));
    }

    [Fact]
    public void Search_skip_and_sort_travel_as_query_options()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(200, """{"value":[]}""", "Content-Type: application/json"));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        engine.Run("Get-MgApplicationSynchronizationJob -ApplicationId a -Search box -Skip 3 -Sort 'id desc', templateId").ThrowIfFailed();

        Assert.StartsWith(
            "GET /v1.0/applications/a/synchronization/jobs?$orderby=id desc,templateId&$search=box&$skip=3 ",
            Uri.UnescapeDataString(Assert.Single(graph.Requests)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MgApplicationSynchronizationJob -ApplicationId a", "jobs")]
    [InlineData("Get-MgApplicationSynchronizationJob -ApplicationId a -SynchronizationJobId j", "jobs/j")]
    [InlineData("@{ ApplicationId = 'a'; SynchronizationJobId = 'j' } | Get-MgApplicationSynchronizationJob", "jobs/j")]
    [InlineData("Get-MgApplicationSynchronizationJobSchema -ApplicationId a -SynchronizationJobId j", "jobs/j/schema")]
    [InlineData("Get-MgApplicationSynchronizationTemplate -ApplicationId a", "templates")]
    [InlineData("Get-MgApplicationSynchronizationTemplate -ApplicationId a -SynchronizationTemplateId t", "templates/t")]
    [InlineData("Get-MgApplicationSynchronizationTemplateSchema -ApplicationId a -SynchronizationTemplateId t", "templates/t/schema")]
    [InlineData("Invoke-MgFilterApplicationSynchronizationJobSchemaOperator -ApplicationId a -SynchronizationJobId j", "jobs/j/schema/filterOperators()")]
    [InlineData("Invoke-MgFunctionApplicationSynchronizationJobSchema -ApplicationId a -SynchronizationJobId j", "jobs/j/schema/functions()")]
    public void What_is_to_come_along_travels_as_expand(string command, string path)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(200, """{"value":[]}""", "Content-Type: application/json"));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        engine.Run($"{command} -ExpandProperty schema, directories; {command} -Expand schema").ThrowIfFailed();

        Assert.Equal(
            [$"GET /v1.0/applications/a/synchronization/{path}?$expand=schema,directories HTTP/1.1", $"GET /v1.0/applications/a/synchronization/{path}?$expand=schema HTTP/1.1"],
            graph.Requests.Select(request => Uri.UnescapeDataString(request.Split('\n')[0])));
    }

    [Fact]
    public void A_schema_that_came_along_is_one()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(
            200, """{"id":"j","schema":{"synchronizationRules":[{"id":"r","name":"USER_TO_USER"}]}}""", "Content-Type: application/json"));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run("(Get-MgApplicationSynchronizationJob -ApplicationId a -SynchronizationJobId j -ExpandProperty schema).Schema.SynchronizationRules[0].Name");

        Assert.Equal(["USER_TO_USER"], result.Output);
    }

    [Fact]
    public void A_filter_that_matches_nothing_writes_nothing()
    {
        var result = _engine.Run($"Get-MgApplicationSynchronizationJob -ApplicationId {SeedTenant.Box.ApplicationId} -Filter \"templateId eq 'other'\"");

        result.ThrowIfFailed();
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_job_that_is_not_there_is_an_error_that_names_it()
    {
        var error = _engine.Run($"Get-MgApplicationSynchronizationJob -ApplicationId {SeedTenant.Box.ApplicationId} -SynchronizationJobId gone").Error;

        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("Could not read synchronization job 'gone' of application", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Family))]
    public void A_job_is_created_from_a_template_and_removed(string noun, string version, string owner)
    {
        var created = _engine.Run($"$job = New-{noun}SynchronizationJob {owner} -TemplateId BoxOutDelta; $job.Id; [string]$job.Status.Code").Output;
        var id = Assert.IsType<string>(created[0]);

        Assert.Equal("NotConfigured", created[1]);
        Assert.Equal("""{"templateId":"BoxOutDelta"}""", Assert.Single(_graph.Requests).Body);
        Assert.StartsWith($"/{version}/", _graph.Requests[0].Target, StringComparison.Ordinal);
        Assert.Contains(_graph.Jobs, job => job.JobId == id);

        Assert.Equal([true], _engine.Run($"$job | Remove-{noun}SynchronizationJob -Confirm:$false -PassThru").Output);
        Assert.DoesNotContain(_graph.Jobs, job => job.JobId == id);
    }

    [Fact]
    public void A_body_of_ones_own_keeps_every_key_and_nested_objects()
    {
        _engine.Run(
            $$"""
            New-MgApplicationSynchronizationJob -ApplicationId {{SeedTenant.Box.ApplicationId}} -BodyParameter @{
                TemplateId = 'BoxOutDelta'; Novelty = @{ deep = 1, 'two' }
                schedule = @{ state = 'Active'; interval = [timespan]'00:40:00' }
                synchronizationJobSettings = @(@{ name = 'a'; value = 'b' })
            }
            """);

        using var body = System.Text.Json.JsonDocument.Parse(Assert.Single(_graph.Requests).Body);
        Assert.Equal("BoxOutDelta", body.RootElement.GetProperty("templateId").GetString());
        Assert.Equal("two", body.RootElement.GetProperty("Novelty").GetProperty("deep")[1].GetString());
        Assert.Equal("Active", body.RootElement.GetProperty("schedule").GetProperty("state").GetString());
        Assert.Equal("PT40M", body.RootElement.GetProperty("schedule").GetProperty("interval").GetString());
        Assert.Equal("b", body.RootElement.GetProperty("synchronizationJobSettings")[0].GetProperty("value").GetString());
    }

    [Fact]
    public void WhatIf_creates_and_removes_nothing()
    {
        _engine.Run($"New-MgApplicationSynchronizationJob -ApplicationId {SeedTenant.Box.ApplicationId} -TemplateId BoxOutDelta -WhatIf").ThrowIfFailed();
        _engine.Run($"Remove-MgApplicationSynchronizationJob -ApplicationId {SeedTenant.Box.ApplicationId} -SynchronizationJobId {SeedTenant.Box.JobId} -WhatIf").ThrowIfFailed();

        Assert.Empty(_graph.Requests);
    }

    [Theory]
    [MemberData(nameof(Family))]
    public void What_is_removed_must_be_what_it_was_where_that_is_asked_for(string noun, string version, string owner)
    {
        Assert.NotEmpty(version);

        _engine.Run(
            $"Remove-{noun}SynchronizationJobSchema {owner} -SynchronizationJobId {SeedTenant.Box.JobId} -IfMatch 'W/\"1\"' -Headers @{{ 'If-Match' = '*'; 'X-More' = 'm' }} -Confirm:$false; "
            + $"Remove-{noun}SynchronizationJob {owner} -SynchronizationJobId {SeedTenant.Box.JobId} -IfMatch '*' -Confirm:$false; "
            + $"Remove-{noun}SynchronizationJobSchema {owner} -SynchronizationJobId gone -Confirm:$false -ErrorAction Ignore").ThrowIfFailed();

        Assert.Equal(["W/\"1\"", "*", null], _graph.Requests.Select(request => request.Headers.GetValueOrDefault("If-Match")));
        Assert.Equal("m", _graph.Requests[0].Headers["X-More"]);
    }

    [Fact]
    public void An_ETag_that_no_header_can_carry_is_refused_before_anything_is_sent()
    {
        var error = _engine.Run(
            $"Remove-MgApplicationSynchronizationJob -ApplicationId {SeedTenant.Box.ApplicationId} -SynchronizationJobId {SeedTenant.Box.JobId} -IfMatch \"a`r`nX: y\" -Confirm:$false").Error;

        Assert.StartsWith("HeaderInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("IfMatch", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_graph.Requests);
    }

    [Fact]
    public void Removing_asks_first()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address, answers: [2]);

        engine.Run($"Remove-MgApplicationSynchronizationJob -ApplicationId {SeedTenant.Box.ApplicationId} -SynchronizationJobId {SeedTenant.Box.JobId}").ThrowIfFailed();

        Assert.Single(engine.Host.Questions);
        Assert.Empty(_graph.Requests);
    }
}
