using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>A user signs in elsewhere; the emulator is the user.</summary>
public class EntraDeviceCodeTests : EntraTest
{
    private const string App = SeedIdentities.PublicClient.ClientId;

    [Fact]
    public async Task The_first_poll_waits_and_the_second_gets_a_token_of_the_user()
    {
        var code = await CodeAsync("openid profile offline_access https://graph.microsoft.com/Synchronization.Read.All");
        await ShouldBePendingAsync(code);
        var answer = await SignInAsync(Poll(code));
        var claims = Claims((string)answer["access_token"]!);

        Assert.Equal(9, ((string)code["user_code"]!).Length);
        Assert.Equal((900, 1), ((int?)code["expires_in"], (int?)code["interval"]));
        Assert.Contains((string)code["user_code"]!, (string?)code["message"], StringComparison.Ordinal);
        Assert.Equal(("Synchronization.Read.All", SeedIdentities.User.PrincipalName), ((string?)claims["scp"], (string?)claims["upn"]));
        Assert.Equal((App, SeedIdentities.User.ObjectId), ((string?)claims["appid"], (string?)claims["oid"]));
        Assert.Null(claims["roles"]);
        Assert.Equal("openid profile offline_access https://graph.microsoft.com/Synchronization.Read.All", (string?)answer["scope"]);
        Assert.Equal((App, SeedIdentities.User.PrincipalName), ((string?)Claims((string)answer["id_token"]!)["aud"], (string?)Claims((string)answer["id_token"]!)["preferred_username"]));
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var code = await CodeAsync();
        await ShouldBePendingAsync(code);
        await SignInAsync(Poll(code));

        await ShouldBeRefusedAsync(400, "invalid_grant", 54005, Poll(code));
    }

    [Fact]
    public async Task A_code_can_be_approved_before_anyone_asks()
    {
        var code = await CodeAsync();
        Assert.True(Server.ApproveDeviceCode((string)code["user_code"]!));

        await SignInAsync(Poll(code));
        Assert.False(Server.ApproveDeviceCode((string)code["user_code"]!));
    }

    [Fact]
    public async Task A_code_can_be_declined()
    {
        var code = await CodeAsync();
        using (var response = await Client.PostAsync($"emulator/entra/devicecodes/{code["user_code"]}/deny", content: null, Cancellation))
        {
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }

        await ShouldBeRefusedAsync(400, "authorization_declined", 65004, Poll(code));
        Assert.False(Server.DenyDeviceCode((string)code["user_code"]!));
    }

    [Fact]
    public async Task A_code_expires()
    {
        var code = await CodeAsync();
        Clock.Advance(TimeSpan.FromMinutes(15));

        await ShouldBeRefusedAsync(400, "expired_token", 70020, Poll(code));
        Assert.False(Server.ApproveDeviceCode((string)code["user_code"]!));
    }

    [Fact]
    public async Task A_code_that_was_not_issued_or_was_issued_to_another_application_is_refused()
    {
        var code = await CodeAsync();

        await ShouldBeRefusedAsync(400, "bad_verification_code", 70018, Poll(new() { ["device_code"] = "nonsense" }));
        await ShouldBeRefusedAsync(
            400, "bad_verification_code", 70018,
            ("grant_type", DeviceCodeGrant), ("client_id", SeedIdentities.GraphCommandLineClientId), ("device_code", (string?)code["device_code"]));
    }

    [Fact]
    public Task An_application_that_is_not_public_cannot_use_device_codes() => ShouldBeRefusedAsync(
        401, "invalid_client", 7000218,
        ("grant_type", DeviceCodeGrant), ("client_id", SeedIdentities.ReadWriteApp.ClientId), ("device_code", "any"));

    [Theory]
    [InlineData("https://graph.microsoft.com/Mail.Send", "invalid_grant", 65001)]
    [InlineData("https://unknown.example/.default", "invalid_resource", 500011)]
    [InlineData("https://graph.microsoft.com/User.Read https://vault.azure.net/.default", "invalid_scope", 70011)]
    [InlineData(null, "invalid_request", 900144)]
    public async Task A_scope_that_was_not_consented_to_is_refused(string? scope, string error, int code)
    {
        ShouldBe(await FormAsync("common/oauth2/v2.0/devicecode", ("client_id", App), ("scope", scope)), 400, error, code);
    }

    [Fact]
    public async Task A_refresh_token_gets_tokens_again_and_again_but_for_its_application_only()
    {
        var code = await CodeAsync();
        Server.ApproveDeviceCode((string)code["user_code"]!);
        var refresh = (string)(await SignInAsync(Poll(code)))["refresh_token"]!;

        Clock.Advance(TimeSpan.FromDays(1));
        var second = await SignInAsync(Refresh(App, refresh));
        await SignInAsync(Refresh(App, refresh));
        await SignInAsync(Refresh(App, (string)second["refresh_token"]!));
        using var response = await AskGraphAsync((string)second["access_token"]!);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        await ShouldBeRefusedAsync(400, "invalid_grant", 700003, Refresh(SeedIdentities.GraphCommandLineClientId, refresh));
        await ShouldBeRefusedAsync(400, "invalid_grant", 9002313, Refresh(App, "nonsense"));
        Clock.Advance(TimeSpan.FromDays(90));
        await ShouldBeRefusedAsync(400, "invalid_grant", 700082, Refresh(App, refresh));

        var log = (await GetAsync("emulator/requests")).ToJsonString();
        Assert.All([refresh, (string)code["device_code"]!], secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_offline_access_there_is_no_refresh_token_and_without_openid_no_id_token()
    {
        var code = await CodeAsync("Synchronization.Read.All");
        Server.ApproveDeviceCode((string)code["user_code"]!);
        var answer = await SignInAsync(Poll(code));

        Assert.Null(answer["refresh_token"]);
        Assert.Null(answer["id_token"]);
    }

    private static (string Name, string? Value)[] Poll(JsonObject code) =>
        [("grant_type", DeviceCodeGrant), ("client_id", App), ("device_code", (string?)code["device_code"])];

    private static (string Name, string? Value)[] Refresh(string clientId, string token) =>
        [("grant_type", "refresh_token"), ("client_id", clientId), ("refresh_token", token)];

    private Task ShouldBePendingAsync(JsonObject code) => ShouldBeRefusedAsync(400, "authorization_pending", 70016, Poll(code));

    private async Task<JsonObject> CodeAsync(string scope = $"openid offline_access {Graph}")
    {
        var (status, code) = await FormAsync($"{Tenant}/oauth2/v2.0/devicecode", ("client_id", App), ("scope", scope));
        Assert.Equal(HttpStatusCode.OK, status);
        return code;
    }

    public sealed class ThatWaitForADecision : EntraTest
    {
        protected override EmulatorOptions Options => base.Options with { DeviceCodePendingPolls = null };

        [Fact]
        public async Task A_code_waits_for_as_long_as_nobody_decides()
        {
            var (_, code) = await FormAsync($"{Tenant}/oauth2/v2.0/devicecode", ("client_id", App), ("scope", Graph));
            for (var poll = 0; poll < 5; poll++)
            {
                await ShouldBeRefusedAsync(400, "authorization_pending", 70016, Poll(code));
            }

            var waiting = (await GetAsync("emulator/entra"))["devicecodes"]!.AsArray().Single()!;
            Assert.Equal((string?)code["user_code"], (string?)waiting["userCode"]);
            Assert.True(Server.ApproveDeviceCode((string)waiting["userCode"]!));
            await SignInAsync(Poll(code));
        }
    }
}
