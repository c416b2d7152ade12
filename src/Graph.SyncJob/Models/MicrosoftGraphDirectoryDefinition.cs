using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A system that a job reads or writes, with the objects that it has.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-directorydefinition">synchronization-directorydefinition</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphDirectoryDefinition
{
    /// <summary>Id of the directory.</summary>
    public string? Id { get; set; }

    /// <summary>Name of the directory.</summary>
    public string? Name { get; set; }

    /// <summary>The types of objects that it has.</summary>
    public MicrosoftGraphObjectDefinition[]? Objects { get; set; }

    /// <summary>Whether the definition can not be changed.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>What the service can find out about the directory by itself.</summary>
    public DirectoryDefinitionDiscoverabilities? Discoverabilities { get; set; }

    /// <summary>When it last did, in UTC.</summary>
    public DateTimeOffset? DiscoveryDateTime { get; set; }

    /// <summary>Version of the definition; the service gives it.</summary>
    public string? Version { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>Object id of the application that it was read through; null when that was a service principal.</summary>
    [NotOfGraph]
    public string? ApplicationId { get; set; }

    /// <summary>Object id of the service principal that it was read through; null when that was an application.</summary>
    [NotOfGraph]
    public string? ServicePrincipalId { get; set; }

    /// <summary>Id of the job that it belongs to; null when that is a template.</summary>
    [NotOfGraph]
    public string? SynchronizationJobId { get; set; }

    /// <summary>The same as <see cref="Id"/>, by the name that the cmdlets take it by.</summary>
    [NotOfGraph]
    public string? DirectoryDefinitionId => Id;

    /// <summary>Says where it was read, so that it can be piped on.</summary>
    internal MicrosoftGraphDirectoryDefinition From(IApplicationsIdentity origin)
    {
        (ApplicationId, ServicePrincipalId, SynchronizationJobId) = (origin.ApplicationId, origin.ServicePrincipalId, origin.SynchronizationJobId);
        return this;
    }

    /// <summary>The directory as one line.</summary>
    public override string ToString() => ModelText.Join((Name, null), (ModelText.Count(Objects, "object", "objects"), null));
}
