namespace Graph.SyncJob.Tests.Another.Microsoft.Graph.PowerShell.Models;

/// <summary>An identity as another module defines it: the same shape, another type.</summary>
public interface IApplicationsIdentity
{
    string? AppId { get; set; }

    string? ApplicationId { get; set; }

    string? ServicePrincipalId { get; set; }

    string? SynchronizationJobId { get; set; }
}

public sealed class ApplicationsIdentity : IApplicationsIdentity
{
    public string? AppId { get; set; }

    public string? ApplicationId { get; set; }

    public string? ServicePrincipalId { get; set; }

    public string? SynchronizationJobId { get; set; }
}
