using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Secrets reach Graph as they are, from whatever people keep them in, and come up nowhere else.</summary>
public sealed class FamilySecretTests : FamilyTest
{
    private const string Secret = "S3cret-+\"<ü>";

    // Given $secure and $plain, which hold the same.
    public static TheoryData<string> WaysToGiveASecret => new(
        "@{ UserName = 'admin'; Password = $secure }",
        "[ordered]@{ UserName = 'admin'; Password = $plain }",
        "@(@{ key = 'UserName'; value = 'admin' }, @{ Key = 'Password'; Value = $secure })",
        "@(@{ key = 'UserName'; value = 'admin' }, @{ key = 'Password'; value = [pscredential]::new('other', $secure) })",
        "@(@{ UserName = 'admin' }, @{ Password = $plain })",
        "& { $pairs = [System.Collections.Generic.Dictionary[string, object]]::new(); $pairs['UserName'] = 'admin'; $pairs['Password'] = $secure; $pairs }",
        "@([pscustomobject]@{ Key = 'UserName'; Value = 'admin' }, [pscustomobject]@{ Key = 'Password'; Value = $plain })",
        "@(@{ UserName = 'admin'; Password = $secure }.GetEnumerator())",
        "([pscredential]::new('admin', $secure))",
        "([Microsoft.Graph.PowerShell.Models.MicrosoftGraphSynchronizationSecretKeyStringValuePair]@{ Key = 'UserName'; Value = 'admin' }), @{ Password = $plain }");

    public static TheoryData<string> WaysToGiveNone => new(
        "-Value $plain",
        "-Value @($plain)",
        "-Value @(@{ Password = $plain }, $plain)",
        "-Value @{ Password = @{ Inner = $plain } }",
        "-Value @{ Key = 'Password'; Value = @{ Inner = $plain } }",
        "-Value ([pscustomobject]@{ Password = $plain })",
        "-Value @{ Key = ''; Value = $plain }",
        "-AdditionalProperties $plain",
        "-BodyParameter $plain",
        "-BodyParameter ('{ \"value\": [ { \"key\": \"Password\", \"value\": \"' + $plain + '\" } ] }')",
        "-BodyParameter @{ value = $plain }",
        "-BodyParameter @{ value = @(@{ key = 'Password'; value = @{ Inner = $plain } }) }");

    [Theory]
    [MemberData(nameof(WaysToGiveASecret))]
    public void Whatever_holds_a_secret_it_is_its_text_that_is_sent(string value)
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        Run(engine, $"Set-MgServicePrincipalSynchronizationSecret -ServicePrincipalId sp -Value ({value})").ThrowIfFailed();

