namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What is said of an attribute.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-attributedefinition">synchronization-attributedefinition</seealso>
public enum AttributeDefinitionMetadata
{
    /// <summary>The attribute that it is based on.</summary>
    BaseAttributeName,

    /// <summary>The type of its values, where they are objects.</summary>
    ComplexObjectDefinition,

    /// <summary>Whether it names a container.</summary>
    IsContainer,

    /// <summary>Whether a customer added it.</summary>
    IsCustomerDefined,

    /// <summary>Whether its values hold a domain.</summary>
    IsDomainQualified,

    /// <summary>The properties of the links that it stands for.</summary>
    LinkPropertyNames,

    /// <summary>The type of the links that it stands for.</summary>
    LinkTypeName,

    /// <summary>How long a value can be.</summary>
    MaximumLength,

    /// <summary>The property that its references hold.</summary>
    ReferencedProperty,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
