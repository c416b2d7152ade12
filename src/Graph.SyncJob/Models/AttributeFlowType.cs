namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What may happen to an attribute in the target.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributemapping">synchronization-attributemapping</seealso>
public enum AttributeFlowType
{
    /// <summary>It is written when the object is created and when it changes.</summary>
    Always,

    /// <summary>It is written when the object is created.</summary>
    ObjectAddOnly,

    /// <summary>Values are added to those that are there.</summary>
    MultiValueAddOnly,

    /// <summary>A value is written where there was none.</summary>
    ValueAddOnly,

    /// <summary>It is written where the attribute was not there.</summary>
    AttributeAddOnly,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
