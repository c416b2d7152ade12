namespace Microsoft.Graph.PowerShell.Models;

/// <summary>When an attribute is written.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributemapping">synchronization-attributemapping</seealso>
public enum AttributeFlowBehavior
{
    /// <summary>When it has changed.</summary>
    FlowWhenChanged,

    /// <summary>Every time.</summary>
    FlowAlways,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
