namespace Microsoft.Graph.PowerShell.Models;

/// <summary>How an operator treats an attribute with several values.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-filteroperatorschema">synchronization-filteroperatorschema</seealso>
public enum ScopeOperatorMultiValuedComparisonType
{
    /// <summary>All values have to fit.</summary>
    All,

    /// <summary>One value that fits is enough.</summary>
    Any,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
