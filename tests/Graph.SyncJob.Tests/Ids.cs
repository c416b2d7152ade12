using System.Linq;
using CsCheck;

namespace Graph.SyncJob.Tests;

/// <summary>Generates ids: the ones that must travel, and the ones that must not.</summary>
internal static class Ids
{
    private const string Refused = "/\\?#";

    public static readonly Gen<string> Valid = Gen.OneOf(
            Gen.Char.Array[1, 40].Select(characters => new string(characters)),
            Gen.Char[' ', '~'].Array[1, 40].Select(characters => new string(characters)),
            Gen.OneOf("%2e%2e", "...", "a b", "%", "%2F", "it's", "(appId='x')", "a;b=c", "ünï-日本", "\U0001F600", "~", "a+b", "$batch", "a:b@c"))
        .Where(IsValid);

    public static readonly Gen<string> Invalid = Gen.OneOf(
        Gen.OneOf(".", "..", " ", "\t", "\u3000", "\ud800", "a\udc00b"),
        Gen.Select(Valid, Gen.OneOf('/', '\\', '?', '#', '\0', '\r', '\n', '\u0085', '\u007f'), Gen.Int[0, 40])
            .Select((id, character, position) => id.Insert(Math.Min(position, id.Length), character.ToString())));

    private static bool IsValid(string id) =>
        !string.IsNullOrWhiteSpace(id)
        && id is not ("." or "..")
        && !id.Any(character => Refused.Contains(character, StringComparison.Ordinal) || char.IsControl(character))
        && IsWellFormed(id);

    private static bool IsWellFormed(string id)
    {
        try
        {
            _ = new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(id);
            return true;
        }
        catch (System.Text.EncoderFallbackException)
        {
            return false;
        }
    }
}