        var pairs = SentBody(graph).GetProperty("value").EnumerateArray().ToDictionary(pair => pair.GetProperty("key").GetString()!, pair => pair.GetProperty("value").GetString());
        Assert.Equal(2, pairs.Count);
        Assert.Equal("admin", pairs["UserName"]);
        Assert.Equal(Secret, pairs["Password"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Value $null")]
    [InlineData("-Value @()")]
    [InlineData("-Value @{}")]
    [InlineData("-AdditionalProperties @{}")]
    public void Without_a_secret_nothing_is_sent_that_would_take_the_place_of_what_is_saved(string arguments)
    {
        using var engine = Engine();

        var error = engine.Run($"Set-MgServicePrincipalSynchronizationSecret -ServicePrincipalId sp {arguments}").Error;

        Assert.StartsWith("SecretsMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains("-Value @{", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Graph.Requests);
    }

    [Fact]
    public void A_secret_among_the_additional_properties_is_sent_as_its_text()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        Run(engine, "Set-MgServicePrincipalSynchronizationSecret -ServicePrincipalId sp -AdditionalProperties @{ value = @(@{ key = 'Password'; value = $secure }) }").ThrowIfFailed();

        Assert.Equal(Secret, SentBody(graph).GetProperty("value")[0].GetProperty("value").GetString());
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void Credentials_are_tested_before_there_is_a_job(string which)
    {
        using var engine = Engine();
        var (cmdlet, owner) = ($"Test-{which}SynchronizationJobCredential -PassThru", OwnerArgument(which, SeedTenant.GitHub.JobId));

        var good = engine.Run(
            $"param($id) {cmdlet} {owner} -Credentials @{{ SecretToken = 'good' }} -TemplateId gitHubEnterpriseCloud; {cmdlet} {owner} -BodyParameter @{{ credentials = @(@{{ key = 'SecretToken'; value = 'good' }}) }}; "
            + $"@{{ {OwnerKind(which)}Id = $id }} | {cmdlet} -Credentials @{{ SecretToken = 'good' }}; [pscustomobject]@{{ Id = $id }} | {cmdlet} -Credentials @{{ SecretToken = 'good' }}",
            OwnerId(which, SeedTenant.GitHub.JobId));
        var bad = engine.Run($"{cmdlet} {owner} -Credentials @{{ SecretToken = 'bad' }}").Error;
        engine.Run($"{cmdlet} {owner} -UseSavedCredentials -WhatIf").ThrowIfFailed();

        good.ThrowIfFailed();
        Assert.Equal([true, true, true, true], good.Output);
        Assert.StartsWith("InvalidCredentials,", bad.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"'{OwnerId(which, SeedTenant.GitHub.JobId)}'", bad.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("job '", bad.ToString(), StringComparison.Ordinal);
        Assert.Equal(5, Graph.Requests.Count);
        Assert.All(Graph.Requests, request => Assert.Equal(Root(which, SeedTenant.GitHub.JobId) + "/jobs/validateCredentials", request.Target));
    }

    [Fact]
    public void A_job_id_that_is_none_is_not_taken_for_no_job()
    {
        using var engine = Engine();

        var empty = engine.Run("@{ ApplicationId = 'a'; SynchronizationJobId = ' ' } | Test-MgApplicationSynchronizationJobCredential -UseSavedCredentials").Error;

        Assert.StartsWith("IdentityInvalid,", empty.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Graph.Requests);
    }

    [Fact]
    public void Settings_among_the_secrets_are_sent_as_text()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var engine = ModuleEngine.ConnectedTo(graph.Address);

        engine.Run("Set-MgServicePrincipalSynchronizationSecret -ServicePrincipalId sp -Value ([ordered]@{ SyncAll = $false; CompanyId = 42; BaseAddress = [uri]'https://a.example/' })")
            .ThrowIfFailed();

        Assert.Equal(["false", "42", "https://a.example/"], SentBody(graph).GetProperty("value").EnumerateArray().Select(pair => pair.GetProperty("value").GetString()));
    }

    [Theory]
    [MemberData(nameof(WaysToGiveNone))]
    public void What_is_no_secret_is_refused_without_being_shown(string arguments)
    {
        using var engine = Engine();

        var result = Run(engine, $"Set-MgServicePrincipalSynchronizationSecret -ServicePrincipalId sp {arguments}");

        Assert.Contains("Give secrets as", result.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(result.AllText, text => text.Contains(Secret, StringComparison.Ordinal));
        Assert.Empty(Graph.Requests);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void A_secret_is_in_no_stream_whatever_happens(string which)
    {
        using var refusing = new ScriptedServer(_ => ScriptedServer.GraphError(400, "InvalidCredentials", "The credentials are bad."));
        using var echoing = new ScriptedServer(_ => ScriptedServer.Answer(200, "\"S3cret-+\\\"<\u00fc>\"", "Content-Type: application/json"));
        using var willing = new ScriptedServer(_ => ScriptedServer.Answer(204));
        foreach (var graph in new[] { refusing, echoing, willing })
        {
            using var engine = ModuleEngine.ConnectedTo(graph.Address);
            var owner = $"-{OwnerKind(which)}Id o";
            foreach (var command in new[]
            {
                $"Set-{which}SynchronizationSecret {owner} -Value @{{ Password = $secure }}",
                $"Set-{which}SynchronizationSecret {owner} -BodyParameter @{{ value = @{{ key = 'Password'; value = $plain }} }}",
                $"Test-{which}SynchronizationJobCredential {owner} -SynchronizationJobId j -Credentials @{{ Password = $plain }}",
                $"Test-{which}SynchronizationJobCredential {owner} -Credentials @{{ Password = $plain }}",
                $"Set-{which}SynchronizationSecret {owner} -AdditionalProperties @{{ value = @(@{{ key = 'Password'; value = $secure }}) }}",
                $"Get-{which}SynchronizationAccessToken {owner} -Credentials @{{ Password = $secure }}",
            })
            {
                foreach (var more in new[] { "-Verbose -Debug", "-Verbose -Debug -WhatIf", "-Verbose -Debug -ErrorAction Stop" })
                {
                    var result = Run(engine, $"{command} {more}");

                    Assert.DoesNotContain(result.AllText.Concat(engine.Host.Lines), text => text.Contains("S3cret", StringComparison.Ordinal));
                    Assert.Equal(!more.Contains("WhatIf", StringComparison.Ordinal), result.Debug.Any(line => line.Contains("(redacted)\n", StringComparison.Ordinal) || line.EndsWith("(redacted)", StringComparison.Ordinal)));
                }
            }
        }
    }

    [Fact]
    public void Debug_shows_the_bodies_that_hold_no_secret()
    {
        using var engine = Engine();

        var result = engine.Run($"Restart-MgApplicationSynchronizationJob {IdArguments("MgApplication", SeedTenant.GitHub.JobId)} -ResetScope Full -Debug");

        Assert.Contains(result.Debug, line => line.EndsWith("""{"criteria":{"resetScope":"Full"}}""", StringComparison.Ordinal));
        Assert.Equal("""{"criteria":{"resetScope":"Full"}}""", Graph.Requests.Single().Body);
    }

    [Fact]
    public void A_pair_shows_its_key_only()
    {
        using var engine = new ModuleEngine();

        var result = Run(
            engine,
            "$pair = [Microsoft.Graph.PowerShell.Models.MicrosoftGraphSynchronizationSecretKeyStringValuePair]@{ Key = 'Password' }; $pair.Value = $plain; "
            + "\"$pair\"; \"$($pair.Value)\"");

        result.ThrowIfFailed();
        Assert.Equal(["Password", "System.Security.SecureString"], result.Output);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void Saved_secrets_are_the_ones_that_are_tested_and_counted(string which)
    {
        using var engine = Engine();
        var job = SeedTenant.Salesforce.JobId;
        var test = $"Test-{which}SynchronizationJobCredential {IdArguments(which, job)} -UseSavedCredentials -PassThru";

        var bad = engine.Run(test);
        engine.Run($"Set-{which}SynchronizationSecret {OwnerArgument(which, job)} -Value @{{ UserName = 'admin'; Password = 'good'; SyncAll = $false }}").ThrowIfFailed();
        var good = engine.Run(test);
        var count = engine.Run(
            $"param($identity) Get-{which}SynchronizationSecretCount {OwnerArgument(which, job)}; Get-{which}SynchronizationSecretCount -InputObject $identity; "
            + $"Get-{which}SynchronizationJob {IdArguments(which, job)} | Get-{which}SynchronizationSecretCount",
            Identity(which, job));

        Assert.Empty(bad.Output);
        Assert.StartsWith("InvalidCredentials,", bad.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, bad.Error.CategoryInfo.Category);
        Assert.Contains($"Could not test the credentials of synchronization job '{job}'", bad.Error.ToString(), StringComparison.Ordinal);
        good.ThrowIfFailed();
        Assert.Equal([true], good.Output);
        count.ThrowIfFailed();
        Assert.Equal([3, 3, 3], count.Output);
        Assert.Equal(Root(which, job) + "/secrets/$count", Graph.Requests[^1].Target);
    }

    [Theory]
    [MemberData(nameof(Four))]
    public void Bad_credentials_are_an_error_that_names_the_object(string which)
    {
        using var engine = Engine();
        var job = SeedTenant.GitHub.JobId;

        var tested = engine.Run($"Test-{which}SynchronizationJobCredential {IdArguments(which, job)} -Credentials @{{ Password = 'bad' }} -PassThru");
        var acquired = engine.Run($"Get-{which}SynchronizationAccessToken {OwnerArgument(which, job)} -Credentials @{{ Oauth2ClientSecret = 'bad' }} -PassThru");

        foreach (var result in new[] { tested, acquired })
        {
            Assert.StartsWith("InvalidCredentials,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(OwnerId(which, job), result.Error.ToString(), StringComparison.Ordinal);
            Assert.Empty(result.Output);
        }
    }

    // The values come as arguments: what stands in a script is in its errors, whoever wrote it there.
    private static EngineResult Run(ModuleEngine engine, string command) =>
        engine.Run($"param($secure, $plain) {command}", ModuleEngine.Secret(Secret), Secret);

    private static JsonElement SentBody(ScriptedServer graph)
    {
        using var body = JsonDocument.Parse(Assert.Single(graph.Requests).Split("\n\n")[1]);
        return body.RootElement.Clone();
    }
}
