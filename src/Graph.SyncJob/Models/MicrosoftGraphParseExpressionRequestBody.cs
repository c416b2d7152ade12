using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>An expression to be parsed, and what to try it on: the body of the request.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationschema">synchronization-synchronizationschema</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphParseExpressionRequestBody
{
    /// <summary>The expression.</summary>
    public string? Expression { get; set; }

    /// <summary>An object to try it on.</summary>
    public MicrosoftGraphExpressionInputObject? TestInputObject { get; set; }

    /// <summary>The attribute that its value is for.</summary>
    public MicrosoftGraphAttributeDefinition? TargetAttributeDefinition { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The request as one line.</summary>
    public override string ToString() => Expression ?? string.Empty;
}
