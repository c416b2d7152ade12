using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>A condition on an attribute.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-filterclause">synchronization-filterclause</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphFilterClause
{
    /// <summary>Name of the attribute.</summary>
    public string? SourceOperandName { get; set; }

    /// <summary>The operator, such as <c>EQUALS</c>; the cmdlets for filter operators list them.</summary>
    public string? OperatorName { get; set; }

    /// <summary>What the attribute is compared with.</summary>
    public MicrosoftGraphFilterOperand? TargetOperand { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The condition as one line.</summary>
    public override string ToString() => $"{SourceOperandName} {OperatorName} {TargetOperand}".TrimEnd();
}
