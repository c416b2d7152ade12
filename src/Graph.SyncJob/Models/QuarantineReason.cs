namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Why a job is in quarantine.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationquarantine">synchronization-synchronizationquarantine</seealso>
public enum QuarantineReason
{
    /// <summary>Too many entries failed.</summary>
    EncounteredBaseEscrowThreshold,

    /// <summary>Too many entries failed in all.</summary>
    EncounteredTotalEscrowThreshold,

    /// <summary>Too large a part of the entries failed.</summary>
    EncounteredEscrowProportionThreshold,

    /// <summary>An error that no further try would mend.</summary>
    EncounteredQuarantineException,

    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Somebody asked for it.</summary>
    QuarantinedOnDemand,

    /// <summary>More deletions than allowed.</summary>
    TooManyDeletes,

    /// <summary>The source broke off.</summary>
    IngestionInterrupted,

    /// <summary>A value that the service has come to use since this module was built.</summary>
    UnknownFutureValue,
}
