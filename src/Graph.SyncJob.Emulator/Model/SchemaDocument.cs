using System;
using System.Text.Json.Serialization;

namespace Graph.SyncJob.Emulator.Model;

// What a job does, in the shapes of Graph's metadata. Immutable like the job itself: a change replaces the schema whole.

internal sealed record SchemaDocument
{
    public string Id { get; init; } = "";

    public string Version { get; init; } = "";

    public SynchronizationRule[] SynchronizationRules { get; init; } = [];

    public DirectoryDefinition[] Directories { get; init; } = [];
}

internal sealed record SynchronizationRule
{
    public bool Editable { get; init; }

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public int Priority { get; init; }

    public string SourceDirectoryName { get; init; } = "";

    public string TargetDirectoryName { get; init; } = "";

    public MetadataEntry<string>[] Metadata { get; init; } = [];

    public ObjectMapping[] ObjectMappings { get; init; } = [];

    public ContainerFilter? ContainerFilter { get; init; }

    public GroupFilter? GroupFilter { get; init; }
}

internal sealed record ObjectMapping
{
    public bool Enabled { get; init; }

    public ObjectFlowTypes FlowTypes { get; init; }

    public string? Name { get; init; }

    public string SourceObjectName { get; init; } = "";

    public string TargetObjectName { get; init; } = "";

    public MetadataEntry<ObjectMappingMetadata>[] Metadata { get; init; } = [];

    public ScopeFilter? Scope { get; init; }

    public AttributeMapping[] AttributeMappings { get; init; } = [];
}

internal sealed record AttributeMapping
{
    public string? DefaultValue { get; init; }

    public bool ExportMissingReferences { get; init; }

    public AttributeFlowBehavior FlowBehavior { get; init; }

    public AttributeFlowType FlowType { get; init; }

    public int MatchingPriority { get; init; }

    public string TargetAttributeName { get; init; } = "";

    public AttributeMappingSource? Source { get; init; }
}

internal sealed record AttributeMappingSource
{
    public string? Expression { get; init; }

    public string? Name { get; init; }

    public AttributeMappingSourceType Type { get; init; }

    public AttributeMappingParameter[] Parameters { get; init; } = [];
}

internal sealed record AttributeMappingParameter
{
    public string? Key { get; init; }

    public AttributeMappingSource? Value { get; init; }
}

internal sealed record ScopeFilter
{
    public FilterGroup[] CategoryFilterGroups { get; init; } = [];

    public FilterGroup[] Groups { get; init; } = [];

    public FilterGroup[] InputFilterGroups { get; init; } = [];
}

internal sealed record FilterGroup
{
    public string? Name { get; init; }

    public FilterClause[] Clauses { get; init; } = [];
}

internal sealed record FilterClause
{
    public string? OperatorName { get; init; }

    public string? SourceOperandName { get; init; }

    public FilterOperand? TargetOperand { get; init; }
}

internal sealed record FilterOperand
{
    public string[] Values { get; init; } = [];
}

internal sealed record ContainerFilter
{
    public string[] IncludedContainers { get; init; } = [];
}

internal sealed record GroupFilter
{
    public string[] IncludedGroups { get; init; } = [];
}

internal sealed record DirectoryDefinition
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public Discoverabilities Discoverabilities { get; init; }

    public DateTimeOffset? DiscoveryDateTime { get; init; }

    public bool ReadOnly { get; init; }

    public string? Version { get; init; }

    public ObjectDefinition[] Objects { get; init; } = [];
}

internal sealed record ObjectDefinition
{
    public string Name { get; init; } = "";

    public MetadataEntry<ObjectDefinitionMetadata>[] Metadata { get; init; } = [];

    public string[] SupportedApis { get; init; } = [];

    public AttributeDefinition[] Attributes { get; init; } = [];
}

internal sealed record AttributeDefinition
{
    public bool Anchor { get; init; }

    public bool CaseExact { get; init; }

    public string? DefaultValue { get; init; }

