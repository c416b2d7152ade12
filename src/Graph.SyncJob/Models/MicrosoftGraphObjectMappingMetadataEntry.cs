using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Something more about an object mapping, for the service.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-objectmapping">synchronization-objectmapping</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphObjectMappingMetadataEntry
{
    /// <summary>What it is about.</summary>
    public ObjectMappingMetadata? Key { get; set; }

    /// <summary>What it says.</summary>
    public string? Value { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The entry as one line.</summary>
    public override string ToString() => $"{Key}: {Value}";
}
