using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What the service makes of an expression.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-parseexpressionresponse">synchronization-parseexpressionresponse</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphParseExpressionResponse
{
    /// <summary>Whether it is an expression.</summary>
    public bool? ParsingSucceeded { get; set; }

    /// <summary>The expression, as a mapping takes it for its source.</summary>
    public MicrosoftGraphAttributeMappingSource? ParsedExpression { get; set; }

    /// <summary>Whether it has a value for the object that was given.</summary>
    public bool? EvaluationSucceeded { get; set; }

    /// <summary>Its values.</summary>
    public string[]? EvaluationResult { get; set; }

    /// <summary>What is wrong, when something is.</summary>
    public MicrosoftGraphPublicError? Error { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The answer as one line.</summary>
    public override string ToString() => ModelText.Join((ParsedExpression?.ToString(), null), (EvaluationSucceeded == true ? string.Join(", ", EvaluationResult ?? []) : null, "gives"), (Error?.ToString(), null));
}
