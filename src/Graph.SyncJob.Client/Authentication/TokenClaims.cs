using System;
using System.Linq;
using System.Text.Json;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>Reads what a token says of itself, to show it; the service alone decides what it is worth.</summary>
internal static class TokenClaims
{
    public static SignInDescription Describe(string token, DateTimeOffset expiresOn)
    {
        using var claims = Parse(token);
        var root = claims?.RootElement ?? default;
        return new SignInDescription
        {
            TenantId = String(root, "tid"),
            ClientId = String(root, "appid") ?? String(root, "azp"),
            AppName = String(root, "app_displayname"),
            Account = String(root, "upn") ?? String(root, "preferred_username") ?? String(root, "unique_name"),
            Scopes = String(root, "scp")?.Split([' '], StringSplitOptions.RemoveEmptyEntries) ?? [],
            Roles = Strings(root, "roles"),
            ExpiresOn = expiresOn == DateTimeOffset.MaxValue ? null : expiresOn,
        };
    }

    /// <summary>When the token expires, by its own word; null when it does not tell.</summary>
    public static DateTimeOffset? ExpiresOn(string token)
    {
        using var claims = Parse(token);
        return claims is not null
            && claims.RootElement.TryGetProperty("exp", out var expires)
            && expires.ValueKind == JsonValueKind.Number
            && expires.TryGetInt64(out var seconds)
            && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
    }

    // A token is opaque by contract: one that is no readable JWT is as good as any other.
    private static JsonDocument? Parse(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            var base64 = parts[1].Replace('-', '+').Replace('_', '/');
            var document = JsonDocument.Parse(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string? String(JsonElement claims, string name) =>
        claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.String
            ? Text(claim)
            : null;

    private static string[] Strings(JsonElement claims, string name) =>
        claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.Array
            ? claim.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(Text).OfType<string>().ToArray()
            : [];

    private static string? Text(JsonElement claim)
    {
        try
        {
            return claim.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }
}
