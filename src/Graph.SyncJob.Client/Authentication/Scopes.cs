using System;
using System.Linq;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>What a token is asked for: it follows the Graph root, so that a token of one cloud is never one for another.</summary>
internal static class Scopes
{
    // MSAL asks for these by itself, and refuses to be asked to.
    private static readonly string[] Implied = ["openid", "profile", "offline_access", "email"];

    public static string[] For(ConnectionSettings settings)
    {
        var scopes = settings.SignIn is SignIn.User user
            ? user.Scopes.Where(scope => !Implied.Contains(scope, StringComparer.OrdinalIgnoreCase)).ToArray()
            : [];
        return scopes.Length == 0 ? [Of(settings.GraphRoot, ".default")] : [.. scopes.Select(scope => Of(settings.GraphRoot, scope))];
    }

    private static string Of(Uri graphRoot, string permission) => permission.Contains("://")
        ? permission
        : graphRoot.GetLeftPart(UriPartial.Authority) + "/" + permission;
}
