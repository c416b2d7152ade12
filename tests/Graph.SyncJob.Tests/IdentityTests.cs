using System.Dynamic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using CsCheck;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>What -InputObject takes, and what it says of what it can't take.</summary>
public sealed class IdentityTests : IAsyncLifetime
{
    private const string Application = SeedTenant.Salesforce.ApplicationId;
    private const string Job = SeedTenant.Salesforce.JobId;
    private const string Start = "Start-MgApplicationSynchronizationJob -PassThru";

    private EmulatorServer _graph = null!;
    private ModuleEngine _engine = null!;

    public static TheoryData<string, string> WhatPeopleHave => new()
    {
        { "a hashtable", "@{ ApplicationId = $app; SynchronizationJobId = $job }" },
        { "a hashtable with keys in another case", "@{ applicationid = $app; SYNCHRONIZATIONJOBID = $job }" },
        { "an ordered dictionary", "[ordered]@{ ApplicationId = $app; SynchronizationJobId = $job }" },
        { "an ordered dictionary with keys in another case", "[ordered]@{ aPPLICATIONiD = $app; synchronizationjobid = $job }" },
        { "extra keys", "@{ ApplicationId = $app; SynchronizationJobId = $job; Status = 'Quarantine'; Colour = 7; UserId = $null }" },
        { "an object", "[pscustomobject]@{ ApplicationId = $app; SynchronizationJobId = $job; Other = 'x' }" },
        { "an ApplicationsIdentity", "[Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]@{ ApplicationId = $app; SynchronizationJobId = $job }" },
        { "an appId in place of an object id", "@{ AppId = $appId; SynchronizationJobId = $job }" },
        { "an appId beside the object id", "@{ AppId = 'not looked at'; ApplicationId = $app; SynchronizationJobId = $job }" },
        { "an appId of an application beside a service principal", "@{ AppId = $appId; ServicePrincipalId = 's'; SynchronizationJobId = $job }" },
        { "both kinds of owner", "@{ ApplicationId = $app; ServicePrincipalId = 's'; SynchronizationJobId = $job }" },
        { "the job's own id as Id", "[pscustomobject]@{ ApplicationId = $app; Id = $job }" },
        { "another Id beside the job's", "[pscustomobject]@{ ApplicationId = $app; SynchronizationJobId = $job; Id = 'other' }" },
        { "a GUID in place of its text", "@{ ApplicationId = [guid]$app; SynchronizationJobId = $job }" },
        { "an object serialized and back", "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize([pscustomobject]@{ ApplicationId = $app; SynchronizationJobId = $job }))" },
        { "an ApplicationsIdentity serialized and back", "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize([Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]@{ ApplicationId = $app; SynchronizationJobId = $job }))" },
        { "a hashtable serialized and back", "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize(@{ ApplicationId = $app; SynchronizationJobId = $job }))" },
    };

