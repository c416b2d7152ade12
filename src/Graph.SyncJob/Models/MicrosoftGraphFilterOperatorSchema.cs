using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>An operator that conditions of a scope can have.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-filteroperatorschema">synchronization-filteroperatorschema</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphFilterOperatorSchema
{
    /// <summary>The operator, such as <c>EQUALS</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Whether it compares with a value.</summary>
    public ScopeOperatorType? Arity { get; set; }

    /// <summary>Whether all values of an attribute have to fit, or any.</summary>
    public ScopeOperatorMultiValuedComparisonType? MultivaluedComparisonType { get; set; }

    /// <summary>The types of attributes that it can be used with.</summary>
    public AttributeType[]? SupportedAttributeTypes { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The operator as one line.</summary>
    public override string ToString() => ModelText.Join((Id, null), (Arity?.ToString(), null), (string.Join(" ", SupportedAttributeTypes ?? []), "for"));
}
