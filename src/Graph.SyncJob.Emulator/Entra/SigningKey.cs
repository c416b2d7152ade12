using System;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>A key of this process. Made when it is first needed: most tests sign nobody in.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly Lazy<RSA> _key = new(() => RSA.Create(2048));
    private readonly Lazy<string> _id;

    public SigningKey() => _id = new(() => Base64Url.EncodeToString(SHA256.HashData(_key.Value.ExportRSAPublicKey()).AsSpan(0, 20)));

    public string Id => _id.Value;

    public byte[] Sign(byte[] data) => _key.Value.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public bool Signed(Jwt token) => token.IsSignedWith(_key.Value);

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

    public void Dispose()
    {
        if (_key.IsValueCreated)
        {
            _key.Value.Dispose();
        }
    }
}
