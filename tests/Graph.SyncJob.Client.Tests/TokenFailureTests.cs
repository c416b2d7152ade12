using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using Azure.Identity;
using Graph.SyncJob.Client.Authentication;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Port;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Client.Tests;

/// <summary>How a sign-in that fails is put into words, and how long one is waited for.</summary>
public sealed class TokenFailureTests
{
    private static readonly Uri Graph = new("https://graph.microsoft.com");
    private static readonly JobAddress Job = new(OwnerKind.Application, "app-1", "job-1");

    [Theory]
    [InlineData("Bad request: client_secret=s3cr3t&grant_type=x")]
    [InlineData("Bad request: {\"client_secret\": \"s3cr3t\"}")]
    [InlineData("AADSTS7000215: Invalid client secret: password=s3cr3t")]
    [InlineData("The answer was {\"access_token\":\"s3cr3t\",\"expires_in\":1}")]
    [InlineData("Assertion eyJs3cr3t.eyJs3cr3t.s3cr3t failed")]
    public void What_looks_like_a_secret_is_not_passed_on(string message)
    {
        var failure = SignInFailures.Translate(
            new AuthenticationFailedException(message, new InvalidOperationException(message)), new ConnectionSettings(Graph, new SignIn.EnvironmentVariable()));

        Assert.DoesNotContain("s3cr3t", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("(redacted)", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public void The_code_of_the_identity_provider_is_a_property_and_the_trace_id_is_kept_for_support()
    {
        var failure = SignInFailures.Translate(
            new AuthenticationFailedException(
                "ClientSecretCredential authentication failed: A configuration issue. Original exception: AADSTS7000222: The provided client secret keys for app "
                + "'a' are expired. Trace ID: 11111111-2222-3333-4444-555555555555 Correlation ID: 66666666-7777-8888-9999-000000000000 Timestamp: 2026-11-01 12:00:00Z\n"
                + "See the troubleshooting guide for more information."),
            new ConnectionSettings(Graph, new SignIn.ClientSecret("t", "a", new NetworkCredential("", "x").SecurePassword)));

        Assert.Equal("AADSTS7000222", failure.Code);
        Assert.Equal(
            "Could not sign in to graph.microsoft.com with the secret of app 'a' in tenant 't'. The identity provider answered AADSTS7000222: The provided "
            + "client secret keys for app 'a' are expired. (trace id 11111111-2222-3333-4444-555555555555)",
            failure.Message);
    }

    [Fact]
    public void A_long_answer_is_shortened()
    {
        var failure = SignInFailures.Translate(
            new AuthenticationFailedException("AADSTS1: " + new string('x', 100_000)), new ConnectionSettings(Graph, new SignIn.Default()));

        Assert.InRange(failure.Message.Length, 500, 700);
    }

    [Fact]
    public async Task An_identity_provider_that_does_not_answer_is_given_up_after_the_time_for_one_answer()
    {
        using var graph = new ScriptedServer(_ => ScriptedServer.Answer(204));
        using var fixture = new ClientFixture(graph.Address);
        fixture.Credential.Gate = new TaskCompletionSource();

        var call = fixture.Client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken);
        Assert.False(call.IsCompleted);
        fixture.Clock.Advance(fixture.Settings.Timeout);

        var failure = await Assert.ThrowsAsync<SignInException>(() => call);
        Assert.Contains("did not answer within", failure.Message, StringComparison.Ordinal);
        Assert.Empty(graph.Requests);
    }

    [Fact]
    public async Task An_answer_of_Graph_that_trickles_in_for_ever_is_given_up()
    {
        using var graph = new ScriptedServer(_ => "HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        using var fixture = new ClientFixture(graph.Address);
        var settings = fixture.Settings with { Timeout = TimeSpan.FromMinutes(1) };
        using var tokens = new TokenSource(fixture.Credential, settings, fixture.Clock);
        using var client = new GraphSynchronizationClient(settings, tokens, GraphPipeline.Create(settings, tokens, null, fixture.Clock), fixture.Clock);

        var call = client.StartJobAsync(Job, fixture.Options, TestContext.Current.CancellationToken);
        await graph.Asked;
        await fixture.WaitAsync(call);

        Assert.Equal("OutcomeUnknown", (await Assert.ThrowsAsync<GraphRequestException>(() => call)).Code);
    }

    [Fact]
    public void An_account_is_remembered_for_its_provider_tenant_and_app()
    {
        var folder = Directory.CreateTempSubdirectory("accounts ");
        try
        {
            using var json = new MemoryStream(Encoding.UTF8.GetBytes(
                """{"username":"ann@contoso.com","authority":"login.example","homeAccountId":"a.b","tenantId":"t","clientId":"c","version":"1.0"}"""));
            var account = RememberedAccount.Of(new Uri("https://login.example"), "../t", "c", folder.FullName);
            Assert.Null(account.Read());

            account.Write(AuthenticationRecord.Deserialize(json, TestContext.Current.CancellationToken));

            Assert.Equal("ann@contoso.com", account.Read()?.Username);
            Assert.Null(RememberedAccount.Of(new Uri("https://login.example"), "other", "c", folder.FullName).Read());
            Assert.Equal("login.example_..-t_c.account.json", Assert.Single(folder.GetFiles("*", SearchOption.AllDirectories)).Name);
            File.WriteAllText(folder.GetFiles().Single().FullName, "no json");
            Assert.Null(account.Read());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
