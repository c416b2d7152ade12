using System;
using System.Collections.Generic;
using System.Linq;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>What a user grants an application: the permissions, on what, and what else comes with them.</summary>
internal sealed record DelegatedScope(TokenResource Resource, string[] Permissions, string[] OpenId)
{
    private static readonly string[] KnownOpenId = ["openid", "profile", "email", "offline_access"];

    public static DelegatedScope Parse(string scope, AppRegistration client, Func<string, TokenResource> find)
    {
        var openId = new List<string>();
        var permissions = new List<string>();
        string? resource = null;
        foreach (var word in scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (KnownOpenId.Contains(word, StringComparer.OrdinalIgnoreCase))
            {
                openId.Add(word);
                continue;
            }

            var (of, permission) = Split(word);
            if (resource is not null && resource != of)
            {
                throw new EntraErrorException(EntraError.InvalidScope(scope));
            }

            resource = of;
            permissions.Add(permission);
        }

        var found = find(resource ?? TokenResource.GraphRoot);
        var consented = found.IsGraph ? client.Scopes : [];
        if (permissions.Contains(".default", StringComparer.Ordinal) || permissions.Count == 0)
        {
            return new(found, [.. consented], [.. openId]);
        }

        return permissions.All(permission => consented.Contains(permission, StringComparer.OrdinalIgnoreCase))
            ? new(found, [.. consented.Intersect(permissions, StringComparer.OrdinalIgnoreCase)], [.. openId])
            : throw new EntraErrorException(EntraError.NotConsented(client));
    }

    /// <summary>A scope such as <c>https://graph.microsoft.com/User.Read</c>; one without a resource is Graph's.</summary>
    public static (string Resource, string Permission) Split(string scope) => scope.LastIndexOf('/') is >= 0 and var slash
        ? (scope[..slash], scope[(slash + 1)..])
        : (TokenResource.GraphRoot, scope);

    public override string ToString()
    {
        var prefix = Resource.Audience.TrimEnd('/');
        return string.Join(' ', [.. OpenId, .. Permissions.Select(permission => $"{prefix}/{permission}")]);
    }
}
