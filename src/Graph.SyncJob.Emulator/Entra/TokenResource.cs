using System;
using System.Linq;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>What a token is for.</summary>
/// <param name="Audience">As the client wrote it; it becomes the token's <c>aud</c>.</param>
/// <param name="IsGraph">Whether it is the Graph that is emulated here.</param>
internal sealed record TokenResource(string Audience, bool IsGraph)
{
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";
    public const string GraphRoot = "https://graph.microsoft.com";

    // Every tenant has these as well. A token for one of them is a good token, and no good for Graph.
    private static readonly string[] Others =
        ["https://management.azure.com", "https://management.core.windows.net", "https://vault.azure.net", "https://storage.azure.com"];

    public static TokenResource? Find(string resource, EmulatorAddresses addresses, string host) =>
        IsGraphHere(resource, addresses, host) ? new(resource, IsGraph: true)
        : Others.Contains(resource.TrimEnd('/'), StringComparer.OrdinalIgnoreCase) ? new(resource, IsGraph: false)
        : null;

    public static bool IsGraphHere(string audience, EmulatorAddresses addresses, string host)
    {
        var name = audience.TrimEnd('/');
        return name.Equals(GraphRoot, StringComparison.OrdinalIgnoreCase)
            || name.Equals(GraphAppId, StringComparison.OrdinalIgnoreCase)
            || (Uri.TryCreate(name, UriKind.Absolute, out var address) && address.AbsolutePath == "/" && addresses.Owns(address, host));
    }
}
