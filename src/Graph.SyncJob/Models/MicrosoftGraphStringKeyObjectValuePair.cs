using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A value of any kind with a name. The value is in <c>AdditionalProperties</c>: Graph leaves its name open.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-expressioninputobject">synchronization-expressioninputobject</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphStringKeyObjectValuePair
{
    /// <summary>The name.</summary>
    public string? Key { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The pair as one line.</summary>
    public override string ToString() => Key ?? string.Empty;
}
