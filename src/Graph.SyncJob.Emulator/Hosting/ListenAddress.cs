using System;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>An address that is fit to listen on.</summary>
internal sealed class ListenAddress
{
    private readonly Uri _url;
    private readonly IPAddress? _ip;

    private ListenAddress(Uri url, IPAddress? ip)
    {
        _url = url;
        _ip = ip;
    }

    private bool IsLoopback => _ip is null || IPAddress.IsLoopback(_ip);

    public static ListenAddress From(EmulatorOptions options)
    {
        var url = options.Url;
        if (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/" || url.UserInfo.Length > 0)
        {
            throw new EmulatorStartException(
                $"'{url.OriginalString}' is not an address to listen on; it should look like http://127.0.0.1:5080");
        }

        var isLocalhost = url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        if (!IPAddress.TryParse(url.DnsSafeHost, out var ip) && !isLocalhost)
        {
            throw new EmulatorStartException($"'{url.Host}' is not an address to listen on; give an IP address or localhost");
        }

        var address = new ListenAddress(url, ip);
        return address.IsLoopback || options.AllowRemote
            ? address
            : throw new EmulatorStartException(
                $"{address} can be reached from other machines, and any token opens the emulator; say --allow-remote if that is meant");
    }

    public void Bind(KestrelServerOptions kestrel)
    {
        // localhost is two addresses, and a free port of one need not be free on the other: with port 0 it is the first of them.
        if (_ip is null && _url.Port != 0)
        {
            kestrel.ListenLocalhost(_url.Port);
        }
        else
        {
            kestrel.Listen(_ip ?? IPAddress.Loopback, _url.Port);
        }
    }

    public override string ToString() => _url.Authority;
}
