using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A type of objects that an attribute refers to.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributedefinition">synchronization-attributedefinition</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphReferencedObject
{
    /// <summary>Name of the type.</summary>
    public string? ReferencedObjectName { get; set; }

    /// <summary>The property that the reference holds.</summary>
    public string? ReferencedProperty { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The reference as one line.</summary>
    public override string ToString() => ModelText.Join((ReferencedObjectName, null), (ReferencedProperty, "by"));
}
