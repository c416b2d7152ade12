using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class SecretTests : EmulatorTest
{
    private const string Secret = "do-not-show-this";

    private static readonly string Good = $$"""[{"key":"BaseAddress","value":"https://x.example"},{"key":"SecretToken","value":"{{Secret}}"}]""";

    private static string Synchronization(string servicePrincipalId) => $"v1.0/servicePrincipals/{servicePrincipalId}/synchronization";

    [Fact]
    public async Task Saved_secrets_replace_those_before_and_are_counted()
    {
        var path = $"{Synchronization(SeedTenant.Workday.ServicePrincipalId)}/secrets";
        Assert.Equal("3", await Client.GetStringAsync($"{path}/$count", Cancellation));

        await ChangeAsync(HttpMethod.Put, path, $$"""{"value":{{Good}}}""");

        Assert.Equal("2", await Client.GetStringAsync($"beta/applications/{SeedTenant.Workday.ApplicationId}/synchronization/secrets/$count", Cancellation));
    }

    [Fact]
    public async Task Values_are_nowhere_to_be_read()
    {
        var synchronization = Synchronization(SeedTenant.Slack.ServicePrincipalId);
        var validate = $"{Jobs(SeedTenant.Slack.ServicePrincipalId)}/validateCredentials";
        await ChangeAsync(HttpMethod.Put, $"{synchronization}/secrets", $$"""{"value":{{Good}}}""");
        await ChangeAsync(HttpMethod.Put, synchronization, $$"""{"secrets":{{Good}}}""");
        await ChangeAsync(HttpMethod.Post, validate, $$"""{"templateId":"slackOutDelta","credentials":{{Good}}}""");
        await ChangeAsync(HttpMethod.Post, $"{synchronization}/acquireAccessToken", $$"""{"credentials":{{Good}}}""");
        string[] wrong =
        [
            $$"""{"value":[{"key":"{{Secret}}","value":"x"}]}""",
            $$"""{"value":[{"key":"Password","secret":"{{Secret}}"}]}""",
            $$"""{"value":["{{Secret}}"]}""",
            $$"""{"value":[{"key":"Password","value":["{{Secret}}"]}]}""",
            $$"""{"value":[{"key":"Password","value":"{{Secret}}"}""",
        ];
        foreach (var body in wrong)
        {
            using var content = Json(body);
            var answer = await SendAsync(HttpMethod.Put, $"{synchronization}/secrets", HttpStatusCode.BadRequest, content);
            Assert.DoesNotContain(Secret, answer["error"]!["message"]!.ToString().Replace("'secret'", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        using var misplaced = Json($$"""{"value":{{Good}}}""");
        await SendAsync(HttpMethod.Put, $"{synchronization}/secret", HttpStatusCode.BadRequest, misplaced);

        var container = await GetAsync(synchronization);
        var state = await GetAsync("emulator/state");
        var log = await GetAsync("emulator/requests");
        Assert.All([container, state, log], shown => Assert.DoesNotContain(Secret, shown.ToJsonString(), StringComparison.Ordinal));
        Assert.Empty(container["secrets"]!.AsArray());
        Assert.Equal(
            """{"value":[{"key":"BaseAddress","value":"(redacted)"},{"key":"SecretToken","value":"(redacted)"}]}""", Server.Requests[0].Body);
        Assert.Contains("\"templateId\":\"slackOutDelta\"", Server.Requests[2].Body, StringComparison.Ordinal);
        var slack = state["applications"]!.AsArray().Single(application => (string?)application!["displayName"] == "Slack")!;
        Assert.Equal("""["BaseAddress","SecretToken"]""", slack["secrets"]!.ToJsonString());
    }

    [Fact]
    public Task Secrets_cannot_be_read() => SendAsync(
        HttpMethod.Get, $"{Synchronization(SeedTenant.Box.ServicePrincipalId)}/secrets", HttpStatusCode.MethodNotAllowed);

    [Theory]
    [InlineData("""{"value":[{"key":"Pasword","value":"x"}]}""", "value[0]")]
    [InlineData("""{"value":[{"value":"x"}]}""", "value[0]")]
    [InlineData("""{"value":[{"key":"Password","value":"x"},{"key":"password","value":"y"}]}""", "more than once")]
    [InlineData("""{"value":{}}""", "'value'")]
    [InlineData("""{"credentials":[]}""", "'credentials'")]
    [InlineData("{}", "'value'")]
    public async Task Secrets_that_are_wrong_are_not_saved(string body, string message)
    {
        var path = $"{Synchronization(SeedTenant.Workday.ServicePrincipalId)}/secrets";
        using var content = Json(body);
        await RefusedAsync(HttpMethod.Put, path, HttpStatusCode.BadRequest, "BadRequest", message, content);

        Assert.Equal("3", await Client.GetStringAsync($"{path}/$count", Cancellation));
    }

    [Fact]
    public async Task The_saved_credentials_of_the_job_in_quarantine_are_bad_until_others_are_saved()
    {
        var owner = SeedTenant.Salesforce.ServicePrincipalId;
        var validate = $"{Job(owner, SeedTenant.Salesforce.JobId)}/validateCredentials";
        using (var content = Json("""{"useSavedCredentials":true}"""))
        {
            await RefusedAsync(HttpMethod.Post, validate, HttpStatusCode.BadRequest, "InvalidCredentials", "credentials", content);
        }

        await ChangeAsync(HttpMethod.Put, $"{Synchronization(owner)}/secrets", $$"""{"value":{{Good}}}""");
        await PostAsync(validate, """{"useSavedCredentials":true}""");
    }

    [Theory]
    [InlineData("""{"applicationIdentifier":"x","templateId":"BoxOutDelta","useSavedCredentials":true}""", null)]
    [InlineData("""{"useSavedCredentials":true,"credentials":[{"key":"Password","value":"bad"}]}""", null)]
    [InlineData("""{"credentials":[{"key":"UserName","value":"me"},{"key":"Password","value":"secret"}]}""", null)]
    [InlineData("""{"useSavedCredentials":false,"credentials":[{"key":"secretToken","value":"secret"}]}""", null)]
    [InlineData("""{"credentials":[{"key":"Password","value":"bad"}]}""", "InvalidCredentials")]
    [InlineData("""{"credentials":[{"key":"Password","value":"good"},{"key":"SecretToken","value":""}]}""", "InvalidCredentials")]
    [InlineData("""{"credentials":[{"key":"UserName","value":"me"}]}""", "InvalidCredentials")]
    [InlineData("""{"credentials":[]}""", "InvalidCredentials")]
    [InlineData("{}", "BadRequest")]
    [InlineData("""{"credentials":[{"key":"Passphrase","value":"x"}]}""", "BadRequest")]
    [InlineData("""{"templateId":"NoSuchTemplate","useSavedCredentials":true}""", "BadRequest")]
    [InlineData("""{"useSavedCredentials":"yes"}""", "BadRequest")]
    public async Task Credentials_are_judged_the_same_with_and_without_a_job(string body, string? code)
    {
        var owner = SeedTenant.Box.ServicePrincipalId;
        foreach (var path in new[] { $"{Jobs(owner)}/validateCredentials", $"{Job(owner, SeedTenant.Box.JobId)}/validateCredentials" })
        {
            using var content = Json(body);
            if (code is null)
            {
                await PostAsync(path, body);
            }
            else
            {
                await RefusedAsync(HttpMethod.Post, path, HttpStatusCode.BadRequest, code, "", content);
            }
        }
    }

    [Fact]
    public async Task Credentials_of_a_job_that_is_not_there_are_not_judged()
    {
        using var content = Json("""{"useSavedCredentials":true}""");
        await RefusedAsync(
            HttpMethod.Post, $"{Job(SeedTenant.Box.ServicePrincipalId, "nothing")}/validateCredentials", HttpStatusCode.NotFound, "Request_ResourceNotFound", "nothing", content);
    }

    [Fact]
    public async Task Acquiring_a_token_takes_credentials_by_their_keys()
    {
        var path = $"{Synchronization(SeedTenant.Slack.ServicePrincipalId)}/acquireAccessToken";
        await PostAsync(path, """{"credentials":[{"key":"Oauth2AuthorizationCode","value":"code"}]}""");

        using var unknown = Json("""{"credentials":[{"key":"Code","value":"code"}]}""");
        await RefusedAsync(HttpMethod.Post, path, HttpStatusCode.BadRequest, "BadRequest", "synchronizationSecret", unknown);
        using var bad = Json("""{"credentials":[{"key":"Oauth2AuthorizationCode","value":"bad"}]}""");
        await RefusedAsync(HttpMethod.Post, path, HttpStatusCode.BadRequest, "InvalidCredentials", "credentials", bad);
    }
}
