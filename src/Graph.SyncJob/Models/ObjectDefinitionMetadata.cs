namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What is said of a type of objects.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-objectdefinition">synchronization-objectdefinition</seealso>
public enum ObjectDefinitionMetadata
{
    /// <summary>The attribute that tells whether an account is enabled.</summary>
    PropertyNameAccountEnabled,

    /// <summary>The attribute that tells whether an object is deleted for now.</summary>
    PropertyNameSoftDeleted,

    /// <summary>Whether objects can be deleted for now.</summary>
    IsSoftDeletionSupported,

    /// <summary>Whether all objects can be synchronized.</summary>
    IsSynchronizeAllSupported,

    /// <summary>Whether the service has to keep data of its own.</summary>
    ConnectorDataStorageRequired,

    /// <summary>Extensions of the type.</summary>
    Extensions,

    /// <summary>The type that it is based on.</summary>
    BaseObjectName,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
