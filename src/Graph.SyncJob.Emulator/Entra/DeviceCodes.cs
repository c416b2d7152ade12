using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>Sign-ins that wait for a person with a browser, which the emulator stands in for.</summary>
internal sealed class DeviceCodes(TimeProvider clock, int? pendingPolls)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    // No vowels and nothing that looks like something else: as a person would have to type it.
    private const string Letters = "BCDFGHJKLMNPQRSTVWXYZ23456789";

    private readonly Lock _lock = new();
    private readonly List<DeviceCode> _codes = [];

    private enum Decision
    {
        Open,
        Approved,
        Denied,
        Redeemed,
    }

    public (string DeviceCode, string UserCode) Issue(string clientId, string scope)
    {
        lock (_lock)
        {
            _codes.RemoveAll(code => code.Expires + Lifetime < clock.GetUtcNow());
            var code = new DeviceCode(
                RandomNumberGenerator.GetHexString(64, lowercase: true),
                RandomNumberGenerator.GetString(Letters, 9),
                clientId,
                scope,
                clock.GetUtcNow() + Lifetime);
            _codes.Add(code);
            return (code.Secret, code.UserCode);
        }
    }

    /// <summary>Trades a code that has been approved for the scope that was asked for.</summary>
    public string Redeem(string deviceCode, string clientId)
    {
        lock (_lock)
        {
            var code = _codes.Find(candidate => candidate.Secret == deviceCode
                && candidate.ClientId.Equals(clientId, StringComparison.OrdinalIgnoreCase))
                ?? throw new EntraErrorException(EntraError.UnknownDeviceCode());
            if (code.Expires <= clock.GetUtcNow())
            {
                throw new EntraErrorException(EntraError.DeviceCodeExpired());
            }

            if (code.Decision == Decision.Open && pendingPolls <= code.Polls++)
            {
                code.Decision = Decision.Approved;
            }

            switch (code.Decision)
            {
                case Decision.Approved:
                    code.Decision = Decision.Redeemed;
                    return code.Scope;
                case Decision.Denied:
                    throw new EntraErrorException(EntraError.Declined());
                case Decision.Redeemed:
                    throw new EntraErrorException(EntraError.DeviceCodeRedeemed());
                default:
                    throw new EntraErrorException(EntraError.Pending());
            }
        }
    }

    /// <summary>Decides on a code; false when no such code is waiting.</summary>
    public bool Decide(string userCode, bool approve)
    {
        lock (_lock)
        {
            var code = _codes.Find(candidate => candidate.IsOpen(clock) && candidate.UserCode.Equals(userCode, StringComparison.OrdinalIgnoreCase));
            if (code is null)
            {
                return false;
            }

            code.Decision = approve ? Decision.Approved : Decision.Denied;
            return true;
        }
    }

    public (string UserCode, string ClientId)[] Open()
    {
        lock (_lock)
        {
            return [.. _codes.Where(code => code.IsOpen(clock)).Select(code => (code.UserCode, code.ClientId))];
        }
    }

    private sealed class DeviceCode(string secret, string userCode, string clientId, string scope, DateTimeOffset expires)
    {
        public string Secret { get; } = secret;

        public string UserCode { get; } = userCode;

        public string ClientId { get; } = clientId;

        public string Scope { get; } = scope;

        public DateTimeOffset Expires { get; } = expires;

        public int Polls { get; set; }

        public Decision Decision { get; set; }

        public bool IsOpen(TimeProvider clock) => Decision == Decision.Open && Expires > clock.GetUtcNow();
    }
}
