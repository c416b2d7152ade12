using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Bulk;
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
public abstract class NewSynchronizationJobOnDemandCmdlet : BulkCmdlet
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

    /// <summary>Id of the rule in the schema of the job. May be left out when only one is for objects of that type.</summary>
    [Parameter(ParameterSetName = "ProvisionObject")]
    [Parameter(ParameterSetName = "ProvisionObjectViaIdentity")]
    [ValidateNotNullOrEmpty]
    public string? RuleId { get; set; }

    /// <summary>Rules with the objects that they are for, such as a group with members.</summary>
    [Parameter(ParameterSetName = "ProvisionExpanded")]
    [Parameter(ParameterSetName = "ProvisionViaIdentityExpanded")]
    public MicrosoftGraphSynchronizationJobApplicationParameters[]? Parameters { get; set; }

    /// <summary>The body of the request as a whole: <c>@{ Parameters = @(…) }</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Provision")]
    [Parameter(Mandatory = true, ParameterSetName = "ProvisionViaIdentity")]
    [ValidateNotNull]
    public ProvisionOnDemandPostRequestBody? BodyParameter { get; set; }

    private protected override Operation Operation => Operation.ProvisionOnDemand;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (HasNothingToSend(Parameters))
        {
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "ObjectMissing",
                "There is no object to provision: none of -ObjectId, -Parameters and -BodyParameter is given. Nothing was sent.",
                null,
                "Name the object, for example -ObjectId '<object id>' -ObjectTypeName User."));
        }
    }

    private protected override void ProcessObject()
    {
        var given = Given;
        ForObject(Operation, given!, nameSubject =>
        {
            var job = JobIdentity.Of(given, OwnerKind, Counterpart);
            var objects = DescribeObjects();
            var subject = $"{objects} on demand through {job}";
            nameSubject(subject);
            if (ShouldProcess(subject, "Provision"))
            {
                var address = Locate(job);
                Begin(
                    subject,
                    Checkpoint.Key(OwnerKind, address.OwnerId, $"{address.JobId}/{Uri.EscapeDataString(objects)}"),
                    given!,
                    async (client, options, cancellationToken) => await client.ProvisionOnDemandAsync(
                        address, await BodyAsync(client, address, options, cancellationToken).ConfigureAwait(false), options, cancellationToken).ConfigureAwait(false));
            }
        });
    }

    private string DescribeObjects()
    {
        var objects = ObjectId is null
            ? (BodyParameter?.Parameters ?? Parameters ?? []).SelectMany(item => item.Subjects ?? []).Select(item => (item.ObjectTypeName, item.ObjectId))
            : [(ObjectTypeName, ObjectId)];
        var names = string.Join(", ", objects.Select(item => $"{Text.Shorten(item.ObjectTypeName ?? "object")} {Text.Quote(item.ObjectId ?? string.Empty)}"));
        return names.Length > 0 ? names : "objects";
    }

    private async Task<ProvisionOnDemandPostRequestBody> BodyAsync(
        ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken)
    {
        if (ObjectId is null)
        {
            return BodyParameter ?? new ProvisionOnDemandPostRequestBody { Parameters = Parameters, AdditionalProperties = AlsoInBody };
        }

        var one = new MicrosoftGraphSynchronizationJobApplicationParameters
        {
            RuleId = RuleId ?? await FindRuleAsync(client, job, Looking(options), cancellationToken).ConfigureAwait(false),
            Subjects = [new() { ObjectId = ObjectId, ObjectTypeName = ObjectTypeName }],
        };
        return new ProvisionOnDemandPostRequestBody { Parameters = [one] };
    }

    private async Task<string?> FindRuleAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken)
    {
        var schema = await client.GetSchemaAsync(job, Selection.AllProperties, options, cancellationToken).ConfigureAwait(false);
        var rules = schema.SynchronizationRules ?? [];
        var fitting = Array.FindAll(rules, rule => ObjectTypes(rule).Contains(ObjectTypeName, StringComparer.OrdinalIgnoreCase));
        return (rules, fitting) switch
        {
            ([var only], _) => only.Id,
            (_, [var only]) => only.Id,
            ([], _) => throw Ambiguous("no rule", rules),
            (_, []) => throw Ambiguous($"{rules.Length} rules, none of them for objects of type {Text.Quote(ObjectTypeName!)}", rules),
            _ => throw Ambiguous($"{fitting.Length} rules for objects of type {Text.Quote(ObjectTypeName!)}", fitting),
        };
    }

    /// <summary>The types of the objects that a rule takes from the source.</summary>
    private static IEnumerable<string?> ObjectTypes(MicrosoftGraphSynchronizationRule rule) =>
        (rule.ObjectMappings ?? []).Where(mapping => mapping.Enabled != false).Select(mapping => mapping.SourceObjectName);

    private static IdentityException Ambiguous(string what, MicrosoftGraphSynchronizationRule[] rules)
    {
        var list = string.Join(", ", rules.Select(rule =>
            $"{Text.Quote(rule.Id ?? string.Empty)} ({Text.Shorten(rule.Name ?? string.Empty)}: {Text.Shorten(string.Join(", ", ObjectTypes(rule)))})"));
        return new IdentityException(
            "RuleAmbiguous",
            $"The schema of the job has {what}{(list.Length == 0 ? string.Empty : ": ")}{list}. Nothing was provisioned.",
            "Say which one with -RuleId.");
    }
}
