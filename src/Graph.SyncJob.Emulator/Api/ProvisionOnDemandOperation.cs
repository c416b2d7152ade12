using System;
using System.Linq;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>Provisioning one object right away. Nothing is written anywhere, but the answer tells of it as Graph does.</summary>
internal static class ProvisionOnDemandOperation
{
    // Documented: one user, or one group with up to so many of its members.
    private const int MostMembers = 5;

    // Ids of objects that are not in the source directory.
    private const string NobodysPrefix = "00000000-";

    public static GraphReply Run(GraphCall call)
    {
        var job = call.Job();
        var now = call.Clock.GetUtcNow();
        if (!call.Owner().OnDemand.TryAdmit(now, out var wait))
        {
            throw new GraphErrorException(GraphError.TooManyRequests((int)Math.Ceiling(wait.TotalSeconds)));
        }

        var parameters = JsonBody.As<Parameters[]>(JsonBody.Read(call.Request, "parameters")["parameters"], "parameters");
        if (parameters is not [{ Subjects: [var subject] } parameter])
        {
            throw new GraphErrorException(GraphError.BadRequest("'parameters' has to name one rule with one subject."));
        }

        var rule = Array.Find(job.Schema.SynchronizationRules, rule => rule.Id == parameter.RuleId)
            ?? throw new GraphErrorException(GraphError.BadRequest($"The rule '{parameter.RuleId}' is not in the schema of the job."));
        if (string.IsNullOrWhiteSpace(subject.ObjectId))
        {
            throw new GraphErrorException(GraphError.BadRequest("The 'objectId' of the subject is missing."));
        }

        var mapping = Array.Find(rule.ObjectMappings, mapping => mapping.SourceObjectName.Equals(subject.ObjectTypeName, StringComparison.OrdinalIgnoreCase))
            ?? throw new GraphErrorException(GraphError.BadRequest(
                $"The rule '{rule.Id}' has no mapping for objects of the type '{subject.ObjectTypeName}'."));
        if (subject.Links?.Members.Length > MostMembers)
        {
            throw new GraphErrorException(GraphError.BadRequest($"A group can be provisioned with up to {MostMembers} of its members."));
        }

        var outcome = subject.ObjectId.StartsWith(NobodysPrefix, StringComparison.Ordinal) ? Outcome.NotFound
            : job.Provision(rule.Id, subject.ObjectId) ? Outcome.Created
            : Outcome.Redundant;
        return GraphReply.Ok(new JsonObject
        {
            ["@odata.context"] = $"{call.MetadataUrl}#microsoft.graph.stringKeyStringValuePair",
            ["key"] = Key(outcome).ToJsonString(GraphJson.Options),
            ["value"] = new Report(rule, mapping, subject, outcome, now).Write().ToJsonString(GraphJson.Options),
        });
    }

    private static JsonObject Key(Outcome outcome) => new()
    {
        ["result"] = outcome.Result,
        ["details"] = outcome.ErrorCode is null
            ? new JsonObject()
            : new JsonObject { ["errorCode"] = outcome.ErrorCode, ["errorMessage"] = outcome.Message },
    };

    private sealed record Outcome(string Result, string Action, string? ErrorCode = null, string? Message = null)
    {
        public static readonly Outcome Created = new("Success", "Create");

        public static readonly Outcome Redundant = new(
            "Skipped", "Other", "RedundantExport", "Source and target have the same state already, so there is nothing to change.");

        public static readonly Outcome NotFound = new(
            "Failure", "Other", "EntryNotFound", "The object was not found in the source directory.");
    }

    private sealed class Report(SynchronizationRule rule, ObjectMapping mapping, Subject subject, Outcome outcome, DateTimeOffset now)
    {
        private readonly string _time = GraphJson.Time(now);
        private readonly string _name = $"{subject.ObjectId}@contoso.example";
        private readonly string _targetId = StableId.Of($"{rule.Id} {subject.ObjectId}");