    public bool FlowNullValues { get; init; }

    public bool Multivalued { get; init; }

    public Mutability Mutability { get; init; }

    public string Name { get; init; } = "";

    public bool Required { get; init; }

    public AttributeType Type { get; init; }

    public MetadataEntry<string>[] ApiExpressions { get; init; } = [];

    public MetadataEntry<AttributeDefinitionMetadata>[] Metadata { get; init; } = [];

    public ReferencedObject[] ReferencedObjects { get; init; } = [];
}

internal sealed record ReferencedObject
{
    public string? ReferencedObjectName { get; init; }

    public string? ReferencedProperty { get; init; }
}

/// <summary>A key with a value; the metadata has one such type for each kind of key.</summary>
internal sealed record MetadataEntry<TKey>
{
    public TKey? Key { get; init; }

    public string? Value { get; init; }
}

[Flags]
[JsonConverter(typeof(FlagNamesConverter<ObjectFlowTypes>))]
internal enum ObjectFlowTypes
{
    None = 0,
    Add = 1,
    Update = 2,
    Delete = 4,
}

[Flags]
[JsonConverter(typeof(FlagNamesConverter<Discoverabilities>))]
internal enum Discoverabilities
{
    None = 0,
    AttributeNames = 1,
    AttributeDataTypes = 2,
    AttributeReadOnly = 4,
    ReferenceAttributes = 8,
    UnknownFutureValue = 16,
}

[JsonConverter(typeof(EnumNameConverter<AttributeMappingSourceType>))]
internal enum AttributeMappingSourceType
{
    Attribute = 0,
    Constant = 1,
    Function = 2,
}

[JsonConverter(typeof(EnumNameConverter<AttributeType>))]
internal enum AttributeType
{
    String = 0,
    Integer = 1,
    Reference = 2,
    Binary = 3,
    Boolean = 4,
    DateTime = 5,
}

[JsonConverter(typeof(EnumNameConverter<Mutability>))]
internal enum Mutability
{
    ReadWrite = 0,
    ReadOnly = 1,
    Immutable = 2,
    WriteOnly = 3,
}

[JsonConverter(typeof(EnumNameConverter<AttributeFlowBehavior>))]
internal enum AttributeFlowBehavior
{
    FlowWhenChanged = 0,
    FlowAlways = 1,
}

[JsonConverter(typeof(EnumNameConverter<AttributeFlowType>))]
internal enum AttributeFlowType
{
    Always = 0,
    ObjectAddOnly = 1,
    MultiValueAddOnly = 2,
    ValueAddOnly = 3,
    AttributeAddOnly = 4,
}

[JsonConverter(typeof(EnumNameConverter<ObjectMappingMetadata>))]
internal enum ObjectMappingMetadata
{
    EscrowBehavior = 0,
    DisableMonitoringForChanges = 1,
    OriginalJoiningProperty = 2,
    Disposition = 3,
    IsCustomerDefined = 4,
    ExcludeFromReporting = 5,
    Unsynchronized = 6,
}

[JsonConverter(typeof(EnumNameConverter<ObjectDefinitionMetadata>))]
internal enum ObjectDefinitionMetadata
{
    PropertyNameAccountEnabled = 0,
    PropertyNameSoftDeleted = 1,
    IsSoftDeletionSupported = 2,
    IsSynchronizeAllSupported = 3,
    ConnectorDataStorageRequired = 4,
    Extensions = 5,
    BaseObjectName = 6,
}

[JsonConverter(typeof(EnumNameConverter<AttributeDefinitionMetadata>))]
internal enum AttributeDefinitionMetadata
{
    BaseAttributeName = 0,
    ComplexObjectDefinition = 1,
    IsContainer = 2,
    IsCustomerDefined = 3,
    IsDomainQualified = 4,
    LinkPropertyNames = 5,
    LinkTypeName = 6,
    MaximumLength = 7,
    ReferencedProperty = 8,
}
