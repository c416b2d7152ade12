namespace Graph.SyncJob.Port;

/// <summary>Which kind of object a synchronization job belongs to: the first segment of its path.</summary>
internal enum OwnerKind
{
    Application,
    ServicePrincipal,
}

/// <summary>Which version of the Graph API a call goes to: the segment after the service root.</summary>
internal enum ApiVersion
{
    V1,
    Beta,
}

/// <summary>Where a synchronization job lives. The ids are checked: each travels as one escaped path segment.</summary>
internal sealed record JobAddress(OwnerKind OwnerKind, string OwnerId, string JobId);
