using System;
using System.Collections.Generic;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>One step of provisioning an object on demand.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand">synchronizationJob: provisionOnDemand</seealso>
public sealed class ProvisionOnDemandStep
{
    /// <summary>The step: <c>EntryImport</c>, <c>EntrySynchronizationScoping</c>, <c>EntryExportAdd</c> …</summary>
    public string? Name { get; set; }

    /// <summary>Its kind: <c>Import</c>, <c>Scoping</c>, <c>Matching</c>, <c>Export</c> …</summary>
    public string? Type { get; set; }

    /// <summary>How it ended.</summary>
    public string? Status { get; set; }

    /// <summary>What happened, in a sentence.</summary>
    public string? Description { get; set; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset? Timestamp { get; set; }

    /// <summary>What is told of it by name, such as the attributes that were read.</summary>
    public Dictionary<string, object?>? Details { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The step as one line.</summary>
    public override string ToString() => ModelText.Join((Type, null), (Status, null), (Description, null));
}
