using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What synchronization jobs of an application are made from.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationtemplate">synchronization-synchronizationtemplate</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationTemplate
{
    /// <summary>Id of the template, such as <c>BoxOutDelta</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Id of the application that the template is for, as the service says it: no object id that the cmdlets take.</summary>
    public string? ApplicationId { get; set; }

    /// <summary>Whether it is the one to use for the application.</summary>
    public bool? Default { get; set; }

    /// <summary>What it does.</summary>
    public string? Description { get; set; }

    /// <summary>Whether it shows in the list of templates.</summary>
    public bool? Discoverable { get; set; }

    /// <summary>Which implementation runs the jobs.</summary>
    public string? FactoryTag { get; set; }

    /// <summary>More about the template, for the service.</summary>
    public MicrosoftGraphSynchronizationMetadataEntry[]? Metadata { get; set; }

    /// <summary>The schema that jobs begin with, where it was asked for.</summary>
    public MicrosoftGraphSynchronizationSchema? Schema { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>Object id of the service principal that it was read through; null when that was an application.</summary>
    [NotOfGraph]
    public string? ServicePrincipalId { get; set; }

    /// <summary>The same as <see cref="Id"/>, by the name that the cmdlets take it by.</summary>
    [NotOfGraph]
    public string? SynchronizationTemplateId => Id;

    /// <summary>The template as one line.</summary>
    public override string ToString() => ModelText.Join((Id, null), (Description, null));

    /// <summary>Where it was read. Its own <see cref="ApplicationId"/> says something else than the cmdlets mean by that name.</summary>
    internal ApplicationsIdentity? Identity { get; private set; }

    /// <summary>Says where it was read, so that it can be piped on.</summary>
    internal MicrosoftGraphSynchronizationTemplate From(ApplicationsIdentity origin)
    {
        (Identity, ServicePrincipalId) = (origin, origin.ServicePrincipalId);
        return this;
    }
}
