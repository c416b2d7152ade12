using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Provisions an object right away through a synchronization job, and tells step by step what came of it.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand">synchronizationJob: provisionOnDemand</seealso>
[SynchronizationCmdlet(
    VerbsCommon.New,
    "{Owner}SynchronizationJobOnDemand",
    ["ProvisionExpanded", "ProvisionObject", "Provision"],
    ["ProvisionViaIdentityExpanded", "ProvisionObjectViaIdentity", "ProvisionViaIdentity"],
    Impact = ConfirmImpact.Medium,
    Output = typeof(ProvisionOnDemandResult))]
public abstract class NewSynchronizationJobOnDemandCmdlet : OwnedCmdlet
{
    private protected NewSynchronizationJobOnDemandCmdlet()
    {
    }

    /// <summary>Id of the object in the source: an object id, a distinguished name or a worker id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ProvisionObject")]
    [Parameter(Mandatory = true, ParameterSetName = "ProvisionObjectViaIdentity")]
    [ValidateNotNullOrEmpty]
    public string? ObjectId { get; set; }

    /// <summary>Type of the object, as the rule calls it: <c>User</c>, <c>Group</c>, <c>Worker</c> …</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ProvisionObject")]
    [Parameter(Mandatory = true, ParameterSetName = "ProvisionObjectViaIdentity")]
    [ValidateNotNullOrEmpty]
    public string? ObjectTypeName { get; set; }

    /// <summary>Id of the rule in the schema of the job. May be left out when there is only one.</summary>
    [Parameter(ParameterSetName = "ProvisionObject")]
    [Parameter(ParameterSetName = "ProvisionObjectViaIdentity")]
    [ValidateNotNullOrEmpty]
    public string? RuleId { get; set; }

    /// <summary>Rules with the objects that they are for, such as a group with members.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ProvisionExpanded")]
    [Parameter(Mandatory = true, ParameterSetName = "ProvisionViaIdentityExpanded")]
    [ValidateNotNull]
    public MicrosoftGraphSynchronizationJobApplicationParameters[]? Parameters { get; set; }

    /// <summary>The body of the request as a whole: <c>@{ Parameters = @(…) }</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Provision")]
    [Parameter(Mandatory = true, ParameterSetName = "ProvisionViaIdentity")]
    [ValidateNotNull]
    public ProvisionOnDemandPostRequestBody? BodyParameter { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation.ProvisionOnDemand, given!, nameSubject =>
        {
            var job = JobIdentity.Of(given, OwnerKind, Counterpart);
            var subject = $"{DescribeObjects()} on demand through {job}";
            nameSubject(subject);
            if (ShouldProcess(subject, "Provision"))
            {
                var address = Locate(job);
                var body = BodyParameter ?? new ProvisionOnDemandPostRequestBody { Parameters = Parameters ?? ForOneObject(address) };
                WriteObject(Send((client, options, cancellationToken) => client.ProvisionOnDemandAsync(address, body, options, cancellationToken)));
            }
        });
    }

    private string DescribeObjects()
    {
        var objects = ObjectId is null
            ? (BodyParameter?.Parameters ?? Parameters ?? []).SelectMany(item => item.Subjects ?? []).Select(item => (item.ObjectTypeName, item.ObjectId))
            : [(ObjectTypeName, ObjectId)];
        return string.Join(", ", objects.Select(item => $"{Text.Shorten(item.ObjectTypeName ?? "object")} {Text.Quote(item.ObjectId ?? string.Empty)}"));
    }

    private MicrosoftGraphSynchronizationJobApplicationParameters[] ForOneObject(JobAddress job) =>
    [
        new()
        {
            RuleId = RuleId ?? FindRule(job),
            Subjects = [new() { ObjectId = ObjectId, ObjectTypeName = ObjectTypeName }],
        },
    ];

    private string? FindRule(JobAddress job)
    {
        var rules = Send((client, options, cancellationToken) => client.GetSchemaAsync(job, [], options, cancellationToken)).SynchronizationRules ?? [];
        return rules.Length == 1
            ? rules[0].Id
            : throw new IdentityException("RuleAmbiguous", $"The schema of the job has {DescribeRules(rules)}. Nothing was provisioned.", "Say which one with -RuleId.");
    }

    private static string DescribeRules(MicrosoftGraphSynchronizationRule[] rules) => rules.Length == 0
        ? "no rule"
        : $"{rules.Length} rules: {string.Join(", ", rules.Select(rule => $"{Text.Quote(rule.Id ?? string.Empty)} ({Text.Shorten(rule.Name ?? string.Empty)})"))}";
}
