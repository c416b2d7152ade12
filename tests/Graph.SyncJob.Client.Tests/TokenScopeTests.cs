using Graph.SyncJob.Client.Authentication;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Tests;

/// <summary>What a token is asked for, and of whom, in each cloud.</summary>
public sealed class TokenScopeTests
{
    [Theory]
    [InlineData("Global", "https://graph.microsoft.com/.default", "https://login.microsoftonline.com/")]
    [InlineData("USGov", "https://graph.microsoft.us/.default", "https://login.microsoftonline.us/")]
    [InlineData("USGovDoD", "https://dod-graph.microsoft.us/.default", "https://login.microsoftonline.us/")]
    [InlineData("China", "https://microsoftgraph.chinacloudapi.cn/.default", "https://login.chinacloudapi.cn/")]
    public void Scope_and_identity_provider_follow_the_cloud(string name, string scope, string authority)
    {
        var root = Cloud.Named(name).GraphRoot;

        Assert.Equal([scope], Scopes.For(new ConnectionSettings(root, new SignIn.Default())));
        Assert.Equal(authority, Authority.For(root).AbsoluteUri);
    }

    [Fact]
    public void Permissions_of_a_user_are_those_of_the_Graph_that_is_asked() => Assert.Equal(
        ["https://graph.microsoft.us/Synchronization.Read.All", "https://graph.microsoft.us/User.Read"],
        For("Synchronization.Read.All", "openid", "https://graph.microsoft.us/User.Read", "offline_access"));

    [Fact]
    public void A_user_without_permissions_to_ask_for_gets_what_was_consented_to()
    {
        Assert.Equal(["https://graph.microsoft.us/.default"], For());
        Assert.Equal(["https://graph.microsoft.us/.default"], For("openid", "profile"));
    }

    private static string[] For(params string[] scopes) => Scopes.For(
        new ConnectionSettings(Cloud.Named(Cloud.USGov).GraphRoot, new SignIn.InteractiveBrowser(null, null, scopes, IsRemembered: false)));
}
