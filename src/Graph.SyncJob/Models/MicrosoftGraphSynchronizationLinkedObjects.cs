using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Objects to provision together with another.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationlinkedobjects">synchronization-synchronizationlinkedobjects</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationLinkedObjects
{
    /// <summary>The manager of a user.</summary>
    public MicrosoftGraphSynchronizationJobSubject? Manager { get; set; }

    /// <summary>Members of a group, five at most.</summary>
    public MicrosoftGraphSynchronizationJobSubject[]? Members { get; set; }

    /// <summary>Owners of a group.</summary>
    public MicrosoftGraphSynchronizationJobSubject[]? Owners { get; set; }

    /// <summary>What is sent beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();
}
