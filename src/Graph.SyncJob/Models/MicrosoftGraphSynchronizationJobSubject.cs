using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>An object to provision.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjobsubject">synchronization-synchronizationjobsubject</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationJobSubject
{
    /// <summary>Id of the object in the source: an object id, a distinguished name or a worker id.</summary>
    public string? ObjectId { get; set; }

    /// <summary>Its type: <c>User</c>, <c>Group</c>, <c>Worker</c> …</summary>
    public string? ObjectTypeName { get; set; }

    /// <summary>What to provision with it, such as members of a group.</summary>
    public MicrosoftGraphSynchronizationLinkedObjects? Links { get; set; }

    /// <summary>What is sent beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();
}
