using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>Keeps secrets and tokens out of the request log: the log is shown to whoever asks.</summary>
internal static partial class Redaction
{
    private const string Redacted = "(redacted)";

    private static readonly string[] SecretHeaders = ["Authorization", "Proxy-Authorization", "X-IDENTITY-HEADER", "Secret", "Cookie"];

    private static readonly string[] SecretParameters =
    [
        "client_secret", "client_assertion", "assertion", "refresh_token", "access_token", "id_token", "device_code", "code", "password",
    ];

    /// <summary>A header with its secret taken out. The scheme is kept: whether a token was sent at all is often the question.</summary>
    public static string OfHeader(KeyValuePair<string, string> header)
    {
        if (!SecretHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
        {
            return header.Value;
        }

        return AuthenticationHeaderValue.TryParse(header.Value, out var value) && value.Parameter is not null
            ? $"{value.Scheme} {Redacted}"
            : Redacted;
    }

    /// <summary>A path and query, the query without its secrets.</summary>
    public static string OfTarget(string target) => target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query
        ? $"{target[..(query + 1)]}{OfPairs(target[(query + 1)..])}"
        : target;

    /// <summary>A form or a JSON text without its secrets. Whichever of the two it claims to be, it is what it looks like.</summary>
    public static string OfBody(string body) => body.AsSpan().TrimStart("\uFEFF \t\r\n") is ['{' or '[', ..]
        ? JsonSecret().Replace(body, $"${{name}}\"{Redacted}\"")
        : OfPairs(body);

    private static string OfPairs(string pairs) => pairs.Contains('=', StringComparison.Ordinal)
        ? string.Join('&', pairs.Split('&').Select(OfPair))
        : pairs;

    private static string OfPair(string pair) => pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals
        && SecretParameters.Contains(Uri.UnescapeDataString(pair[..equals].Replace('+', ' ')).Trim(), StringComparer.OrdinalIgnoreCase)
            ? $"{pair[..(equals + 1)]}{Redacted}"
            : pair;

    [GeneratedRegex(
        """(?<name>"(?:client_secret|client_assertion|assertion|refresh_token|access_token|id_token|device_code|password)"\s*:\s*)"(?:[^"\\]|\\.)*("|\z)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex JsonSecret();
}
