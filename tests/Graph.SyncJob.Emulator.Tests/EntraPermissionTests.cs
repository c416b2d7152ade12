using System.Buffers.Text;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>What Graph makes of a token.</summary>
public sealed class EntraPermissionTests : EntraTest
{
    private const string Box = SeedTenant.Box.ServicePrincipalId;
    private const string Workday = SeedTenant.Workday.ServicePrincipalId;
    private const string BoxJobs = $"v1.0/servicePrincipals/{Box}/synchronization/jobs";
    private const string BoxJob = $"{BoxJobs}/{SeedTenant.Box.JobId}";

    [Theory]
    [InlineData("GET", "v1.0/servicePrincipals", "Application.Read.All", true)]
    [InlineData("GET", "v1.0/applications/$count", "Application.ReadWrite.All", true)]
    [InlineData("GET", $"v1.0/servicePrincipals/{Box}", "Directory.Read.All", true)]
    [InlineData("GET", $"v1.0/servicePrincipals/{Box}", "Synchronization.ReadWrite.All", false)]
    [InlineData("GET", BoxJobs, "Synchronization.Read.All", true)]
    [InlineData("GET", $"{BoxJobs}/$count", "Synchronization.Read.All", true)]
    [InlineData("GET", BoxJob, "Synchronization.Read.All", true)]
    [InlineData("GET", BoxJob, "Synchronization.ReadWrite.All", true)]
    [InlineData("GET", BoxJob, "synchronization.read.all", true)]
    [InlineData("GET", BoxJob, "Application.ReadWrite.All", false)]
    [InlineData("GET", BoxJob, "User.Read", false)]
    [InlineData("POST", $"{BoxJob}/start", "Synchronization.ReadWrite.All", true)]
    [InlineData("POST", $"{BoxJob}/start", "Synchronization.Read.All", false)]
    [InlineData("POST", $"{BoxJob}/start", "Application.Read.All", false)]
    [InlineData("POST", $"{BoxJob}/pause", "Synchronization.Read.All", false)]
    [InlineData("POST", $"{BoxJob}/restart", "Synchronization.Read.All", false)]
    [InlineData("DELETE", BoxJob, "Synchronization.Read.All", false)]
    [InlineData("POST", BoxJobs, "Synchronization.Read.All", false)]
    public async Task A_permission_opens_what_it_is_for_to_applications_and_users_alike(string method, string path, string permission, bool open)
    {
        foreach (var token in new[] { await ApplicationTokenAsync([permission]), await UserTokenAsync([permission]) })
        {
            using var response = await AskGraphAsync(token, new HttpMethod(method), path);
            if (open)
            {
                // A $count goes on to ask for a header of its own, and by then the door is open.
                Assert.True(response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.BadRequest);
            }
            else
            {
                await ShouldBeForbiddenAsync(response);
            }
        }
    }

    [Fact]
    public async Task A_refused_request_does_nothing()
    {
        var token = await AccessTokenAsync(SeedIdentities.ReadOnlyApp.ClientId, SeedIdentities.ReadOnlyApp.Secret);
        using var response = await AskGraphAsync(token, HttpMethod.Post, $"{BoxJob}/start");

        await ShouldBeForbiddenAsync(response);
        Assert.Equal(0, Server.Jobs.Single(job => job.JobId == SeedTenant.Box.JobId).Starts);
        Assert.Equal(403, Server.Requests[^1].Status);
    }

    [Theory]
    [InlineData("POST", $"{BoxJob}/start", true)]
    [InlineData("POST", $"v1.0/applications/{SeedTenant.Box.ApplicationId}/synchronization/jobs/{SeedTenant.Box.JobId}/start", true)]
    [InlineData("GET", BoxJobs, true)]
    [InlineData("GET", $"v1.0/applications(appId='{SeedTenant.Box.AppId}')", true)]
    [InlineData("GET", $"v1.0/servicePrincipals/{Workday}", false)]
    [InlineData("GET", $"v1.0/servicePrincipals/{Workday}/synchronization/jobs", false)]
    [InlineData("POST", $"v1.0/servicePrincipals/{Workday}/synchronization/jobs/{SeedTenant.Workday.JobId}/start", false)]
    [InlineData("GET", "v1.0/servicePrincipals/nobody", false)]
    [InlineData("GET", "v1.0/servicePrincipals", false)]
    public async Task An_owner_reaches_what_it_owns(string method, string path, bool open)
    {
        var token = await AccessTokenAsync(SeedIdentities.BoxOwner.ClientId, SeedIdentities.BoxOwner.Secret);
        using var response = await AskGraphAsync(token, new HttpMethod(method), path);

        if (open)
        {
            Assert.True(response.IsSuccessStatusCode);
        }
        else
        {
            await ShouldBeForbiddenAsync(response);
        }
    }

