using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>The body that saves secrets.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-serviceprincipal-put-synchronization">Add synchronization secrets</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class SecretsPutRequestBody
{
    /// <summary>The secrets.</summary>
    public MicrosoftGraphSynchronizationSecretKeyStringValuePair[]? Value { get; set; }

    /// <summary>What is sent beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();
}
