using System;
using System.Linq;
using System.Net.Http;

namespace Graph.SyncJob.Client.Http;

/// <summary>Which requests carry secrets: nothing of them is shown, and they travel alone.</summary>
internal static class SecretAddresses
{
    private static readonly string[] Names = ["secrets", "validateCredentials", "acquireAccessToken"];

    /// <summary>Whether what goes to this address is secret; what comes back may repeat it.</summary>
    public static bool Include(HttpRequestMessage request) => Names.Contains(request.RequestUri!.Segments.Last(), StringComparer.OrdinalIgnoreCase);
}
