using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What a synchronization job does: which objects and attributes of one system become which of another.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationschema">synchronization-synchronizationschema</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationSchema
{
    /// <summary>Id of the schema; the service gives it.</summary>
    public string? Id { get; set; }

    /// <summary>Version of the schema; the service gives it another with every change.</summary>
    public string? Version { get; set; }

    /// <summary>The rules, each from one directory to another.</summary>
    public MicrosoftGraphSynchronizationRule[]? SynchronizationRules { get; set; }

    /// <summary>The directories, with the objects and attributes that they have.</summary>
    public MicrosoftGraphDirectoryDefinition[]? Directories { get; set; }

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

    /// <summary>Id of the template that it belongs to; null when that is a job.</summary>
    [NotOfGraph]
    public string? SynchronizationTemplateId { get; set; }

    /// <summary>Says where it was read, so that it can be piped on, its directories as well.</summary>
    internal MicrosoftGraphSynchronizationSchema From(IApplicationsIdentity origin)
    {
        (ApplicationId, ServicePrincipalId) = (origin.ApplicationId, origin.ServicePrincipalId);
        (SynchronizationJobId, SynchronizationTemplateId) = (origin.SynchronizationJobId, origin.SynchronizationTemplateId);
        foreach (var directory in Directories ?? [])
        {
            directory.From(origin);
        }

        return this;
    }

    /// <summary>The schema as one line.</summary>
    public override string ToString() => ModelText.Join(
        (ModelText.Count(SynchronizationRules, "rule", "rules"), null), (ModelText.Count(Directories, "directory", "directories"), null), (Version, "version"));
}
