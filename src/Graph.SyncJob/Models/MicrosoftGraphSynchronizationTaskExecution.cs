using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>One run of a synchronization job.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationtaskexecution">synchronization-synchronizationtaskexecution</seealso>
[TypeConverter(typeof(GraphModelConverter))]
public sealed class MicrosoftGraphSynchronizationTaskExecution
{
    /// <summary>Id of the run.</summary>
    public string? ActivityIdentifier { get; set; }

    /// <summary>Entries that are entitled to be provisioned.</summary>
    public long? CountEntitled { get; set; }

    /// <summary>Entries entitled for provisioning.</summary>
    public long? CountEntitledForProvisioning { get; set; }

    /// <summary>Entries in escrow: failed, to be tried again.</summary>
    public long? CountEscrowed { get; set; }

    /// <summary>Entries in escrow, those included that are there on purpose.</summary>
    public long? CountEscrowedRaw { get; set; }

    /// <summary>Entries written to the target.</summary>
    public long? CountExported { get; set; }

    /// <summary>Entries that were to be written to the target.</summary>
    public long? CountExports { get; set; }

    /// <summary>Entries read from the source.</summary>
    public long? CountImported { get; set; }

    /// <summary>Entries read as changes.</summary>
    public long? CountImportedDeltas { get; set; }

    /// <summary>Entries read as changes of references.</summary>
    public long? CountImportedReferenceDeltas { get; set; }

    /// <summary>What went wrong, where something did.</summary>
    public MicrosoftGraphSynchronizationError? Error { get; set; }

    /// <summary>How the run ended.</summary>
    public SynchronizationTaskExecutionResult? State { get; set; }

    /// <summary>When the run began, in UTC.</summary>
    public DateTimeOffset? TimeBegan { get; set; }

    /// <summary>When the run ended, in UTC.</summary>
    public DateTimeOffset? TimeEnded { get; set; }

    /// <summary>What the service sends beyond the properties above.</summary>
    public IDictionary<string, object?> AdditionalProperties { get; set; } = new Dictionary<string, object?>();

    /// <summary>The run as one line.</summary>
    public override string ToString() => ModelText.Join((State?.ToString(), null), (ModelText.Time(TimeEnded), "at"), (Error?.ToString(), null));
}
