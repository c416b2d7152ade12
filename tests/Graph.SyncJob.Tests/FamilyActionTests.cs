using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Emulator;

namespace Graph.SyncJob.Tests;

/// <summary>What holds for every action of the family: the same request whichever way the object was named, and none where none is wanted.</summary>
public sealed class FamilyActionTests : FamilyTest
{
    private const string Job = SeedTenant.GitHub.JobId;

    // The cmdlet; its arguments; method and path below the owner, {job} standing for the job's path; the body as it is logged.
    private static readonly (string Cmdlet, string Arguments, string Request)[] Actions =
    [
        ("Update-{}SynchronizationJob", "-Schedule @{ Interval = 'PT20M' }", """PATCH {job} {"schedule":{"interval":"PT20M"}}"""),
        ("Update-{}SynchronizationJob", "-BodyParameter @{ schedule = @{ state = 'Paused' } }", """PATCH {job} {"schedule":{"state":"Paused"}}"""),
        ("Update-{}SynchronizationJob", "-TemplateId gitHubEnterpriseCloud -AdditionalProperties @{ schedule = @{ state = 'Paused' } }",
            """PATCH {job} {"templateId":"gitHubEnterpriseCloud","schedule":{"state":"Paused"}}"""),
        ("Restart-{}SynchronizationJob", "-AdditionalProperties @{ criteria = @{ resetScope = 'Full' } }", """POST {job}/restart {"criteria":{"resetScope":"Full"}}"""),
        ("Restart-{}SynchronizationJob", "", """POST {job}/restart {"criteria":{}}"""),
        ("Restart-{}SynchronizationJob", "-ResetScope Watermark, Escrows", """POST {job}/restart {"criteria":{"resetScope":"Escrows, Watermark"}}"""),
        ("Restart-{}SynchronizationJob", "-Criteria @{ resetScope = 'Full' }", """POST {job}/restart {"criteria":{"resetScope":"Full"}}"""),
        ("Restart-{}SynchronizationJob", "-BodyParameter @{ criteria = @{ resetScope = 'Watermark, QuarantineState' } }",
            """POST {job}/restart {"criteria":{"resetScope":"Watermark, QuarantineState"}}"""),
        ("Restart-{}SynchronizationJob", "-BodyParameter @{ Criteria = @{ ResetScope = 'Escrows', 'ForceDeletes' } }",
            """POST {job}/restart {"criteria":{"resetScope":"Escrows, ForceDeletes"}}"""),
        ("Test-{}SynchronizationJobCredential", "-UseSavedCredentials", """POST {job}/validateCredentials {"useSavedCredentials":true}"""),
        ("Test-{}SynchronizationJobCredential",
            "-Credentials @{ key = 'SecretToken'; value = 'good' } -TemplateId gitHubEnterpriseCloud -ApplicationIdentifier gitHub",
            """POST {job}/validateCredentials {"applicationIdentifier":"gitHub","templateId":"gitHubEnterpriseCloud","credentials":[{"key":"SecretToken","value":"(redacted)"}]}"""),
        ("Test-{}SynchronizationJobCredential", "-BodyParameter @{ useSavedCredentials = $true; templateId = 'gitHubEnterpriseCloud' }",
            """POST {job}/validateCredentials {"templateId":"gitHubEnterpriseCloud","useSavedCredentials":true}"""),
        ("Test-{}SynchronizationJobCredential", "-TemplateId gitHubEnterpriseCloud -AdditionalProperties @{ useSavedCredentials = $true }",
            """POST {job}/validateCredentials {"templateId":"gitHubEnterpriseCloud","useSavedCredentials":true}"""),
        ("Set-{}SynchronizationSecret", "-AdditionalProperties @{ value = @([ordered]@{ key = 'SecretToken'; value = 'good' }) }",
            """PUT {owner}/secrets {"value":[{"key":"SecretToken","value":"(redacted)"}]}"""),
        ("Get-{}SynchronizationAccessToken", "-AdditionalProperties @{ credentials = @([ordered]@{ key = 'Oauth2ClientSecret'; value = 'good' }) }",
            """POST {owner}/acquireAccessToken {"credentials":[{"key":"Oauth2ClientSecret","value":"(redacted)"}]}"""),
        ("Set-{}SynchronizationSecret", "-Value ([ordered]@{ BaseAddress = 'https://scim.example'; SecretToken = 'good' })",
            """PUT {owner}/secrets {"value":[{"key":"BaseAddress","value":"(redacted)"},{"key":"SecretToken","value":"(redacted)"}]}"""),
        ("Set-{}SynchronizationSecret", "-BodyParameter @{ value = @(@{ key = 'SecretToken'; value = 'good' }) }",
            """PUT {owner}/secrets {"value":[{"key":"SecretToken","value":"(redacted)"}]}"""),
        ("Get-{}SynchronizationAccessToken", "-Credentials @{ Oauth2ClientSecret = 'good' }",
            """POST {owner}/acquireAccessToken {"credentials":[{"key":"Oauth2ClientSecret","value":"(redacted)"}]}"""),
        ("Get-{}SynchronizationAccessToken", "-BodyParameter @{ credentials = @(@{ key = 'Oauth2ClientSecret'; value = 'good' }) }",
            """POST {owner}/acquireAccessToken {"credentials":[{"key":"Oauth2ClientSecret","value":"(redacted)"}]}"""),
    ];