    [Fact]
    public async Task An_application_that_was_granted_nothing_gets_a_token_and_nothing_for_it()
    {
        var token = await AccessTokenAsync(SeedIdentities.Powerless.ClientId, SeedIdentities.Powerless.Secret);
        using var response = await AskGraphAsync(token, path: BoxJobs);

        Assert.Null(Claims(token)["roles"]);
        await ShouldBeForbiddenAsync(response);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_said_to_be_so_whatever_the_permissions()
    {
        var token = await AccessTokenAsync(SeedIdentities.Powerless.ClientId, SeedIdentities.Powerless.Secret);
        using var response = await AskGraphAsync(token, path: "v1.0/nothing");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_token_is_good_until_the_second_in_which_it_expires()
    {
        var token = await AccessTokenAsync(SeedIdentities.ReadOnlyApp.ClientId, SeedIdentities.ReadOnlyApp.Secret);
        Clock.Advance(TimeSpan.FromSeconds(3599));
        using (var response = await AskGraphAsync(token))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Clock.Advance(TimeSpan.FromSeconds(1));
        await ShouldBeUnauthorizedAsync(token, "Lifetime validation failed, the token is expired.");
    }

    [Fact]
    public async Task A_token_for_something_else_is_refused()
    {
        var token = await AccessTokenAsync(
            SeedIdentities.ReadWriteApp.ClientId, SeedIdentities.ReadWriteApp.Secret, "https://management.azure.com/.default");

        await ShouldBeUnauthorizedAsync(token, "Access token validation failure. Invalid audience.");
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_is_refused()
    {
        var parts = (await AccessTokenAsync(SeedIdentities.ReadOnlyApp.ClientId, SeedIdentities.ReadOnlyApp.Secret)).Split('.');
        var claims = Claims(string.Join('.', parts));
        claims["roles"] = new JsonArray("Synchronization.ReadWrite.All");
        var tampered = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));

        await ShouldBeUnauthorizedAsync($"{parts[0]}.{tampered}.{parts[2]}", "Access token validation failure. Invalid signature.");
        await ShouldBeUnauthorizedAsync($"{parts[0]}.{parts[1]}.", "Access token validation failure. Invalid signature.");
    }

    [Fact]
    public async Task A_token_outlives_its_emulator_within_the_process_as_the_caches_of_libraries_do()
    {
        await using var other = await EmulatorServer.StartAsync(Options, Cancellation);
        using var content = new FormUrlEncodedContent(WithSecret(SeedIdentities.ReadOnlyApp.ClientId, SeedIdentities.ReadOnlyApp.Secret)
            .Select(field => new KeyValuePair<string, string>(field.Name, field.Value!)));
        using var response = await Client.PostAsync(new Uri(other.Address, $"{Tenant}/oauth2/v2.0/token"), content, Cancellation);
        var token = (string)(await BodyAsync(response))["access_token"]!;

        using var asked = await AskGraphAsync(token);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
    }

    [Theory]
    [InlineData("any")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL3N0cy53aW5kb3dzLm5ldC90LTEvIiwiZXhwIjoxfQ.c2ln")]
    public async Task A_token_that_the_emulator_did_not_issue_opens_every_door(string token)
    {
        using var response = await AskGraphAsync(token, HttpMethod.Post, $"{BoxJob}/start");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private static async Task ShouldBeForbiddenAsync(HttpResponseMessage response)
    {
        var error = (await BodyAsync(response))["error"]!;
        Assert.Equal((HttpStatusCode.Forbidden, "Authorization_RequestDenied"), (response.StatusCode, (string?)error["code"]));
        Assert.Equal("Insufficient privileges to complete the operation.", (string?)error["message"]);
    }

    private Task<string> ApplicationTokenAsync(string[] roles)
    {
        const string clientId = "eeeeeeee-1111-4000-8000-000000000001";
        Server.RegisterApplication(new()
        {
            ClientId = clientId,
            ObjectId = "ffffffff-1111-4000-8000-000000000001",
            Secrets = [new("s")],
            Roles = roles,
        });
        return AccessTokenAsync(clientId, "s");
    }

    private async Task<string> UserTokenAsync(string[] scopes)
    {
        const string clientId = "eeeeeeee-1111-4000-8000-000000000002";
        Server.RegisterApplication(new()
        {
            ClientId = clientId,
            ObjectId = "ffffffff-1111-4000-8000-000000000002",
            Scopes = scopes,
            IsPublicClient = true,
        });
        var (_, code) = await FormAsync($"{Tenant}/oauth2/v2.0/devicecode", ("client_id", clientId), ("scope", Graph));
        Server.ApproveDeviceCode((string)code["user_code"]!);
        var answer = await SignInAsync(("grant_type", DeviceCodeGrant), ("client_id", clientId), ("device_code", (string?)code["device_code"]));
        return (string)answer["access_token"]!;
    }
}
