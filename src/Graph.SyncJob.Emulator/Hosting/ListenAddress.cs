using System;
using System.IO;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>An address that is fit to listen on.</summary>
internal sealed class ListenAddress
{
    private readonly Uri _url;
    private readonly IPAddress? _ip;
    private readonly int? _httpsPort;

    private ListenAddress(Uri url, IPAddress? ip, int? httpsPort)
    {
        _url = url;
        _ip = ip;
        _httpsPort = httpsPort;
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

        if (options is { Https: true, HttpsPort: < 0 or > ushort.MaxValue })
        {
            throw new EmulatorStartException($"{options.HttpsPort} is not a port for https; it is a number from 0 to 65535");
        }

        if (options.Https && options.HttpsPort == url.Port && url.Port != 0)
        {
            throw new EmulatorStartException($"port {url.Port} cannot be for http and for https; choose another one for https");
        }

        var address = new ListenAddress(url, ip, options.Https ? options.HttpsPort : null);
        return address.IsLoopback || options.AllowRemote
            ? address
            : throw new EmulatorStartException(
                $"{address} can be reached from other machines, and any token opens the emulator; say --allow-remote if that is meant");
    }

    public void Bind(KestrelServerOptions kestrel, HttpsCertificate? certificate)
    {
        Bind(kestrel, _url.Port, _ => { });
        if (certificate is not null && _httpsPort is { } port)
        {
            Bind(kestrel, port, listener => listener.UseHttps(certificate.ForServer));
        }
    }

    /// <summary>The address that could not be listened on.</summary>
    public string Named(IOException refused) =>
        refused.Message.Contains("https://", StringComparison.Ordinal) ? $"{_url.Host}:{_httpsPort}" : ToString();

    public override string ToString() => _url.Authority;

    // localhost is two addresses, and a free port of one need not be free on the other: with port 0 it is the first of them.
    private void Bind(KestrelServerOptions kestrel, int port, Action<ListenOptions> configure)
    {
        if (_ip is null && port != 0)
        {
            kestrel.ListenLocalhost(port, configure);
        }
        else
        {
            kestrel.Listen(_ip ?? IPAddress.Loopback, port, configure);
        }
    }
}