    public static TheoryData<string, string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (var (cmdlet, arguments, request) in Actions)
        {
            foreach (var which in Four)
            {
                rows.Add(which.Data, cmdlet, arguments, request);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void By_ids_by_identity_and_from_the_pipeline_it_is_the_same_one_request(string which, string cmdlet, string arguments, string request)
    {
        using var engine = Engine();
        var ids = request.Contains("{job}", StringComparison.Ordinal) ? IdArguments(which, Job) : OwnerArgument(which, Job);
        var get = $"Get-{which}SynchronizationJob {IdArguments(which, Job)}";
        cmdlet = Cmdlet(cmdlet, which);

        engine.Run($"{cmdlet} {ids} {arguments}").ThrowIfFailed();
        engine.Run($"param($identity) {cmdlet} -InputObject $identity {arguments}", Identity(which, Job)).ThrowIfFailed();
        engine.Run($"{get} | {cmdlet} {arguments}").ThrowIfFailed();

        var expected = request.Replace("{job}", $"{{owner}}/jobs/{Job}", StringComparison.Ordinal).Replace("{owner}", Root(which, Job), StringComparison.Ordinal);
        Assert.Equal([expected, expected, expected], Graph.Requests.Where(sent => sent.Method != "GET").Select(Line));
        Assert.All(Graph.Requests.Where(sent => sent.Method != "GET"), sent => Assert.Equal("application/json", sent.Headers["Content-Type"]));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void It_writes_true_where_that_is_asked_for_and_nothing_otherwise(string which, string cmdlet, string arguments, string request)
    {
        using var engine = Engine();
        Assert.NotEmpty(request);

        var result = engine.Pipe([Identity(which, Job), Identity(which, Job)], $"{Cmdlet(cmdlet, which)} {arguments} -PassThru");

        result.ThrowIfFailed();
        Assert.Equal([true, true], result.Output);
        Assert.Empty(engine.Pipe([Identity(which, Job)], $"{Cmdlet(cmdlet, which)} {arguments}").Output);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void WhatIf_names_the_object_and_sends_nothing(string which, string cmdlet, string arguments, string request)
    {
        using var engine = Engine();

        engine.Pipe([Identity(which, Job)], $"{Cmdlet(cmdlet, which)} {arguments} -WhatIf").ThrowIfFailed();

        Assert.Empty(Graph.Requests);
        var line = Assert.Single(engine.Host.Lines, line => line.Contains("What if:", StringComparison.Ordinal));
        Assert.Contains(OwnerId(which, Job), line, StringComparison.Ordinal);
        Assert.Equal(request.Contains("{job}", StringComparison.Ordinal), line.Contains(Job, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_failure_is_an_error_of_its_object_alone_and_the_next_object_goes_on(string which, string cmdlet, string arguments, string request)
    {
        using var engine = Engine();
        var unknown = new Dictionary<string, string>
        {
            [OwnerKind(which) + "Id"] = request.Contains("{job}", StringComparison.Ordinal) ? OwnerId(which, Job) : "unknown",
            ["SynchronizationJobId"] = "unknown",
        };

        var result = engine.Pipe([unknown, Identity(which, Job)], $"{Cmdlet(cmdlet, which)} {arguments} -PassThru");

        Assert.StartsWith("Request_ResourceNotFound,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, result.Error.CategoryInfo.Category);
        Assert.Contains("'unknown'", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal([true], result.Output);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_object_of_the_other_kind_of_owner_is_refused_with_the_right_cmdlet(string which, string cmdlet, string arguments, string request)
    {
        using var engine = Engine();
        Assert.NotEmpty(request);
        var other = which.EndsWith("Application", StringComparison.Ordinal)
            ? which.Replace("Application", "ServicePrincipal", StringComparison.Ordinal)
            : which.Replace("ServicePrincipal", "Application", StringComparison.Ordinal);

        var error = engine.Pipe([Identity(other, Job)], $"{Cmdlet(cmdlet, which)} {arguments}").Error;

        Assert.Contains(Cmdlet(cmdlet, other), error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Graph.Requests);
    }
}
