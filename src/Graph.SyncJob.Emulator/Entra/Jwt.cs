using System;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>A signed JSON Web Token: read apart, not yet believed.</summary>
internal sealed record Jwt(JsonObject Header, JsonObject Claims, ReadOnlyMemory<byte> SignedPart, ReadOnlyMemory<byte> Signature)
{
    public static string Sign(JsonObject claims, SigningKey key)
    {
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["x5t"] = key.Id, ["kid"] = key.Id };
        var signedPart = $"{Encode(header)}.{Encode(claims)}";
        return $"{signedPart}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signedPart)))}";
    }

    public static bool TryParse(string? token, [NotNullWhen(true)] out Jwt? jwt)
    {
        jwt = null;
        try
        {
            if (token?.Split('.') is not [var header, var claims, var signature]
                || Decode(header) is not { } headerObject
                || Decode(claims) is not { } claimsObject)
            {
                return false;
            }

            jwt = new(headerObject, claimsObject, Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature));
            return true;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or ArgumentException)
        {
            return false;
        }
    }

    public string? HeaderText(string name) => Text(Header[name]);

    public string? Text(string claim) => Text(Claims[claim]);

    /// <summary>A time in seconds since 1970. Microsoft's own libraries write it as a text, and Entra takes that too.</summary>
    public DateTimeOffset? Time(string claim) =>
        double.TryParse(Claims[claim]?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is > -62_135_596_800 and < 253_402_300_800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    /// <summary>A claim that may be one text or a list of them.</summary>
    public string[] Texts(string claim) => Claims[claim] switch
    {
        JsonArray list => [.. list.Select(Text).OfType<string>()],
        var one => Text(one) is { } text ? [text] : [],
    };

    /// <summary>Whether the signature is one of this key, in one of the two algorithms that Entra takes.</summary>
    public bool IsSignedWith(RSA key) => HeaderText("alg") switch
    {
        "RS256" => key.VerifyData(SignedPart.Span, Signature.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "PS256" => key.VerifyData(SignedPart.Span, Signature.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        _ => false,
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    // A name that is there twice comes out as an ArgumentException, on the first look-up.
    private static JsonObject? Decode(string part)
    {
        var node = JsonNode.Parse(Base64Url.DecodeFromChars(part)) as JsonObject;
        _ = node?.Count;
        return node;
    }
}
