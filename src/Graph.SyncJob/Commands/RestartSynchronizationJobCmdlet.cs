using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Restarts a synchronization job: it goes through all objects of the source again, after a reset of what is asked for.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-restart">synchronizationJob: restart</seealso>
[SynchronizationCmdlet(
    VerbsLifecycle.Restart,
    "{Owner}SynchronizationJob",
    ["RestartExpanded", "Restart"],
    ["RestartViaIdentityExpanded", "RestartViaIdentity"],
    Impact = ConfirmImpact.Medium,
    Output = typeof(bool))]
public abstract class RestartSynchronizationJobCmdlet : JobActionCmdlet
{
    // A parameter that may be null would take no list of scopes.
    private SynchronizationJobRestartScope? _resetScope;

    private protected RestartSynchronizationJobCmdlet()
    {
    }

    /// <summary>What to reset. Left out, Graph resets quarantine, watermark and escrows, as the button in the admin center does.</summary>
    [Parameter(ParameterSetName = "RestartExpanded")]
    [Parameter(ParameterSetName = "RestartViaIdentityExpanded")]
    public SynchronizationJobRestartScope ResetScope
    {
        get => _resetScope ?? default;
        set => _resetScope = value;
    }

    /// <summary>What to reset, as Graph's own object: <c>@{ ResetScope = 'Watermark, Escrows' }</c>.</summary>
    [Parameter(ParameterSetName = "RestartExpanded")]
    [Parameter(ParameterSetName = "RestartViaIdentityExpanded")]
    [ValidateNotNull]
    public MicrosoftGraphSynchronizationJobRestartCriteria? Criteria { get; set; }

    /// <summary>The body of the request as a whole: <c>@{ Criteria = @{ ResetScope = 'Watermark, Escrows' } }</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Restart")]
    [Parameter(Mandatory = true, ParameterSetName = "RestartViaIdentity")]
    [ValidateNotNull]
    public RestartPostRequestBody? BodyParameter { get; set; }

    private protected override Operation Operation => Operation.RestartJob;

    private RestartPostRequestBody Body => BodyParameter ?? new RestartPostRequestBody
    {
        // Without criteria Graph does the same as with empty ones; they may be among the additional properties.
        Criteria = Criteria ?? (_resetScope is null && GivenProperties is { Count: > 0 } ? null : new() { ResetScope = _resetScope }),
        AdditionalProperties = AlsoInBody,
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Criteria is not null && _resetScope is not null)
        {
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "RestartCriteriaAmbiguous",
                "ResetScope and Criteria both say what to reset.",
                Criteria,
                "Give one of the two; -ResetScope Watermark, Escrows is the same as -Criteria @{ ResetScope = 'Watermark, Escrows' }."));
        }

        if (Advice(Body.Criteria?.ResetScope) is { } advice)
        {
            WriteWarning(advice);
        }
    }

    private protected override Task ActAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        client.RestartJobAsync(job, Body, options, cancellationToken);

    // Graph's documentation says "do not use" of these two.
    private string? Advice(SynchronizationJobRestartScope? scope) => scope switch
    {
        SynchronizationJobRestartScope.None =>
            $"Graph's documentation says not to use the reset scope None: to go on without a reset, use {MyInvocation.MyCommand.Name.Replace("Restart-", "Start-")}.",
        SynchronizationJobRestartScope.ConnectorDataStore =>
            "Graph's documentation says not to use the reset scope ConnectorDataStore, which clears the cache for all users, unless Microsoft's support asks for it.",
        _ => null,
    };
}
