using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What an attribute is compared with.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-filteroperand">synchronization-filteroperand</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphFilterOperand
{
    /// <summary>The values.</summary>
    public string[]? Values { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The operand as one line.</summary>
    public override string ToString() => string.Join(", ", Values ?? []);
}
