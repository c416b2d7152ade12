namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What the value of an attribute is made of.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributemappingsource">synchronization-attributemappingsource</seealso>
public enum AttributeMappingSourceType
{
    /// <summary>An attribute of the object that is read.</summary>
    Attribute,

    /// <summary>A text that is always the same.</summary>
    Constant,

    /// <summary>A function of other sources.</summary>
    Function,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
