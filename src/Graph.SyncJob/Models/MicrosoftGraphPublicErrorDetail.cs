using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>One of several things that are wrong.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/publicerrordetail">publicerrordetail</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphPublicErrorDetail
{
    /// <summary>The error code.</summary>
    public string? Code { get; set; }

    /// <summary>What happened.</summary>
    public string? Message { get; set; }

    /// <summary>What it happened to.</summary>
    public string? Target { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The error as one line.</summary>
    public override string ToString() => ModelText.Join((Code, null), (Message, null));
}
