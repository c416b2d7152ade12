using System;
using System.Text.Json.Serialization;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>Something with a schema: a job, or the template it was made from.</summary>
internal interface ISchemaOwner
{
    SchemaDocument Schema { get; set; }

    void ResetSchema();
}

/// <summary>A template as one application has it.</summary>
internal sealed class SynchronizationTemplate(long sequence, TemplateDocument document, SchemaDocument schema) : ISchemaOwner
{
    private readonly SchemaDocument _original = schema;

    public long Sequence { get; } = sequence;

    public TemplateDocument Document { get; } = document;

    public SchemaDocument Schema { get; set; } = schema;

    public void ResetSchema() => Schema = _original with { Version = Guid.NewGuid().ToString() };

    /// <summary>The template as it is now, for reading it later.</summary>
    public SynchronizationTemplate Copy() => new(Sequence, Document, Schema);
}

internal sealed record TemplateDocument
{
    public string Id { get; init; } = "";

    public string ApplicationId { get; init; } = "";

    public bool Default { get; init; }

    public string? Description { get; init; }

    public bool Discoverable { get; init; }

    public string? FactoryTag { get; init; }

    public MetadataEntry<SynchronizationMetadata>[] Metadata { get; init; } = [];
}

[JsonConverter(typeof(EnumNameConverter<SynchronizationMetadata>))]
internal enum SynchronizationMetadata
{
    GalleryApplicationIdentifier = 0,
    GalleryApplicationKey = 1,
    IsOAuthEnabled = 2,
    IsSynchronizationAgentAssignmentRequired = 3,
    IsSynchronizationAgentRequired = 4,
    IsSynchronizationInPreview = 5,
    OAuthSettings = 6,
    SynchronizationLearnMoreIbizaFwLink = 7,
    ConfigurationFields = 8,
}
