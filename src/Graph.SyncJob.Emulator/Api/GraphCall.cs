using System;
using System.Linq;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>One request on its way through an operation: what was asked, of which tenant.</summary>
internal sealed record GraphCall(GraphRequest Request, GraphRoute Route, Tenant Tenant, TimeProvider Clock)
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

    public SynchronizationTemplate Template() =>
        Owner().Templates.Find(template => template.Document.Id.Equals(Route.TemplateId, StringComparison.Ordinal))
        ?? throw new GraphErrorException(GraphError.NotFound(Route.TemplateId!));

    /// <summary>What the schema in the path belongs to.</summary>
    public ISchemaOwner SchemaOwner() => Route.JobId is null ? Template() : Job();

    /// <summary>The address of something under the owner's synchronization, as it stands after $metadata.</summary>
    public string Context(string path) =>
        $"{MetadataUrl}#{Route.Kind.EntitySet}('{Uri.EscapeDataString(Route.Owner!.Value)}')/synchronization{path}";

    private static bool SameGuid(string id, string other) => id.Equals(other, StringComparison.OrdinalIgnoreCase);
}
