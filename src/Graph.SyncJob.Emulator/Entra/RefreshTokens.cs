using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>Refresh tokens: they say nothing by themselves. As with Entra, one that has been used stays good.</summary>
internal sealed class RefreshTokens(TimeProvider clock)
{
    private const int Capacity = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string ClientId, string Scope, DateTimeOffset Expires)> _tokens = new(StringComparer.Ordinal);
    private readonly Queue<string> _inOrder = new();

    public string Issue(string clientId, string scope)
    {
        var token = $"1.{RandomNumberGenerator.GetHexString(80, lowercase: true)}";
        lock (_lock)
        {
            if (_inOrder.Count == Capacity)
            {
                _tokens.Remove(_inOrder.Dequeue());
            }

            _tokens[token] = (clientId, scope, clock.GetUtcNow() + Lifetime);
            _inOrder.Enqueue(token);
        }

        return token;
    }

    /// <summary>The scope that the token was issued for.</summary>
    public string Redeem(string token, string clientId)
    {
        lock (_lock)
        {
            if (!_tokens.TryGetValue(token, out var known))
            {
                throw new EntraErrorException(EntraError.UnknownRefreshToken());
            }

            if (!known.ClientId.Equals(clientId, StringComparison.OrdinalIgnoreCase))
            {
                throw new EntraErrorException(EntraError.RefreshTokenOfAnother());
            }

            return known.Expires > clock.GetUtcNow() ? known.Scope : throw new EntraErrorException(EntraError.RefreshTokenExpired());
        }
    }
}
