using System;
using System.Linq;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>Where the emulator can be reached; known once it listens.</summary>
internal sealed class EmulatorAddresses
{
    private Uri[] _bound = [];

    public Uri Http => _bound.First(address => address.Scheme == Uri.UriSchemeHttp);

    public Uri? Https => Array.Find(_bound, address => address.Scheme == Uri.UriSchemeHttps);

    public void Set(params Uri[] bound) => _bound = bound;

    /// <summary>
    /// Whether an address names this emulator: as the client addressed it just now, or at a loopback address. Some clients leave
    /// the port out of what they make of an address, so it may be missing.
    /// </summary>
    public bool Owns(Uri address, string host) =>
        address.Scheme is "http" or "https"
        && (address.Authority.Equals(new Uri(host).Authority, StringComparison.OrdinalIgnoreCase)
            || (address.IsLoopback && (address.IsDefaultPort || _bound.Any(own => own.Port == address.Port))));
}
