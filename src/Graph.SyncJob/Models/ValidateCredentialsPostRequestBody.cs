using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>The body that tests credentials.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-validatecredentials">synchronizationJob: validateCredentials</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class ValidateCredentialsPostRequestBody
{
    /// <summary>Id of the application in the gallery.</summary>
    public string? ApplicationIdentifier { get; set; }

    /// <summary>Id of the template that the credentials are for.</summary>
    public string? TemplateId { get; set; }

    /// <summary>Whether to test the saved credentials in place of those given.</summary>
    public bool? UseSavedCredentials { get; set; }

    /// <summary>The credentials to test.</summary>
    public MicrosoftGraphSynchronizationSecretKeyStringValuePair[]? Credentials { get; set; }

    /// <summary>What is sent beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();
}
