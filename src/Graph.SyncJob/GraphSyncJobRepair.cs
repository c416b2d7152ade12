using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob;

/// <summary>What Repair-GraphSyncJob did to a job.</summary>
public enum GraphSyncJobRepairAction
{
    /// <summary>Nothing was changed, and nobody was signed in to the target system.</summary>
    None,

    /// <summary>The saved credentials were tested; the job was not started.</summary>
    CredentialsTested,

    /// <summary>The saved credentials were tested, and Graph was asked to start the job.</summary>
    Started,
}

/// <summary>What came of the repair of a job.</summary>
public enum GraphSyncJobRepairOutcome
{
    /// <summary>The job is not in quarantine.</summary>
    NotNeeded,

    /// <summary>The job is in quarantine for a reason that a person has to decide on: it was not started.</summary>
    DecisionNeeded,

    /// <summary>With <c>-WhatIf</c>: the job would be repaired.</summary>
    Planned,

    /// <summary>Whoever was asked said no.</summary>
    Declined,

    /// <summary>The target system refused the saved credentials: the job was not started.</summary>
    CredentialsInvalid,

    /// <summary>The job was started, and no attempt had ended when it was looked at last.</summary>
    Started,

    /// <summary>The job was started, is not in quarantine, and its next attempt went through.</summary>
    Repaired,

    /// <summary>The job was started and is not in quarantine, and its next attempt failed. The service tries again.</summary>
    AttemptFailed,

    /// <summary>Graph accepted the start, and showed the same quarantine as before when it was looked at last.</summary>
    StillQuarantined,

    /// <summary>The job was started, and its next attempt put it back in quarantine.</summary>
    QuarantinedAgain,

    /// <summary>It is not known what came of the start; an error says why.</summary>
    OutcomeUnknown,
}

/// <summary>The report of Repair-GraphSyncJob about one job. It pipes into every cmdlet that takes jobs.</summary>
public sealed class GraphSyncJobRepair
{
    /// <summary>Object id of the application that owns the job; null when a service principal does.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>Object id of the service principal that owns the job; null when an application does.</summary>
    public string? ServicePrincipalId { get; init; }

    /// <summary>Id of the job.</summary>
    public string? SynchronizationJobId { get; init; }

    /// <summary>Why the job was in quarantine, in one line; null when it was not.</summary>
    public string? Cause { get; init; }

    /// <summary>What was done.</summary>
    public GraphSyncJobRepairAction Action { get; init; }

    /// <summary>What came of it.</summary>
    public GraphSyncJobRepairOutcome Outcome { get; init; }

    /// <summary>What to do now.</summary>
    public string? Advice { get; init; }

    /// <summary>The quarantine as it was before; null when there was none.</summary>
    public MicrosoftGraphSynchronizationQuarantine? Quarantine { get; init; }

    /// <summary>The job as it was seen last.</summary>
    public MicrosoftGraphSynchronizationJob? Job { get; init; }

    /// <summary>The report as one line.</summary>
    public override string ToString() => ModelText.Join((SynchronizationJobId, null), (Outcome.ToString(), null), (Cause, null));
}
