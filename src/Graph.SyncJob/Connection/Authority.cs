using System;

namespace Graph.SyncJob.Connection;

/// <summary>The one place that knows which identity provider belongs to a Graph.</summary>
internal static class Authority
{
    private const string Variable = "AZURE_AUTHORITY_HOST";

    /// <summary>
    /// That of the cloud whose Graph this is. Where the caller named no Graph, or one of their own, the environment may say it, as it
    /// does to Azure.Identity; and else it is the global one.
    /// </summary>
    public static Uri For(Uri? graphRoot)
    {
        if (graphRoot is not null && Cloud.WithGraph(graphRoot) is { } cloud)
        {
            return cloud.AuthorityHost;
        }

        return Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } host && Uri.TryCreate(host, UriKind.RelativeOrAbsolute, out var authority)
            ? authority
            : Cloud.Named(Cloud.Global).AuthorityHost;
    }
}
