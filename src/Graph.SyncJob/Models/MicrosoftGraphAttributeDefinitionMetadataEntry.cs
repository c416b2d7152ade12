using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Something more about an attribute, for the service.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributedefinition">synchronization-attributedefinition</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphAttributeDefinitionMetadataEntry
{
    /// <summary>What it is about.</summary>
    public AttributeDefinitionMetadata? Key { get; set; }

    /// <summary>What it says.</summary>
    public string? Value { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The entry as one line.</summary>
    public override string ToString() => $"{Key}: {Value}";
}
