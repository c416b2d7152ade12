using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Text with a name.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationrule">synchronization-synchronizationrule</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphStringKeyStringValuePair
{
    /// <summary>The name.</summary>
    public string? Key { get; set; }

    /// <summary>The text.</summary>
    public string? Value { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The pair as one line.</summary>
    public override string ToString() => $"{Key}: {Value}";
}
