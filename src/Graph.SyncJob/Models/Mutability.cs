namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Whether an attribute can be read and written.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributedefinition">synchronization-attributedefinition</seealso>
public enum Mutability
{
    /// <summary>Both.</summary>
    ReadWrite,

    /// <summary>It can be read only.</summary>
    ReadOnly,

    /// <summary>It can be written when the object is created, and not changed.</summary>
    Immutable,

    /// <summary>It can be written only.</summary>
    WriteOnly,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
