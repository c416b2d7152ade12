namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What is said of a template.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationtemplate">synchronization-synchronizationtemplate</seealso>
public enum SynchronizationMetadata
{
    /// <summary>Id of the application in the gallery.</summary>
    GalleryApplicationIdentifier,

    /// <summary>Key of the application in the gallery.</summary>
    GalleryApplicationKey,

    /// <summary>Whether the target is signed in to with OAuth.</summary>
    IsOAuthEnabled,

    /// <summary>Whether an agent has to be assigned.</summary>
    IsSynchronizationAgentAssignmentRequired,

    /// <summary>Whether an agent has to be installed.</summary>
    IsSynchronizationAgentRequired,

    /// <summary>Whether it is a preview.</summary>
    IsSynchronizationInPreview,

    /// <summary>Settings for OAuth.</summary>
    OAuthSettings,

    /// <summary>Where to read more.</summary>
    SynchronizationLearnMoreIbizaFwLink,

    /// <summary>The fields of the configuration.</summary>
    ConfigurationFields,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
