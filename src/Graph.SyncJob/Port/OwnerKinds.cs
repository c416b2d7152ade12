namespace Graph.SyncJob.Port;

/// <summary>What is said of a kind of owner.</summary>
internal static class OwnerKinds
{
    public static string Words(this OwnerKind kind) => kind == OwnerKind.Application ? "application" : "service principal";

    public static OwnerKind Other(this OwnerKind kind) => kind == OwnerKind.Application ? OwnerKind.ServicePrincipal : OwnerKind.Application;
}
