namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What is said of an object mapping.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-objectmapping">synchronization-objectmapping</seealso>
public enum ObjectMappingMetadata
{
    /// <summary>What happens to entries that fail.</summary>
    EscrowBehavior,

    /// <summary>Whether changes are not looked for.</summary>
    DisableMonitoringForChanges,

    /// <summary>The attribute that objects were first matched by.</summary>
    OriginalJoiningProperty,

    /// <summary>What happens to entries.</summary>
    Disposition,

    /// <summary>Whether a customer added it.</summary>
    IsCustomerDefined,

    /// <summary>Whether reports leave it out.</summary>
    ExcludeFromReporting,

    /// <summary>Whether it is not synchronized.</summary>
    Unsynchronized,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
