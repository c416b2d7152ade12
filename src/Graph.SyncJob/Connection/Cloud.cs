using System;
using System.Collections.Generic;
using System.Linq;

namespace Graph.SyncJob.Connection;

/// <summary>A Microsoft cloud: its Graph and its identity provider belong together.</summary>
/// <seealso href="https://learn.microsoft.com/graph/deployments">National cloud deployments</seealso>
internal sealed record Cloud(string Name, Uri GraphRoot, Uri AuthorityHost, string FederationAudience)
{
    public const string Global = "Global";
    public const string USGov = "USGov";
    public const string USGovDoD = "USGovDoD";
    public const string China = "China";

    public static readonly IReadOnlyList<Cloud> All =
    [
        new(Global, GraphRoots.Global, new("https://login.microsoftonline.com"), "api://AzureADTokenExchange"),
        new(USGov, new("https://graph.microsoft.us"), new("https://login.microsoftonline.us"), "api://AzureADTokenExchangeUSGov"),
        new(USGovDoD, new("https://dod-graph.microsoft.us"), new("https://login.microsoftonline.us"), "api://AzureADTokenExchangeUSGov"),
        new(China, new("https://microsoftgraph.chinacloudapi.cn"), new("https://login.chinacloudapi.cn"), "api://AzureADTokenExchangeChina"),
    ];

    public static Cloud Named(string name) => All.Single(cloud => cloud.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The cloud with this service root; null for a Graph of one's own.</summary>
    public static Cloud? WithGraph(Uri root) => All.FirstOrDefault(cloud => HasSameHost(cloud.GraphRoot, root));

    /// <summary>The first cloud with this identity provider; null for one of one's own.</summary>
    public static Cloud? WithAuthority(Uri host) => All.FirstOrDefault(cloud => HasSameHost(cloud.AuthorityHost, host));

    private static bool HasSameHost(Uri first, Uri second) =>
        Uri.Compare(first, second, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
