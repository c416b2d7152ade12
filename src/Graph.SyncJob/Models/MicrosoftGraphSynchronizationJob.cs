using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A synchronization job: keeps users and groups in sync between Entra ID and another system. Pipes into every cmdlet of the family.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjob">synchronization-synchronizationjob</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationJob
{
    /// <summary>Id of the job. Not always a GUID.</summary>
    public string? Id { get; set; }

    /// <summary>Id of the template that it was made from.</summary>
    public string? TemplateId { get; set; }

    /// <summary>When it runs.</summary>
    public MicrosoftGraphSynchronizationSchedule? Schedule { get; set; }

    /// <summary>How it is doing.</summary>
    public MicrosoftGraphSynchronizationStatus? Status { get; set; }

    /// <summary>What it does, where it was asked for.</summary>
    public MicrosoftGraphSynchronizationSchema? Schema { get; set; }

    /// <summary>Settings of the job.</summary>
    public MicrosoftGraphKeyValuePair[]? SynchronizationJobSettings { get; set; }

    /// <summary>Object id of the application that owns it; null when it was read through a service principal.</summary>
    [NotOfGraph]
    public string? ApplicationId { get; set; }

    /// <summary>Object id of the service principal that owns it; null when it was read through an application.</summary>
    [NotOfGraph]
    public string? ServicePrincipalId { get; set; }

    /// <summary>Display name of the owner, where the job was read together with it (Get-GraphSyncJob); null otherwise.</summary>
    [NotOfGraph]
    public string? OwnerDisplayName { get; set; }

    /// <summary>AppId (client id) of the owner, where the job was read together with it (Get-GraphSyncJob); null otherwise.</summary>
    [NotOfGraph]
    public string? OwnerAppId { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The same as <see cref="Id"/>, by the name that the cmdlets take it by.</summary>
    [NotOfGraph]
    public string? SynchronizationJobId => Id;

    /// <summary>The version of the API that it was read through: <c>v1.0</c> or <c>beta</c>.</summary>
    [NotOfGraph]
    public string? ApiVersion { get; set; }

    /// <summary>The job as one line.</summary>
    public override string ToString() => ModelText.Join((Id, null), (Status?.Code?.ToString(), null));
}
