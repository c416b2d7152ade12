using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What went wrong in a run.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationerror">synchronization-synchronizationerror</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationError
{
    /// <summary>The error code.</summary>
    public string? Code { get; set; }

    /// <summary>What happened.</summary>
    public string? Message { get; set; }

    /// <summary>Whether an administrator of the tenant can do something about it.</summary>
    public bool? TenantActionable { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The error as one line.</summary>
    public override string ToString() => ModelText.Join((Code, null), (Message, null));
}
