namespace Microsoft.Graph.PowerShell.Models;

/// <summary>How many things an operator takes.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-filteroperatorschema">synchronization-filteroperatorschema</seealso>
public enum ScopeOperatorType
{
    /// <summary>An attribute and what it is compared with.</summary>
    Binary,

    /// <summary>An attribute alone.</summary>
    Unary,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