        public JsonObject Write()
        {
            var found = outcome != Outcome.NotFound;
            return new JsonObject
            {
                ["action"] = outcome.Action,
                ["changeId"] = StableId.Of($"{_targetId} {_time}"),
                ["endTime"] = _time,
                ["modifiedProperties"] = outcome == Outcome.Created ? Modified() : new JsonArray(),
                ["provisioningSteps"] = Steps(),
                ["reportableIdentifier"] = found ? _name : subject.ObjectId,
                ["startTime"] = _time,
                ["statusInfo"] = new JsonObject
                {
                    ["status"] = outcome.Result,
                    ["errorCode"] = outcome.ErrorCode,
                    ["reason"] = outcome.Message,
                    ["additionalDetails"] = null,
                    ["errorCategory"] = found ? null : "NonServiceFailure",
                    ["recommendedAction"] = null,
                },
                ["sourceIdentity"] = Identity(subject.ObjectId, mapping.SourceObjectName),
                ["sourceSystem"] = System(rule.SourceDirectoryName),
                ["targetIdentity"] = Identity(found ? _targetId : null, mapping.TargetObjectName),
                ["targetSystem"] = System(rule.TargetDirectoryName),
            };
        }

        // The seed holds no users: every attribute has a value that shows where it came from.
        private JsonArray Modified() => new([.. mapping.AttributeMappings.Select(attribute => new JsonObject
        {
            ["displayName"] = attribute.TargetAttributeName,
            ["oldValue"] = null,
            ["newValue"] = attribute.Source?.Type == AttributeMappingSourceType.Constant ? attribute.Source.Name : attribute.Source?.Expression,
        })]);

        private JsonArray Steps()
        {
            var type = mapping.SourceObjectName;
            if (outcome == Outcome.NotFound)
            {
                return [Step("EntryImport", "Import", "Failure", $"{type} '{subject.ObjectId}' was not found in {rule.SourceDirectoryName}", new()
                {
                    ["errorCode"] = outcome.ErrorCode,
                })];
            }

            JsonArray steps =
            [
                Step("EntryImport", "Import", "Success", $"Retrieved {type} '{_name}' from {rule.SourceDirectoryName}", new()
                {
                    ["objectId"] = subject.ObjectId,
                }),
                Step(
                    "EntrySynchronizationScoping",
                    "Scoping",
                    "Success",
                    $"Determine if {type} in scope by evaluating against each scoping filter",
                    new() { ["IsActive"] = "True", ["Assigned"] = "True", ["IsEffectivelyEntitledForProvisioning"] = "True" }),
                outcome == Outcome.Created
                    ? Step("EntryImport", "Matching", "Success", $"No matching {mapping.TargetObjectName} found in {rule.TargetDirectoryName}", [])
                    : Step("EntryImport", "Matching", "Success", $"Retrieved '{_name}' from {rule.TargetDirectoryName}", new() { ["id"] = _targetId }),
                outcome == Outcome.Created
                    ? Step("EntryExportAdd", "Export", "Success", $"{type} '{_name}' was created in {rule.TargetDirectoryName}", [])
                    : Step("EntrySynchronizationSkip", "Export", "Skipped", outcome.Message!, new() { ["SkipReason"] = outcome.ErrorCode }),
            ];
            foreach (var member in subject.Links?.Members ?? [])
            {
                steps.Add(Step(
                    "EntryReferenceExport", "ReferenceResolution", "Success", $"Member '{member.ObjectId}' was added", new() { ["objectId"] = member.ObjectId }));
            }

            return steps;
        }

        private JsonObject Step(string name, string type, string status, string description, JsonObject details) => new()
        {
            ["name"] = name,
            ["type"] = type,
            ["status"] = status,
            ["description"] = description,
            ["timestamp"] = _time,
            ["details"] = details,
        };

        private static JsonObject Identity(string? id, string type) =>
            new() { ["id"] = id, ["type"] = type, ["displayName"] = null, ["details"] = null };

        private static JsonObject System(string name) => new() { ["id"] = null, ["name"] = name, ["details"] = null };
    }

    private sealed record Parameters
    {
        public string? RuleId { get; init; }

        public Subject[] Subjects { get; init; } = [];
    }

    private sealed record Subject
    {
        public string? ObjectId { get; init; }

        public string? ObjectTypeName { get; init; }

        public LinkedObjects? Links { get; init; }
    }

    private sealed record LinkedObjects
    {
        public Subject? Manager { get; init; }

        public Subject[] Members { get; init; } = [];

        public Subject[] Owners { get; init; } = [];
    }
}
