using System.Net;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>An emulator that takes its own tokens only, and those not for long.</summary>
public sealed class EntraStrictTests : EntraTest
{
    protected override EmulatorOptions Options => base.Options with { StrictTokens = true, TokenLifetime = TimeSpan.FromMinutes(5) };

    [Theory]
    [InlineData("any", "IDX14100: JWT is not well formed.")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL3N0cy53aW5kb3dzLm5ldC90LTEvIn0.c2ln", "Access token validation failure. Invalid issuer.")]
    public Task A_token_of_anybody_else_is_refused(string token, string message) => ShouldBeUnauthorizedAsync(token, message);

    [Fact]
    public async Task A_token_lives_for_as_long_as_was_said()
    {
        var answer = await SignInAsync(WithSecret(SeedIdentities.ReadOnlyApp.ClientId, SeedIdentities.ReadOnlyApp.Secret));
        var token = (string)answer["access_token"]!;
        using (var response = await AskGraphAsync(token))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(300, (int?)answer["expires_in"]);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await ShouldBeUnauthorizedAsync(token, "Lifetime validation failed, the token is expired.");
    }
}
