using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Which objects to provision by which rule.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjobapplicationparameters">synchronization-synchronizationjobapplicationparameters</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationJobApplicationParameters
{
    /// <summary>Id of the rule in the schema of the job.</summary>
    public string? RuleId { get; set; }

    /// <summary>The objects.</summary>
    public MicrosoftGraphSynchronizationJobSubject[]? Subjects { get; set; }

    /// <summary>What is sent beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();
}
