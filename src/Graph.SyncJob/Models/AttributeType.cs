using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What the values of an attribute are.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributedefinition">synchronization-attributedefinition</seealso>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The names are Graph's.")]
public enum AttributeType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>References to other objects.</summary>
    Reference,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Times.</summary>
    DateTime,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
