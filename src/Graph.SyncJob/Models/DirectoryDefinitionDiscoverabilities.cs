using System;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What the service can find out about a directory by itself.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-directorydefinition">synchronization-directorydefinition</seealso>
[Flags]
public enum DirectoryDefinitionDiscoverabilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Which attributes there are.</summary>
    AttributeNames = 1,

    /// <summary>What their values are.</summary>
    AttributeDataTypes = 2,

    /// <summary>Which of them can not be written.</summary>
    AttributeReadOnly = 4,

    /// <summary>Which of them refer to objects.</summary>
    ReferenceAttributes = 8,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue = 16,
}
