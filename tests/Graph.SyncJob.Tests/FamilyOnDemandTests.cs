using System.Linq;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Provisioning one object: the rule is found, and the answer comes as objects.</summary>
public sealed class FamilyOnDemandTests : FamilyTest
{
    private const string Job = SeedTenant.GitHub.JobId;
    private const string User = "11111111-aaaa-4000-8000-000000000001";

    private static readonly string Body =
        $$"""{"parameters":[{"ruleId":"{{SeedTenant.GitHub.UserRuleId}}","subjects":[{"objectId":"{{User}}","objectTypeName":"User"}]}]}""";

    [Theory]
    [MemberData(nameof(Four))]
    public void Each_way_to_say_it_sends_the_same(string which)
    {
        using var engine = Engine();
        var cmdlet = $"New-{which}SynchronizationJobOnDemand";
        var parameters = $"@{{ ruleId = '{SeedTenant.GitHub.UserRuleId}'; subjects = @(@{{ objectId = '{User}'; objectTypeName = 'User' }}) }}";
        var one = $"-RuleId '{SeedTenant.GitHub.UserRuleId}' -ObjectId '{User}' -ObjectTypeName User";

        engine.Run($"{cmdlet} {IdArguments(which, Job)} {one}").ThrowIfFailed();
        engine.Run($"param($identity) {cmdlet} -InputObject $identity {one}", Identity(which, Job)).ThrowIfFailed();
        engine.Run($"{cmdlet} {IdArguments(which, Job)} -Parameters {parameters}").ThrowIfFailed();
        engine.Run($"Get-{which}SynchronizationJob {IdArguments(which, Job)} | {cmdlet} -Parameters @({parameters})").ThrowIfFailed();
        engine.Run($"param($identity) $identity | {cmdlet} -BodyParameter @{{ parameters = @({parameters}) }}", Identity(which, Job)).ThrowIfFailed();

        var expected = $"POST {Root(which, Job)}/jobs/{Job}/provisionOnDemand {Body}";
        Assert.Equal(Enumerable.Repeat(expected, 5), Graph.Requests.Where(request => request.Method == "POST").Select(Line));
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void The_answer_comes_as_objects_with_the_raw_texts_beside_them(string which)
    {
        using var engine = Engine();
        var cmdlet = $"New-{which}SynchronizationJobOnDemand {IdArguments(which, Job)} -RuleId '{SeedTenant.GitHub.UserRuleId}' -ObjectTypeName User -ObjectId";

        var result = engine.Run(
            $"$created = {cmdlet} '{User}'; $again = {cmdlet} '{User}'; $absent = {cmdlet} '00000000-0000-4000-8000-000000000001'; "
            + "$created.Result; $created.Action; $null -eq $created.Error; $created.Steps.Count -gt 2; $created.Steps[0].Type; $created.Steps[0].Timestamp.GetType().Name; "
            + "$created.Steps[0].Details.objectId; $created.AdditionalProperties.modifiedProperties.Count -gt 0; "
            + "$created.Key; $created.Value.StartsWith('{\"action\":\"Create\",'); \"$created\"; "
            + "$again.Result; $again.Error.Code; $absent.Result; $absent.Error.Code; $absent.Steps[-1].Status; \"$absent\"");

        result.ThrowIfFailed();
        Assert.Equal(
            [
                "Success", "Create", true, true, "Import", "DateTimeOffset",
                User, true,
                """{"result":"Success","details":{}}""", true, "Success, Create",
                "Skipped", "RedundantExport", "Failure", "EntryNotFound", "Failure",
                "Failure, Other, EntryNotFound, The object was not found in the source directory.",
            ],
            result.Output);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void The_rule_is_found_when_there_is_one_only(string which)
    {
        using var engine = Engine();

        engine.Run($"New-{which}SynchronizationJobOnDemand {IdArguments(which, SeedTenant.Workday.JobId)} -ObjectId 21451 -ObjectTypeName Worker").ThrowIfFailed();

        Assert.Equal(["GET", "POST"], Graph.Requests.Select(request => request.Method));
        Assert.Equal($"{Root(which, SeedTenant.Workday.JobId)}/jobs/{SeedTenant.Workday.JobId}/schema", Graph.Requests[0].Target);
        Assert.Contains($"\"ruleId\":\"{SeedTenant.Workday.UserRuleId}\"", Graph.Requests[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void The_rule_is_found_when_one_only_is_for_objects_of_that_type(string which)
    {
        using var engine = Engine();
        var cmdlet = $"New-{which}SynchronizationJobOnDemand {IdArguments(which, Job)}";

        engine.Run($"{cmdlet} -ObjectId '{User}' -ObjectTypeName user; {cmdlet} -ObjectId '{User}' -ObjectTypeName Group").ThrowIfFailed();

        Assert.Equal(
            [SeedTenant.GitHub.UserRuleId, SeedTenant.GitHub.GroupRuleId],
            Graph.Requests.Where(request => request.Method == "POST").Select(request => request.Body.Split('"')[5]));
    }

    [Fact]
    public void A_mapping_that_is_not_enabled_makes_no_rule_fit()
    {
        using var engine = Engine();
        var ids = IdArguments("MgApplication", Job);

        engine.Run(
            $"$schema = Get-MgApplicationSynchronizationJobSchema {ids}; $schema.SynchronizationRules[1].ObjectMappings[0].SourceObjectName = 'User'; "
            + $"$schema.SynchronizationRules[1].ObjectMappings[0].Enabled = $false; $schema | Update-MgApplicationSynchronizationJobSchema -BodyParameter $schema; "
            + $"New-MgApplicationSynchronizationJobOnDemand {ids} -ObjectId '{User}' -ObjectTypeName User").ThrowIfFailed();

        Assert.Contains($"\"ruleId\":\"{SeedTenant.GitHub.UserRuleId}\"", Graph.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void Rules_to_choose_from_are_listed_and_nothing_is_provisioned(string which)
    {
        using var engine = Engine();

        var none = engine.Run($"New-{which}SynchronizationJobOnDemand {IdArguments(which, Job)} -ObjectId '{User}' -ObjectTypeName Device");
        var several = engine.Run(
            $"$schema = Get-{which}SynchronizationJobSchema {IdArguments(which, Job)}; $schema.SynchronizationRules[1].ObjectMappings[0].SourceObjectName = 'User'; "
            + $"$schema | Update-{which}SynchronizationJobSchema -BodyParameter $schema; "
            + $"New-{which}SynchronizationJobOnDemand {IdArguments(which, Job)} -ObjectId '{User}' -ObjectTypeName User");

        Assert.Contains("none of them for objects of type 'Device'", none.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 rules for objects of type 'User'", several.Error.ToString(), StringComparison.Ordinal);
        foreach (var error in new[] { none.Error, several.Error })
        {
            Assert.StartsWith("RuleAmbiguous,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains($"'{SeedTenant.GitHub.UserRuleId}' (USER_TO_USER: User)", error.ToString(), StringComparison.Ordinal);
            Assert.Contains(SeedTenant.GitHub.GroupRuleId, error.ToString(), StringComparison.Ordinal);
            Assert.Contains("-RuleId", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Graph.Requests, request => request.Method == "POST");
    }

    [Fact]
    public void The_objects_may_be_among_the_additional_properties()
    {
        using var engine = Engine();

        engine.Run(
            $"New-MgApplicationSynchronizationJobOnDemand {IdArguments("MgApplication", Job)} -AdditionalProperties @{{ parameters = @([ordered]@{{ "
            + $"ruleId = '{SeedTenant.GitHub.UserRuleId}'; subjects = @([ordered]@{{ objectId = '{User}'; objectTypeName = 'User' }}) }}) }}").ThrowIfFailed();

        Assert.Equal(Body, Assert.Single(Graph.Requests).Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Parameters $null")]
    [InlineData("-Parameters @()")]
    [InlineData("-AdditionalProperties @{}")]
    public void Without_an_object_nothing_is_sent(string arguments)
    {
        using var engine = Engine();

        var error = engine.Run($"New-MgApplicationSynchronizationJobOnDemand {IdArguments("MgApplication", Job)} {arguments}").Error;

        Assert.StartsWith("ObjectMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-ObjectId", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Graph.Requests);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void WhatIf_names_object_and_job_and_sends_nothing(string which)
    {
        using var engine = Engine();

        engine.Run($"New-{which}SynchronizationJobOnDemand {IdArguments(which, Job)} -ObjectId '{User}' -ObjectTypeName User -WhatIf").ThrowIfFailed();
        engine.Run($"New-{which}SynchronizationJobOnDemand {IdArguments(which, Job)} -BodyParameter @{{ parameters = @{{ subjects = @{{ objectId = '{User}'; objectTypeName = 'User' }} }} }} -WhatIf").ThrowIfFailed();

        Assert.Empty(Graph.Requests);
        var lines = engine.Host.Lines.Where(line => line.Contains("What if:", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Contains($"User '{User}' on demand through synchronization job '{Job}'", line, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void A_refusal_names_object_and_job(string which)
    {
        using var engine = Engine();

        var error = engine.Run($"New-{which}SynchronizationJobOnDemand {IdArguments(which, Job)} -RuleId unknown -ObjectId '{User}' -ObjectTypeName User").Error;

        Assert.Contains($"Could not provision User '{User}' on demand through synchronization job '{Job}'", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("400", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_a_group_go_along()
    {
        using var engine = Engine();

        var result = engine.Run(
            $"New-MgServicePrincipalSynchronizationJobOnDemand {IdArguments("MgServicePrincipal", Job)} -Parameters @{{ RuleId = '{SeedTenant.GitHub.GroupRuleId}'; "
            + "Subjects = @{ ObjectId = 'g'; ObjectTypeName = 'Group'; Links = @{ Members = @{ ObjectId = 'm'; ObjectTypeName = 'User' } } } } | ForEach-Object Result");

        result.ThrowIfFailed();
        Assert.Equal(["Success"], result.Output);
        Assert.Equal(
            $$$"""{"parameters":[{"ruleId":"{{{SeedTenant.GitHub.GroupRuleId}}}","subjects":[{"objectId":"g","objectTypeName":"Group","links":{"members":[{"objectId":"m","objectTypeName":"User"}]}}]}]}""",
            Graph.Requests.Single().Body);
    }

    // The service has been seen to answer like this, too.
    [Theory]
    [InlineData("""[{"provisioningSteps":[{"name":"EntryImport","type":"Import","status":"Success"}],"statusInfo":{"status":"Failure","errorCode":"E1","reason":"Why."}}]""", 1, "Failure, E1, Why.")]
    [InlineData("""[{"name":"EntryImport","type":"Import","status":"Success"},{"name":"EntryExportAdd","type":"Export","status":"Success"}]""", 2, "")]
    [InlineData("no JSON", 0, "")]
    [InlineData("42", 0, "")]
    public void An_answer_of_another_shape_is_read_as_far_as_it_goes(string value, int steps, string text)
    {
        var answer = System.Text.Json.JsonSerializer.Serialize(new { key = "Microsoft.Identity.StatusInfo", value });
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(200, answer, "Content-Type: application/json"));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        var result = engine.Run(
            "$r = New-MgServicePrincipalSynchronizationJobOnDemand -ServicePrincipalId s -SynchronizationJobId j -RuleId r -ObjectId o -ObjectTypeName User; "
            + "$r.Steps.Count; \"$r\"; $r.Key; $r.Value");

        result.ThrowIfFailed();
        Assert.Equal([steps, text, "Microsoft.Identity.StatusInfo", value], result.Output);
    }
}
