using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>A machine signs in without a credential.</summary>
public sealed class EntraManagedIdentityTests : EntraTest
{
    private const string VirtualMachine = "metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fgraph.microsoft.com";
    private const string AppService = "msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fgraph.microsoft.com";

    [Theory]
    [InlineData("", SeedIdentities.SystemAssigned.ClientId, SeedIdentities.SystemAssigned.ObjectId)]
    [InlineData($"&client_id={SeedIdentities.UserAssigned.ClientId}", SeedIdentities.UserAssigned.ClientId, SeedIdentities.UserAssigned.ObjectId)]
    [InlineData($"&object_id={SeedIdentities.UserAssigned.ObjectId}", SeedIdentities.UserAssigned.ClientId, SeedIdentities.UserAssigned.ObjectId)]
    public async Task A_virtual_machine_and_an_App_Service_have_the_same_identities(string which, string clientId, string objectId)
    {
        var onMachine = await AskAsync(VirtualMachine + which, "Metadata", "true");
        var inService = await AskAsync(AppService + which, "X-IDENTITY-HEADER", SeedIdentities.IdentityHeader);

        Assert.All([onMachine, inService], answer =>
        {
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal(("Bearer", "https://graph.microsoft.com", clientId), ((string?)answer.Body["token_type"], (string?)answer.Body["resource"], (string?)answer.Body["client_id"]));
            Assert.Equal(Now.AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), (string?)answer.Body["expires_on"]);
            var claims = Claims((string)answer.Body["access_token"]!);
            Assert.Equal((clientId, objectId), ((string?)claims["appid"], (string?)claims["oid"]));
        });
        Assert.Equal("3600", (string?)onMachine.Body["expires_in"]);
        using var response = await AskGraphAsync((string)onMachine.Body["access_token"]!);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(VirtualMachine, null, "invalid_request", "metadata header")]
    [InlineData(VirtualMachine, "false", "invalid_request", "metadata header")]
    [InlineData("metadata/identity/oauth2/token?resource=https%3A%2F%2Fgraph.microsoft.com", "true", "invalid_request", "api-version")]
    [InlineData("metadata/identity/oauth2/token?api-version=2017-01-01&resource=https%3A%2F%2Fgraph.microsoft.com", "true", "invalid_request", "api-version")]
    [InlineData("metadata/identity/oauth2/token?api-version=2018-02-01", "true", "invalid_request", "resource")]
    [InlineData($"{VirtualMachine}&client_id={SeedIdentities.ReadWriteApp.ClientId}", "true", "invalid_request", "Identity not found")]
    [InlineData("metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Funknown.example", "true", "invalid_resource", "AADSTS500011")]
    public async Task The_metadata_service_says_what_is_missing(string path, string? header, string error, string message)
    {
        var (status, body) = await AskAsync(path, "Metadata", header);

        Assert.Equal((HttpStatusCode.BadRequest, error), (status, (string?)body["error"]));
        Assert.Contains(message, (string?)body["error_description"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AppService, null, 401, "X-IDENTITY-HEADER")]
    [InlineData(AppService, "wrong", 401, "X-IDENTITY-HEADER")]
    [InlineData("msi/token?resource=https%3A%2F%2Fgraph.microsoft.com", SeedIdentities.IdentityHeader, 400, "api-version")]
    [InlineData("msi/token?api-version=2017-09-01&resource=https%3A%2F%2Fgraph.microsoft.com", SeedIdentities.IdentityHeader, 400, "api-version")]
    [InlineData("msi/token?api-version=2019-08-01", SeedIdentities.IdentityHeader, 400, "resource")]
    [InlineData($"{AppService}&client_id=11111111-2222-4333-8444-555555555555", SeedIdentities.IdentityHeader, 400, "Unable to load the proper Managed Identity")]
    [InlineData("msi/token?api-version=2019-08-01&resource=https%3A%2F%2Funknown.example", SeedIdentities.IdentityHeader, 400, "AADSTS500011")]
    public async Task App_Service_says_what_is_missing(string path, string? header, int status, string message)
    {
        var answer = await AskAsync(path, "X-IDENTITY-HEADER", header);

        Assert.Equal((status, status), ((int)answer.Status, (int?)answer.Body["statusCode"]));
        Assert.Contains(message, (string?)answer.Body["message"], StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, JsonObject Body)> AskAsync(string path, string header, string? value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (value is not null)
        {
            request.Headers.Add(header, value);
        }

        using var response = await Client.SendAsync(request, Cancellation);
        return (response.StatusCode, await BodyAsync(response));
    }
}
