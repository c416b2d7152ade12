using System;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What may happen to objects in the target.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-objectmapping">synchronization-objectmapping</seealso>
[Flags]
public enum ObjectFlowTypes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>They are created.</summary>
    Add = 1,

    /// <summary>They are changed.</summary>
    Update = 2,

    /// <summary>They are deleted.</summary>
    Delete = 4,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue = 8,
}