    public static TheoryData<string, string, string, string> WhatNamesNoJob => new()
    {
        { "$null", "IdentityIncomplete", "$null", "" },
        { "5", "IdentityIncomplete", "Int32", "ApplicationId and SynchronizationJobId are missing" },
        { "'just text'", "IdentityIncomplete", "string", "ApplicationId and SynchronizationJobId are missing" },
        { ",@(@{ ApplicationId = 'a'; SynchronizationJobId = 'j' }, 1)", "IdentityIncomplete", "array", "ApplicationId and SynchronizationJobId are missing" },
        { ",@()", "IdentityIncomplete", "array", "ApplicationId and SynchronizationJobId are missing" },
        { "@{}", "IdentityIncomplete", "ApplicationId and SynchronizationJobId are missing", "Keys seen: none" },
        { "@{ ApplicationId = 'a' }", "IdentityIncomplete", "SynchronizationJobId is missing", "Keys seen: ApplicationId" },
        { "@{ SynchronizationJobId = 'j'; Colour = 'red' }", "IdentityIncomplete", "ApplicationId is missing", "Colour" },
        { "@{ ApplicationId = 'a'; SynchronisationJobId = 'j' }", "IdentityIncomplete", "SynchronizationJobId is missing", "Is 'SynchronisationJobId' meant to be SynchronizationJobId?" },
        { "@{ AplicationId = 'a'; SynchronizationJobId = 'j' }", "IdentityIncomplete", "ApplicationId is missing", "Is 'AplicationId' meant to be ApplicationId?" },
        { "[pscustomobject]@{ ApplicationId = 'a'; JobId = 'j' }", "IdentityIncomplete", "SynchronizationJobId is missing", "Is 'JobId' meant to be SynchronizationJobId?" },
        { "@{ Id = 'a'; SynchronizationJobId = 'j' }", "IdentityIncomplete", "ApplicationId is missing", "Keys seen" },
        { "@{ ApplicationId = $null; SynchronizationJobId = 'j' }", "IdentityIncomplete", "ApplicationId is missing", "ApplicationId is there, and is $null" },
        { "@{ ApplicationId = 7; SynchronizationJobId = 'j' }", "IdentityInvalid", "ApplicationId must be a string", "Int32" },
        { "@{ ApplicationId = 'a'; SynchronizationJobId = @('j', 'k') }", "IdentityInvalid", "SynchronizationJobId must be a string", "Object[]" },
        { "@{ ApplicationId = 'a'; SynchronizationJobId = @{ Id = 'j' } }", "IdentityInvalid", "SynchronizationJobId must be a string", "Hashtable" },
        { "@{ ApplicationId = ''; SynchronizationJobId = 'j' }", "IdentityInvalid", "ApplicationId is empty", "" },
        { "@{ ApplicationId = 'a'; SynchronizationJobId = '   ' }", "IdentityInvalid", "SynchronizationJobId is empty", "" },
        { "@{ AppId = 'no guid'; SynchronizationJobId = 'j' }", "IdentityInvalid", "AppId 'no guid' is not a GUID", "" },
        { "@{ ServicePrincipalId = 's'; SynchronizationJobId = 'j' }", "IdentityOfServicePrincipal", "This names a synchronization job of service principal 's'; this cmdlet is for applications.", "" },
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
    [MemberData(nameof(WhatPeopleHave))]
    public void It_takes(string what, string expression)
    {
        var piped = RunWith($"{expression} | {Start}");
        var named = RunWith($"{Start} -InputObject ({expression})");

        piped.ThrowIfFailed();
        named.ThrowIfFailed();
        Assert.Equal([true], piped.Output);
        Assert.Equal([true], named.Output);
        var starts = _graph.Requests.Where(request => request.Method == "POST").ToList();
        Assert.True(starts.Count == 2, what);
        Assert.All(starts, request => Assert.Equal((Application, Job), (request.OwnerId, request.JobId)));
    }

    [Fact]
    public void It_takes_an_identity_of_another_module_and_any_object_with_fitting_properties()
    {
        dynamic expando = new ExpandoObject();
        expando.ApplicationId = Application;
        expando.SynchronizationJobId = Job;
        object[] things =
        [
            new Another.Microsoft.Graph.PowerShell.Models.ApplicationsIdentity { ApplicationId = Application, SynchronizationJobId = Job },
            new { ApplicationId = Application, SynchronizationJobId = Job },
            expando,
            new Dictionary<string, string> { ["applicationId"] = Application, ["synchronizationJobId"] = Job },
        ];

        var result = _engine.Pipe(things, Start);

        result.ThrowIfFailed();
        Assert.Equal([true, true, true, true], result.Output);
    }

    [Fact]
    public void It_takes_what_came_from_another_runspace_as_a_job_does()
    {
        using var elsewhere = new ModuleEngine(import: false);
        var sent = elsewhere.Run(
            "param($a, $j) [System.Management.Automation.PSSerializer]::Serialize([pscustomobject]@{ ApplicationId = $a; SynchronizationJobId = $j })",
            Application,
            Job);

        var received = PSSerializer.Deserialize(Assert.IsType<string>(Assert.Single(sent.Output)));

        Assert.Equal([true], _engine.Pipe([received], Start).Output);
    }

    [Fact]
    public void An_appId_is_looked_up_first_and_only_once_a_pipeline()
    {
        var identity = new Dictionary<string, string> { ["AppId"] = SeedTenant.Salesforce.AppId, ["SynchronizationJobId"] = Job };

        _engine.Pipe([identity, identity], Start).ThrowIfFailed();

        Assert.Equal(
            [
                $"GET /v1.0/applications(appId='{SeedTenant.Salesforce.AppId}')?$select=id",
                $"POST /v1.0/applications/{Application}/synchronization/jobs/{Job}/start",
                $"POST /v1.0/applications/{Application}/synchronization/jobs/{Job}/start",
            ],
            _graph.Requests.Select(request => $"{request.Method} {Uri.UnescapeDataString(request.Target)}"));
    }

    [Fact]
    public void An_appId_that_no_application_has_is_an_error_and_nothing_is_started()
    {
        var result = RunWith("@{ AppId = '00000000-1111-2222-3333-444444444444'; SynchronizationJobId = $job } | " + Start);

        Assert.Empty(result.Output);
        Assert.StartsWith("Request_ResourceNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("of application with appId '00000000-1111-2222-3333-444444444444': ", result.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_graph.Requests, request => request.Method == "POST");
    }

    [Theory]
    [MemberData(nameof(WhatNamesNoJob))]
    public void It_says_what_is_wrong_with(string expression, string errorId, string says, string alsoSays)
    {
        var named = RunWith($"{Start} -InputObject ({expression})");
        var piped = RunWith($"({expression}), @{{ ApplicationId = $app; SynchronizationJobId = $job }} | {Start}");

        Assert.Null(named.Terminating);
        Assert.Null(piped.Terminating);
        Assert.Empty(named.Output);
        Assert.Equal([true], piped.Output);
        foreach (var error in new[] { Assert.Single(named.Errors), Assert.Single(piped.Errors) })
        {
            Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
            Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
            Assert.Contains(alsoSays, error.ToString(), StringComparison.Ordinal);
            Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        }

        Assert.Equal(Job, Assert.Single(_graph.Requests).JobId);
    }

    [Fact]
    public void A_job_of_a_service_principal_is_told_which_cmdlet_to_use() => Assert.Contains(
        "Start-MgServicePrincipalSynchronizationJob",
        RunWith("@{ ServicePrincipalId = 's'; SynchronizationJobId = 'j' } | " + Start).Error.ErrorDetails.RecommendedAction,
        StringComparison.Ordinal);

    [Fact]
    public void A_key_that_is_there_twice_with_two_values_is_refused()
    {
        var ambiguous = new System.Collections.Hashtable(StringComparer.Ordinal) { ["ApplicationId"] = "a", ["applicationId"] = "b", ["SynchronizationJobId"] = "j" };

        var error = _engine.Pipe([ambiguous], Start).Error;

        Assert.StartsWith("IdentityInvalid", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("twice", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_that_throws_is_an_error_of_that_object()
    {
        var result = _engine.Pipe([new Hostile(), new { ApplicationId = Application, SynchronizationJobId = Job }], Start);

        Assert.Equal([true], result.Output);
        Assert.Contains("could not be read", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MgApplicationSynchronizationJob", "SynchronizationJobId")]
    [InlineData("Get-MgApplicationSynchronizationTemplate", "SynchronizationTemplateId")]
    [InlineData("Get-MgApplicationSynchronizationTemplateSchema", "SynchronizationTemplateId")]
    [InlineData("Find-MgApplicationSynchronizationJobSchemaDirectory", "DirectoryDefinitionId")]
    public void Who_names_one_wrongly_does_not_get_all(string command, string id)
    {
        // What lists would go on down the pipeline, perhaps into Start-.
        var identity = new System.Collections.Hashtable { ["ApplicationId"] = Application, ["SynchronizationJobId"] = Job, [id] = new[] { "a", "b" } };

        var error = _engine.Pipe([identity], command).Error;

        Assert.StartsWith("IdentityInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal($"{id} must be a string, and is a String[]. Nothing was sent.", error.ToString());
        Assert.Equal("Give each id as Graph reports it: a string, one segment of a path.", error.ErrorDetails.RecommendedAction);
        Assert.Empty(_graph.Requests);
    }

    [Fact]
    public void Who_does_not_name_a_template_is_told_what_was_seen()
    {
        var error = RunWith("@{ ApplicationId = $app; Template = 'x' } | Get-MgApplicationSynchronizationTemplateSchema").Error;

        Assert.StartsWith("IdentityIncomplete,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("A hashtable does not say which one is meant: SynchronizationTemplateId is missing. Keys seen: ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("Give an object or a hashtable with all ids, SynchronizationTemplateId among them.", error.ErrorDetails.RecommendedAction);
        Assert.Empty(_graph.Requests);
    }

    [Theory]
    [InlineData("'..'", "SynchronizationTemplateId is '..', which would change the path of the request. Nothing was sent.")]
    [InlineData("''", "SynchronizationTemplateId is empty. Nothing was sent.")]
    public void The_id_of_a_template_is_one_segment_of_the_path_too(string id, string says) => Assert.Equal(
        says, RunWith($"@{{ ApplicationId = $app; SynchronizationTemplateId = {id} }} | Get-MgApplicationSynchronizationTemplateSchema").Error.ToString());

    [Theory]
    [InlineData("@{ ApplicationId = 'a' }", "A hashtable names no synchronization job: SynchronizationJobId is missing. Keys seen: ApplicationId.")]
    [InlineData("@{}", "A hashtable names no synchronization job: ApplicationId and SynchronizationJobId are missing. Keys seen: none.")]
    [InlineData("5", "An Int32 names no synchronization job: ApplicationId and SynchronizationJobId are missing. Keys seen: none.")]
    [InlineData("[uint32]5", "An UInt32 names no synchronization job")]
    [InlineData("[System.AttributeTargets]1", "An AttributeTargets names no synchronization job")]
    [InlineData("[System.EnvironmentVariableTarget]1", "An EnvironmentVariableTarget names no synchronization job")]
    [InlineData("[System.Runtime.InteropServices.OSPlatform]::Linux", "An OSPlatform names no synchronization job")]
    [InlineData("5.5", "A Double names no synchronization job: ApplicationId and SynchronizationJobId are missing. Keys seen: none.")]
    [InlineData("'text'", "A string names no synchronization job: ApplicationId and SynchronizationJobId are missing. Keys seen: none.")]
    [InlineData(",@('a/j')", "An array names no synchronization job: ApplicationId and SynchronizationJobId are missing. Keys seen: none.")]
    [InlineData("[pscustomobject]@{ X = 1 }", "An object names no synchronization job: ApplicationId and SynchronizationJobId are missing. Keys seen: X.")]
    [InlineData("[uri]'https://a'", "An object of type System.Uri names no synchronization job: ApplicationId and SynchronizationJobId are missing. Keys seen: AbsolutePath, ")]
    [InlineData(
        "@{ ApplicationId = $null; SynchronizationJobId = 'j' }",
        "A hashtable names no synchronization job: ApplicationId is missing. ApplicationId is there, and is $null. Keys seen: ")]
    [InlineData("[Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]::new()", "The identity names no synchronization job: ApplicationId and SynchronizationJobId are missing.")]
    [InlineData("$null", "InputObject is $null, so it names no synchronization job.")]
    public void It_says_what_it_saw(string expression, string says)
    {
        var error = RunWith($"{Start} -InputObject ({expression})").Error;

        Assert.StartsWith(says, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            "Give an object or a hashtable with both ids: @{ ApplicationId = '<object id>'; SynchronizationJobId = '<job id>' }.",
            error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("@{}", "A hashtable names no application: ApplicationId is missing. Keys seen: none.")]
    [InlineData("$null", "InputObject is $null, so it names no application.")]
    public void Where_an_owner_is_meant_it_asks_for_an_owner(string expression, string says)
    {
        var error = RunWith($"Get-MgApplicationSynchronizationJob -InputObject ({expression})").Error;

        Assert.Equal(says, error.ToString());
        Assert.Equal("Give an object or a hashtable with the id of the application: @{ ApplicationId = '<object id>' }.", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData(20, "k19.")]
    [InlineData(21, "k19 and 1 more.")]
    public void Of_many_keys_it_shows_some(int count, string end)
    {
        var keys = new System.Collections.Specialized.OrderedDictionary();
        for (var key = 0; key < count; key++)
        {
            keys[$"k{key}"] = null;
        }

        Assert.EndsWith(", " + end, _engine.Pipe([keys], Start).Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SynchronizationJobI", true)]
    [InlineData("SynchronizationJob", true)]
    [InlineData("SynchronizationJo", true)]
    [InlineData("SynchronizationJ", false)]
    [InlineData("SynchronizationJoXYZ", true)]
    [InlineData("SynchronizationJWXYZ", false)]
    [InlineData("xSynchronizationJobIdxx", true)]
    [InlineData("xxSynchronizationJobIdxx", false)]
    [InlineData("nobId", false)]
    [InlineData("bId", true)]
    [InlineData("Id ", false)]
    [InlineData("", false)]
    public void It_knows_a_name_that_is_a_few_letters_off(string key, bool isNear)
    {
        var error = _engine.Pipe([new System.Collections.Hashtable { ["ApplicationId"] = "a", [key] = "j" }], Start).Error.ToString();

        Assert.Equal(isNear, error.EndsWith($" Is '{key}' meant to be SynchronizationJobId?", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_two_names_it_knows_the_nearer_one()
    {
        var keys = new System.Collections.Specialized.OrderedDictionary { ["ApplicationId"] = "a", ["SynchronizationJo"] = 1, ["SynchronizationJobI"] = 2, ["JobId"] = 3 };

        Assert.EndsWith(" Is 'SynchronizationJobI' meant to be SynchronizationJobId?", _engine.Pipe([keys], Start).Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Id_is_too_short_to_be_meant_for_another_name() => Assert.EndsWith(
        " Keys seen: Id.", _engine.Pipe([new System.Collections.Hashtable { ["Id"] = "a" }], Start).Error.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Any_set_of_names_and_values_is_a_dictionary()
    {
        dynamic expando = new ExpandoObject();
        expando.Colour = "red";

        Assert.StartsWith(
            "A dictionary names no synchronization job: ApplicationId and SynchronizationJobId are missing. Keys seen: Colour.",
            ((EngineResult)_engine.Pipe([expando], Start)).Error.ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{ ServicePrincipalId = 's' }")]
    [InlineData("@{ ServicePrincipalId = 's'; Id = 'x' }")]
    public void An_owner_of_the_other_kind_is_called_by_its_kind(string expression) => Assert.Equal(
        "This names service principal 's'; this cmdlet is for applications.", RunWith($"{expression} | Get-MgApplicationSynchronizationJob").Error.ToString());

    [Fact]
    public void A_type_of_somebody_else_is_not_taken_for_an_owner_by_its_name()
    {
        _engine.Pipe([new NamedLikeAServicePrincipal()], Start).ThrowIfFailed();

        Assert.Equal(Job, Assert.Single(_graph.Requests).JobId);
    }

    [Fact]
    public void An_identity_without_a_template_says_so_when_it_was_built_by_hand() => Assert.Equal(
        "SynchronizationTemplateId is $null. Nothing was sent.",
        RunWith("$i = [Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]::new(); $i.ApplicationId = $app; Get-MgApplicationSynchronizationTemplateSchema -InputObject $i").Error.ToString());

    [Fact]
    public void The_name_of_the_owner_travels_along() => Assert.Equal(
        ["Ours"],
        RunWith("[pscustomobject]@{ ApplicationId = $app; SynchronizationJobId = $job; OwnerDisplayName = 'Ours' } | Get-GraphSyncJobHealth | ForEach-Object OwnerDisplayName").Output);

    [Fact]
    public void A_cast_leaves_out_what_is_no_id() => Assert.Equal(
        ["ApplicationId 'a'"], RunWith("([Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]@{ ApplicationId = 'a'; Colour = 'red' }).ToString()").Output);

    [Fact]
    public void Values_are_shown_shortly_and_safely()
    {
        var hostile = new string('x', 511) + "\u001b[31m";

        var error = _engine.Pipe([new System.Collections.Hashtable { ["ApplicationId"] = "a/" + hostile, ["SynchronizationJobId"] = "j" }], Start).Error.ToString();

        Assert.Equal($"ApplicationId 'a/{new string('x', 510)}…' holds '/', which can't be part of an id. Nothing was sent.", error);
        Assert.Contains(
            "ApplicationId 'a\\u001b' holds a control character.",
            _engine.Pipe([new System.Collections.Hashtable { ["ApplicationId"] = "a\u001b", ["SynchronizationJobId"] = "j" }], Start).Error.ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'a'", "A string has none of the properties of an identity. Properties seen: none.")]
    [InlineData("@{ Colour = 'red' }", "A hashtable has none of the properties of an identity. Properties seen: Colour.")]
    [InlineData("@{ ApplicationId = 7 }", "ApplicationId must be a string, and is an Int32.")]
    public void A_cast_says_what_it_can_not_read(string expression, string says) => Assert.Contains(
        says, RunWith($"[Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]({expression})").Error.ToString(), StringComparison.Ordinal);

    [Fact]
    public void An_identity_shows_the_ids_that_it_has() => Assert.Equal(
        ["ApplicationId 'a', SynchronizationJobId 'j'"],
        RunWith("([Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]@{ ApplicationId = 'a'; SynchronizationJobId = 'j' }).ToString()").Output);

    [Fact]
    public void Any_pair_of_valid_ids_in_any_shape_reaches_the_service_as_it_is()
    {
        var shapes = new[] { "hashtable", "ordered", "object", "typed" };
        Gen.Select(Ids.Valid, Ids.Valid, Gen.Int[0, shapes.Length - 1]).Sample(
            (application, job, shape) =>
            {
                _graph.ClearRequests();
                var expression = shapes[shape] switch
                {
                    "hashtable" => "@{ applicationId = $app; synchronizationJobId = $job }",
                    "ordered" => "[ordered]@{ SynchronizationJobId = $job; ApplicationId = $app }",
                    "object" => "[pscustomobject]@{ ApplicationId = $app; SynchronizationJobId = $job }",
                    _ => "[Microsoft.Graph.PowerShell.Models.ApplicationsIdentity]@{ ApplicationId = $app; SynchronizationJobId = $job }",
                };

                var result = _engine.Run($"param($app, $job) {expression} | {Start}", application, job);

                Assert.Null(result.Terminating);
                var request = Assert.Single(_graph.Requests);
                Assert.Equal((application, job), (request.OwnerId, request.JobId));
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void Any_value_at_all_is_an_answer_or_an_error_and_never_a_crash()
    {
        var value = Gen.OneOf(
            Gen.Const((object?)null), Boxed(Gen.String), Boxed(Gen.Int), Boxed(Gen.Double), Boxed(Gen.Guid), Boxed(Gen.String.Array[0, 3]), Boxed(Gen.DateTime));
        var key = Gen.OneOf(Gen.OneOf("ApplicationId", "SynchronizationJobId", "AppId", "ServicePrincipalId", "applicationid", "JobId"), Gen.String);
        Gen.Select(Gen.Dictionary(key, value)[0, 5], Gen.Bool).Sample(
            (entries, asObject) =>
            {
                object input = new System.Collections.Hashtable(entries.Where(entry => entry.Value is not null || !asObject).ToDictionary());
                var result = _engine.Pipe([input], Start);

                Assert.Null(result.Terminating);
                Assert.Equal(1, result.Output.Count + result.Errors.Count);
                Assert.All(result.Errors, error => Assert.NotEmpty(error.ErrorDetails.RecommendedAction));
            },
            iter: 1000,
            threads: 1);
    }

    private static Gen<object?> Boxed<T>(Gen<T> values) => values.Select(value => (object?)value);

    private EngineResult RunWith(string script) =>
        _engine.Run("param($app, $job, $appId) " + script, Application, Job, SeedTenant.Salesforce.AppId);

    private sealed class NamedLikeAServicePrincipal
    {
        public string ApplicationId { get; } = Application;

        public string SynchronizationJobId { get; } = Job;
    }

    private sealed class Hostile
    {
        private readonly string _why = "No.";

        public string ApplicationId => throw new InvalidOperationException(_why);

        public string SynchronizationJobId { get; } = "j";
    }
}
