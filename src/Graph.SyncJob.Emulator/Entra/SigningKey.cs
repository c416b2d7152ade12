using System;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>
/// A key that this process signs with. Made when it is first needed: most tests sign nobody in. All emulators of a process have
/// the same ones, as they have the same tenant: sign-in libraries keep tokens for the whole process, and hand one that was got from the
/// emulator of one test to that of the next.
/// </summary>
internal sealed class SigningKey
{
    public static readonly SigningKey OfTenant = new();
    public static readonly SigningKey OfWorkloads = new();

    private readonly Lazy<RSA> _key = new(() => RSA.Create(2048));
    private readonly Lazy<string> _id;

    private SigningKey() => _id = new(() => Base64Url.EncodeToString(SHA256.HashData(_key.Value.ExportRSAPublicKey()).AsSpan(0, 20)));

    public string Id => _id.Value;

    // One key object must not be used by two threads at a time.
    public byte[] Sign(byte[] data)
    {
        lock (_key)
        {
            return _key.Value.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public bool Signed(Jwt token)
    {
        lock (_key)
        {
            return token.IsSignedWith(_key.Value);
        }
    }

    /// <summary>The public half, as a key set has it.</summary>
    public JsonObject ToJson()
    {
        var key = _key.Value.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = Id,
            ["x5t"] = Id,
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["e"] = Base64Url.EncodeToString(key.Exponent),
        };
    }
}
