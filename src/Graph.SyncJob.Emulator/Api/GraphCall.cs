using System;
using System.Linq;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>One request on its way through an operation: what was asked, of which tenant.</summary>
internal sealed record GraphCall(GraphRequest Request, GraphRoute Route, Tenant Tenant)
{
    public string MetadataUrl => $"{Request.Host}/{Route.Version}/$metadata";

    public EnterpriseApplication Owner()
    {
        var key = Route.Owner!;
        return Tenant.Applications.FirstOrDefault(application => Route.Kind.IdOf(application) is { } id
                && SameGuid(key.IsAppId ? application.AppId : id, key.Value))
            ?? throw new GraphErrorException(GraphError.NotFound(key.Value));
    }

    public SynchronizationJob Job() =>
        Owner().Jobs.Find(job => job.Document.Id.Equals(Route.JobId, StringComparison.Ordinal))
        ?? throw new GraphErrorException(GraphError.NotFound(Route.JobId!));

    private static bool SameGuid(string id, string other) => id.Equals(other, StringComparison.OrdinalIgnoreCase);
}
