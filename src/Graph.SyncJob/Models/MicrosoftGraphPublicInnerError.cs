using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>What is known of an error beyond its message.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/publicinnererror">publicinnererror</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphPublicInnerError
{
    /// <summary>The error code.</summary>
    public string? Code { get; set; }

    /// <summary>What happened.</summary>
    public string? Message { get; set; }

    /// <summary>What it happened to.</summary>
    public string? Target { get; set; }

    /// <summary>More errors that led to this one.</summary>
    public MicrosoftGraphPublicErrorDetail[]? Details { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The error as one line.</summary>
    public override string ToString() => ModelText.Join((Code, null), (Message, null));
}
