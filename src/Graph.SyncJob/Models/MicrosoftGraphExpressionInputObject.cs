using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>An object to try an expression on.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-expressioninputobject">synchronization-expressioninputobject</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphExpressionInputObject
{
    /// <summary>Its type.</summary>
    public MicrosoftGraphObjectDefinition? Definition { get; set; }

    /// <summary>Its attributes.</summary>
    public MicrosoftGraphStringKeyObjectValuePair[]? Properties { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The object as one line.</summary>
    public override string ToString() => string.Join(", ", (object[]?)Properties ?? []);
}
