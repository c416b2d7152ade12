using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>The body that acquires an access token.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronization-acquireaccesstoken">synchronization: acquireAccessToken</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class AcquireAccessTokenPostRequestBody
{
    /// <summary>What to sign in with.</summary>
    public MicrosoftGraphSynchronizationSecretKeyStringValuePair[]? Credentials { get; set; }

    /// <summary>What is sent beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();
}
