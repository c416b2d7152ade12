using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>The cmdlets for the schema of a job: what they send, what they write, and that nothing is lost between the two.</summary>
public sealed class SchemaTests : IAsyncLifetime
{
    private const string Job = SeedTenant.Box.JobId;

    private EmulatorServer _graph = null!;

    /// <summary>Each owner and version: the part of the name, the owner's id, the parameter for it, and the beginning of the path.</summary>
    public static TheoryData<string, string, string, string> Family => new()
    {
        { "MgApplication", "ApplicationId", SeedTenant.Box.ApplicationId, $"/v1.0/applications/{SeedTenant.Box.ApplicationId}" },
        { "MgBetaApplication", "ApplicationId", SeedTenant.Box.ApplicationId, $"/beta/applications/{SeedTenant.Box.ApplicationId}" },
        { "MgServicePrincipal", "ServicePrincipalId", SeedTenant.Box.ServicePrincipalId, $"/v1.0/servicePrincipals/{SeedTenant.Box.ServicePrincipalId}" },
        { "MgBetaServicePrincipal", "ServicePrincipalId", SeedTenant.Box.ServicePrincipalId, $"/beta/servicePrincipals/{SeedTenant.Box.ServicePrincipalId}" },
    };

    public async ValueTask InitializeAsync() => _graph = await EmulatorServer.StartAsync(
        new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _graph.DisposeAsync();

    [Theory]
    [MemberData(nameof(Family))]
    public void Get_reads_the_schema_by_ids_by_identity_and_from_the_pipeline(string noun, string parameter, string owner, string path)
    {
        using var engine = Engine();

        var result = engine.Run(
            $$"""
            param($owner, $job)
            $byIds = Get-{{noun}}SynchronizationJobSchema -{{parameter}} $owner -SynchronizationJobId $job
            $byIdentity = Get-{{noun}}SynchronizationJobSchema -InputObject @{ {{parameter}} = $owner; SynchronizationJobId = $job }
            $piped = Get-{{noun}}SynchronizationJob -{{parameter}} $owner | Get-{{noun}}SynchronizationJobSchema
            $again = $piped | Get-{{noun}}SynchronizationJobSchema
            foreach ($schema in $byIds, $byIdentity, $piped, $again) {
                $rule = $schema.SynchronizationRules | Where-Object Name -EQ 'USER_TO_USER'
                $mapping = $rule.ObjectMappings[0].AttributeMappings | Where-Object TargetAttributeName -EQ 'displayName'
                "$($rule.ObjectMappings[0].FlowTypes)|$($mapping.Source.Type)|$($mapping.Source.Expression)|$($schema.Directories.Count)"
            }
            """,
            owner,
            Job);

        result.ThrowIfFailed();
        Assert.Equal(4, result.Output.Count);
        Assert.All(result.Output, line => Assert.Equal("Add, Update, Delete|Attribute|[displayName]|2", line));
        var requests = _graph.Requests.Where(request => request.Target.EndsWith("/schema", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, requests.Count);
        Assert.All(requests, request => Assert.Equal(("GET", $"{path}/synchronization/jobs/{Job}/schema"), (request.Method, request.Target)));
    }

    [Fact]
    public void Property_selects()
    {
        using var engine = Engine();

        var result = engine.Run(Get + "-Property version | ForEach-Object { \"$($_.SynchronizationRules.Count)|$($_.Version.Length)\" }", Owner, Job);

        result.ThrowIfFailed();
        Assert.Equal("0|36", Assert.Single(result.Output));
        Assert.EndsWith("/schema?$select=version", Assert.Single(_graph.Requests).Target, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Family))]
    public void What_Get_wrote_can_be_changed_and_sent_back(string noun, string parameter, string owner, string path)
    {
        using var engine = Engine();

        var result = engine.Run(
            $$"""
            param($owner, $job)
            $schema = Get-{{noun}}SynchronizationJobSchema -{{parameter}} $owner -SynchronizationJobId $job
            $mapping = $schema.SynchronizationRules[0].ObjectMappings[0].AttributeMappings | Where-Object TargetAttributeName -EQ 'title'
            $mapping.Source.Name = 'department'
            $mapping.Source.Expression = '[department]'
            Update-{{noun}}SynchronizationJobSchema -{{parameter}} $owner -SynchronizationJobId $job -BodyParameter $schema
            $schema | Update-{{noun}}SynchronizationJobSchema -{{parameter}} $owner -SynchronizationJobId $job -PassThru
            """,
            owner,
            Job);

        result.ThrowIfFailed();
        Assert.Equal([true], result.Output);
        var sent = _graph.Requests.Where(request => request.Method == "PATCH").ToList();
        Assert.Equal(2, sent.Count);
        Assert.All(sent, request => Assert.Equal((204, $"{path}/synchronization/jobs/{Job}/schema"), (request.Status, request.Target)));
        Assert.Equal("[department]", ExpressionOf(engine, "title"));
    }

    [Fact]
    public async Task A_round_trip_changes_nothing()
    {
        using var engine = Engine();
        var before = await TextAsync();

        engine.Run($"param($owner, $job) $schema = {GetByIds}; Update-MgServicePrincipalSynchronizationJobSchema -ServicePrincipalId $owner -SynchronizationJobId $job -BodyParameter $schema", Owner, Job)
            .ThrowIfFailed();

        Assert.Equal(before, await TextAsync());
    }

    [Fact]
    public async Task A_round_trip_through_JSON_or_hashtables_changes_nothing()
    {
        using var engine = Engine();
        var before = await TextAsync();

        engine.Run(
            $$"""
            param($owner, $job, $file)
            $table = @{
                synchronizationRules = @($file.synchronizationRules)
                Directories = @($file.directories | ForEach-Object { @{ id = $_.id; Name = $_.name; version = $_.version; objects = $_.objects; discoverabilities = $_.discoverabilities } })
            }
            $owned = @{ ServicePrincipalId = $owner; SynchronizationJobId = $job }
            Update-MgServicePrincipalSynchronizationJobSchema -InputObject $owned -BodyParameter $file
            Update-MgServicePrincipalSynchronizationJobSchema -InputObject $owned -BodyParameter $table
            $owned | Update-MgServicePrincipalSynchronizationJobSchema -SynchronizationRules $file.synchronizationRules -Directories $table.Directories
            """,
            Owner,
            Job,
            FromJson(JsonNode.Parse(before))).ThrowIfFailed();

        Assert.Equal(3, _graph.Requests.Count(request => request is { Method: "PATCH", Status: 204 }));
        Assert.Equal(before, await TextAsync());
    }

    [Fact]
    public void What_this_module_does_not_know_goes_back_as_it_came()
    {
        const string schema = """
            {"@odata.context":"https://graph.example/$metadata#schema","id":"s","version":"v","isNew":true,"synchronizationRules":[{"id":"r","name":"R","weight":1.5,"objectMappings":[
            {"sourceObjectName":"User","targetObjectName":"User","flowTypes":"Add, Resurrect","nested":{"list":[1,{"deep":null}]},"attributeMappings":[
            {"targetAttributeName":"a","flowType":"Sometimes","flowBehavior":"FlowAlways","source":{"type":"Telepathy","name":"x","parameters":[]}}]}]}],"directories":[]}
            """;
        using var graph = new ScriptedServer(count => count % 2 == 1
            ? ScriptedServer.Answer(200, schema, "Content-Type: application/json")
            : ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);
        var result = engine.Run(
            """
            $ids = @{ ServicePrincipalId = 's'; SynchronizationJobId = 'j' }
            $schema = Get-MgServicePrincipalSynchronizationJobSchema -InputObject $ids
            $mapping = $schema.SynchronizationRules[0].ObjectMappings[0]
            "$($mapping.FlowTypes)|$($mapping.AdditionalProperties.flowTypes)|$($mapping.AttributeMappings[0].FlowBehavior)"
            Update-MgServicePrincipalSynchronizationJobSchema -InputObject $ids -BodyParameter $schema
            """);

        result.ThrowIfFailed();
        Assert.Equal("UnknownFutureValue|Add, Resurrect|FlowAlways", Assert.Single(result.Output));
        var sent = JsonNode.Parse(graph.Requests[1].Split('\n')[^1])!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(schema), sent), sent.ToJsonString());
    }

    [Fact]
    public void A_known_value_takes_the_place_of_an_unknown_one()
    {
        using var graph = new ScriptedServer(count => count % 2 == 1
            ? ScriptedServer.Answer(200, """{"synchronizationRules":[{"objectMappings":[{"flowTypes":"Add, Resurrect"}]}]}""", "Content-Type: application/json")
            : ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        engine.Run(
            """
            $ids = @{ ApplicationId = 's'; SynchronizationJobId = 'j' }
            $schema = Get-MgApplicationSynchronizationJobSchema -InputObject $ids
            $schema.SynchronizationRules[0].ObjectMappings[0].FlowTypes = 'Add'
            Update-MgApplicationSynchronizationJobSchema -InputObject $ids -BodyParameter $schema
            """).ThrowIfFailed();

        Assert.EndsWith("""{"synchronizationRules":[{"objectMappings":[{"flowTypes":"Add"}]}]}""", graph.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_names_no_known_value_is_left_to_the_service()
    {
        using var engine = Engine();

        var error = engine.Run(
            """
            param($owner, $job)
            Update-MgServicePrincipalSynchronizationJobSchema -ServicePrincipalId $owner -SynchronizationJobId $job -SynchronizationRules @{
                id = 'r'; objectMappings = @{ sourceObjectName = 'User'; flowTypes = 'Ad' } }
            """,
            Owner,
            Job).Error;

        Assert.StartsWith("BadRequest", error.FullyQualifiedErrorId, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"flowTypes\":\"Ad\"", Assert.Single(_graph.Requests).Body, StringComparison.Ordinal);
        Assert.Contains("the schema of synchronization job", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_with_nothing_in_it_is_refused_before_anything_is_sent()
    {
        using var engine = Engine();

        var error = engine.Run(
            "param($owner, $job) Update-MgServicePrincipalSynchronizationJobSchema -ServicePrincipalId $owner -SynchronizationJobId $job -Version 2", Owner, Job).Error;

        Assert.StartsWith("SchemaMissing", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_graph.Requests);
    }

    [Theory]
    [MemberData(nameof(Family))]
    public void Remove_takes_the_job_back_to_the_schema_of_its_template(string noun, string parameter, string owner, string path)
    {
        using var engine = Engine(answers: [0]);

        var result = engine.Run(
            $$"""
            param($owner, $job)
            $schema = Get-{{noun}}SynchronizationJobSchema -{{parameter}} $owner -SynchronizationJobId $job
            $schema.SynchronizationRules[0].Name = 'CHANGED'
            $schema | Update-{{noun}}SynchronizationJobSchema -{{parameter}} $owner -SynchronizationJobId $job
            $schema | Remove-{{noun}}SynchronizationJobSchema -PassThru
            (Get-{{noun}}SynchronizationJobSchema -{{parameter}} $owner -SynchronizationJobId $job).SynchronizationRules[0].Name
            """,
            owner,
            Job);

        result.ThrowIfFailed();
        Assert.Equal([true, "USER_TO_USER"], result.Output);
        Assert.Contains("the schema of synchronization job", Assert.Single(engine.Host.Questions), StringComparison.Ordinal);
        Assert.Equal($"{path}/synchronization/jobs/{Job}/schema", Assert.Single(_graph.Requests, request => request.Method == "DELETE").Target);
    }

    [Theory]
    [MemberData(nameof(Family))]
    public void Find_discovers_a_directory(string noun, string parameter, string owner, string path)
    {
        using var engine = Engine();

        var result = engine.Run(
            $$"""
            param($owner, $job)
            $directory = (Get-{{noun}}SynchronizationJobSchema -{{parameter}} $owner -SynchronizationJobId $job).Directories | Where-Object Name -EQ Box
            $found = $directory | Find-{{noun}}SynchronizationJobSchemaDirectory
            $again = Find-{{noun}}SynchronizationJobSchemaDirectory -{{parameter}} $owner -SynchronizationJobId $job -DirectoryDefinitionId $found.Id
            $again.Id
            $again.Objects[0].Attributes[-1].Name
            """,
            owner,
            Job);

        result.ThrowIfFailed();
        Assert.Equal("CustomExtendedAttribute", result.Output[1]);
        var sent = _graph.Requests.Where(request => request.Method == "POST").ToList();
        Assert.Equal(2, sent.Count);
        Assert.All(sent, request => Assert.Equal($"{path}/synchronization/jobs/{Job}/schema/directories/{result.Output[0]}/discover", request.Target));
    }

    [Fact]
    public void Find_needs_the_id_of_a_directory()
    {
        using var engine = Engine();
        const string find = "Find-MgServicePrincipalSynchronizationJobSchemaDirectory";

        var absent = engine.Run($"param($owner, $job) {find} -InputObject @{{ ServicePrincipalId = $owner; SynchronizationJobId = $job }}", Owner, Job).Error;
        var wrong = engine.Run($"param($owner, $job) {find} -ServicePrincipalId $owner -SynchronizationJobId $job -DirectoryDefinitionId '..'", Owner, Job).Error;

        Assert.StartsWith("IdentityIncomplete", absent.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("DirectoryDefinitionId", absent.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("IdentityInvalid", wrong.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_graph.Requests);
    }

    [Theory]
    [InlineData("@{ Properties = @(@{ Key = 'givenName'; Value = 'Ada' }, @{ KEY = 'surname'; VALUE = 'Lovelace' }) }")]
    [InlineData("([pscustomobject]@{ Properties = @([pscustomobject]@{ Key = 'givenName'; Value = 'Ada' }, [ordered]@{ key = 'surname'; value = 'Lovelace' }) })")]
    public void A_value_to_try_an_expression_on_has_its_key_in_any_case(string sample)
    {
        using var engine = Engine();

        var result = engine.Run(
            "param($owner, $job) (Invoke-MgParseServicePrincipalSynchronizationJobSchemaExpression -ServicePrincipalId $owner -SynchronizationJobId $job "
            + $"-Expression 'Join(\".\", [givenName], [surname])' -TestInputObject {sample}).EvaluationResult",
            Owner,
            Job);

        result.ThrowIfFailed();
        Assert.Equal(["Ada.Lovelace"], result.Output);
        Assert.Contains("""{"key":"givenName","value":"Ada"}""", Assert.Single(_graph.Requests).Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Family))]
    public void Operators_and_functions_are_listed(string noun, string parameter, string owner, string path)
    {
        var (version, rest) = (noun.Contains("Beta", StringComparison.Ordinal) ? "MgBeta" : "Mg", parameter[..^2]);
        using var engine = Engine();

        var result = engine.Run(
            $$"""
            param($owner, $job)
            $operators = Invoke-{{version}}Filter{{rest}}SynchronizationJobSchemaOperator -{{parameter}} $owner -SynchronizationJobId $job
            ($operators | Where-Object Id -EQ 'IS TRUE').ToString()
            $functions = Get-{{noun}}SynchronizationJob -{{parameter}} $owner | Invoke-{{version}}Function{{rest}}SynchronizationJobSchema
            ($functions | Where-Object Id -EQ 'Join').ToString()
            (Invoke-{{version}}Function{{rest}}SynchronizationJobSchema -{{parameter}} $owner -SynchronizationJobId $job -Top 2).Count
            """,
            owner,
            Job);

        result.ThrowIfFailed();
        Assert.Equal("IS TRUE, Unary, for Boolean", result.Output[0]);
        Assert.StartsWith("Join(separator, ", (string)result.Output[1]!, StringComparison.Ordinal);
        Assert.Equal(2, result.Output[2]);
        Assert.Contains(_graph.Requests, request => request.Target == $"{path}/synchronization/jobs/{Job}/schema/filterOperators()");
        Assert.Contains(_graph.Requests, request => request.Target == $"{path}/synchronization/jobs/{Job}/schema/functions()");
    }

    [Theory]
    [MemberData(nameof(Family))]
    public void An_expression_is_parsed_and_tried(string noun, string parameter, string owner, string path)
    {
        var (version, rest) = (noun.Contains("Beta", StringComparison.Ordinal) ? "MgBeta" : "Mg", parameter[..^2]);
        using var engine = Engine();

        var result = engine.Run(
            $$"""
            param($owner, $job)
            $ids = @{ {{parameter}} = $owner; SynchronizationJobId = $job }
            $sample = @{ properties = @{ key = 'givenName'; value = 'Ada' }, @{ key = 'surname'; value = 'Lovelace' } }
            $answer = Invoke-{{version}}Parse{{rest}}SynchronizationJobSchemaExpression -{{parameter}} $owner -SynchronizationJobId $job -Expression 'Join(".", [givenName], [surname])' -TestInputObject $sample -TargetAttributeDefinition @{ name = 'mail'; type = 'String' }
            $answer.ParsedExpression.Type
            $answer.EvaluationResult
            ($ids | Invoke-{{version}}Parse{{rest}}SynchronizationJobSchemaExpression -BodyParameter @{ expression = 'Nope('; testInputObject = $sample }).Error.ToString()
            """,
            owner,
            Job);

        result.ThrowIfFailed();
        Assert.Equal("Function", result.Output[0]?.ToString());
        Assert.Equal("Ada.Lovelace", result.Output[1]);
        Assert.StartsWith("ExpressionParsingError, ", (string)result.Output[2]!, StringComparison.Ordinal);
        Assert.All(_graph.Requests, request => Assert.Equal(("POST", $"{path}/synchronization/jobs/{Job}/schema/parseExpression"), (request.Method, request.Target)));
    }

    [Theory]
    [InlineData("Update-MgServicePrincipalSynchronizationJobSchema", "-BodyParameter @{ version = '1' }")]
    [InlineData("Remove-MgServicePrincipalSynchronizationJobSchema", "")]
    [InlineData("Find-MgServicePrincipalSynchronizationJobSchemaDirectory", "-DirectoryDefinitionId d")]
    [InlineData("Invoke-MgParseServicePrincipalSynchronizationJobSchemaExpression", "-Expression '[mail]'")]
    public void WhatIf_names_what_is_meant_and_sends_nothing(string cmdlet, string arguments)
    {
        using var engine = Engine();

        engine.Run($"param($owner, $job) {cmdlet} -ServicePrincipalId $owner -SynchronizationJobId $job {arguments} -WhatIf", Owner, Job).ThrowIfFailed();

        Assert.Empty(_graph.Requests);
        var line = Assert.Single(engine.Host.Lines, line => line.Contains("What if:", StringComparison.Ordinal));
        Assert.Contains(Job, line, StringComparison.Ordinal);
        Assert.Contains(Owner, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MgServicePrincipalSynchronizationJobSchema")]
    [InlineData("Remove-MgServicePrincipalSynchronizationJobSchema -Confirm:$false")]
    [InlineData("Invoke-MgFilterServicePrincipalSynchronizationJobSchemaOperator")]
    public void What_is_not_there_is_an_error_that_names_it(string command)
    {
        using var engine = Engine();

        var error = engine.Run($"param($owner) {command} -ServicePrincipalId $owner -SynchronizationJobId unknown", Owner).Error;

        Assert.StartsWith("Request_ResourceNotFound", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("synchronization job 'unknown'", error.ToString(), StringComparison.Ordinal);
    }

    private const string Owner = SeedTenant.Box.ServicePrincipalId;

    private const string GetByIds = "(Get-MgServicePrincipalSynchronizationJobSchema -ServicePrincipalId $owner -SynchronizationJobId $job)";

    private const string Get = "param($owner, $job) Get-MgServicePrincipalSynchronizationJobSchema -ServicePrincipalId $owner -SynchronizationJobId $job ";

    private ModuleEngine Engine(IReadOnlyList<int>? answers = null) => ModuleEngine.ConnectedTo(_graph.Address, answers);

    // The schema as the service has it, without the version, which every change changes.
    private async Task<string> TextAsync()
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", "x") } };
        var schema = JsonNode.Parse(await http.GetStringAsync(
            new Uri(_graph.Address, $"/v1.0/servicePrincipals/{Owner}/synchronization/jobs/{Job}/schema"), TestContext.Current.CancellationToken))!.AsObject();
        schema.Remove("version");
        return schema.ToJsonString();
    }

    // What ConvertFrom-Json makes of JSON: objects of notes, and numbers that are Int64.
    private static object? FromJson(JsonNode? node) => node switch
    {
        null => null,
        JsonArray items => items.Select(FromJson).ToArray(),
        JsonObject members => members.Aggregate(new PSObject(), (made, member) =>
        {
            made.Properties.Add(new PSNoteProperty(member.Key, FromJson(member.Value)));
            return made;
        }),
        JsonValue value when value.TryGetValue(out bool truth) => truth,
        JsonValue value when value.TryGetValue(out long number) => number,
        _ => node.GetValue<string>(),
    };

    private static string ExpressionOf(ModuleEngine engine, string attribute)
    {
        var result = engine.Run(
            $$"""
            param($owner, $job, $attribute)
            ({{GetByIds}}.SynchronizationRules[0].ObjectMappings[0].AttributeMappings | Where-Object TargetAttributeName -EQ $attribute).Source.Expression
            """,
            Owner,
            Job,
            attribute);
        result.ThrowIfFailed();
        return (string)Assert.Single(result.Output)!;
    }
}
