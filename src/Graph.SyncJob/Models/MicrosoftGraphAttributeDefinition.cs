using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>An attribute of a type of objects.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributedefinition">synchronization-attributedefinition</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphAttributeDefinition
{
    /// <summary>Name of the attribute.</summary>
    public string? Name { get; set; }

    /// <summary>What its values are.</summary>
    public AttributeType? Type { get; set; }

    /// <summary>Whether it identifies the object.</summary>
    public bool? Anchor { get; set; }

    /// <summary>Whether an object must have it.</summary>
    public bool? Required { get; set; }

    /// <summary>Whether it can have several values.</summary>
    public bool? Multivalued { get; set; }

    /// <summary>Whether it can be read and written.</summary>
    public Mutability? Mutability { get; set; }

    /// <summary>Whether upper and lower case are different.</summary>
    public bool? CaseExact { get; set; }

    /// <summary>The value when none is given.</summary>
    public string? DefaultValue { get; set; }

    /// <summary>Whether having no value is written too.</summary>
    public bool? FlowNullValues { get; set; }

    /// <summary>What it refers to, where it is a reference.</summary>
    public MicrosoftGraphReferencedObject[]? ReferencedObjects { get; set; }

    /// <summary>How each interface names it.</summary>
    public MicrosoftGraphStringKeyStringValuePair[]? ApiExpressions { get; set; }

    /// <summary>More about the attribute, for the service.</summary>
    public MicrosoftGraphAttributeDefinitionMetadataEntry[]? Metadata { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The attribute as one line.</summary>
    public override string ToString() => $"{Name}: {Type}";
}
