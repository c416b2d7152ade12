using System;

namespace Graph.SyncJob.Connection;

/// <summary>The one rule for the service roots that a token may be sent to, and for the authorities that a secret may be.</summary>
internal static class GraphRoots
{
    public static readonly Uri Global = new("https://graph.microsoft.com");

    /// <summary>Why this can't be a service root; null when it can.</summary>
    public static string? Fault(Uri root) => root switch
    {
        { IsAbsoluteUri: false } => "It is not an absolute address.",
        { Scheme: not "https" and not "http" } => "It is not a web address.",
        { Scheme: "http", IsLoopback: false } => "Plain http would show the token to everyone on the way; only this machine itself (loopback) may be reached so.",
        _ => PartsFault(root, "the module adds /v1.0 or /beta itself"),
    };

    /// <summary>Why this can't be an identity provider; null when it can.</summary>
    public static string? AuthorityFault(Uri authority) => authority switch
    {
        { IsAbsoluteUri: false } => "It is not an absolute address.",
        { Scheme: not "https" } => "Secrets go there: it has to be https, on this machine too.",
        _ => PartsFault(authority, "-TenantId names the tenant"),
    };

    private static string? PartsFault(Uri address, string instead) => address switch
    {
        { UserInfo.Length: > 0 } => "It holds a user name.",
        { Query.Length: > 0 } or { Fragment.Length: > 0 } => "It holds a query or a fragment.",
        { AbsolutePath: not "/" } => $"It holds a path: {instead}.",
        _ => null,
    };
}
