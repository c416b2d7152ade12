using System;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>One request on its way through an operation: what was asked, of which tenant.</summary>
internal sealed record GraphCall(GraphRequest Request, GraphRoute Route, Tenant Tenant, TimeProvider Clock)
{
    public string MetadataUrl => $"{Request.Host}/{Route.Version}/$metadata";

    /// <summary>The fault that this call read an old state for.</summary>
    public string? StaleBy { get; private set; }

    public EnterpriseApplication Owner()
    {
        var owner = Find() ?? throw new GraphErrorException(GraphError.NotFound(Route.Owner!.Value));
        if (Request.Method != "GET" || Route.Resource == GraphResource.Owner || owner.StaleReads.At(Clock.GetUtcNow()) is not var (before, fault))
        {
            return owner;
        }

        StaleBy = fault.Id;
        return before;
    }

    /// <summary>The owner that the path names, if there is one.</summary>
    public EnterpriseApplication? Find() => Route.Owner switch
    {
        null => null,
        { IsAppId: true } key => Tenant.FindByAppId(Route.Kind, key.Value),
        var key => Tenant.FindById(Route.Kind, key.Value),
    };

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
}
