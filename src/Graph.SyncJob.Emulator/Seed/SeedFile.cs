using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Graph.SyncJob.Emulator.Api;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Seed;

/// <summary>
/// A tenant read from a file. It is read and judged once, at the start; a reset makes the same tenant again.
/// Jobs have the shape that Graph gives them, so that a real one can be pasted in.
/// </summary>
internal sealed class SeedFile
{
    private static readonly JsonSerializerOptions Strict = new(GraphJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly SeedFileContent _content;

    private SeedFile(SeedFileContent content) => _content = content;

    public static SeedFile Read(string path)
    {
        byte[] json;
        try
        {
            json = File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException($"the seed file '{path}' cannot be read: {unreadable.Message}");
        }

        var text = new SeedText(path, json);
        try
        {
            var content = JsonSerializer.Deserialize<SeedFileContent>(text.Json.Span, Strict) ?? throw text.Wrong("$", "an object is expected");
            Check(content, text);
            return new(content);
        }
        catch (JsonException wrong)
        {
            throw text.Wrong(wrong);
        }
    }

    public Tenant Build(TimeProvider clock, JobCycle? cycle)
    {
        var now = clock.GetUtcNow();
        var inUse = _content.Applications.SelectMany(application => application.Jobs).Select(job => job.Template);
        var ofApplications = _content.Applications.SelectMany(application => application.Templates).Select(template => template.Id!);
        var tenant = new Tenant(
            _content.TenantId ?? SeedTenant.TenantId, [.. TemplateCatalog.WellKnown, .. _content.Templates, .. ofApplications, .. inUse])
        {
            Cycle = cycle,
        };
        foreach (var seeded in _content.Applications)
        {
            var application = new EnterpriseApplication(tenant.NextSequence())
            {
                DisplayName = seeded.DisplayName!,
                AppId = seeded.AppId!,
                ApplicationId = seeded.ApplicationId,
                ServicePrincipalId = seeded.ServicePrincipalId,
                CreatedDateTime = now.AddDays(-31),
            };
            tenant.Add(application);
            foreach (var template in seeded.Templates)
            {
                tenant.AddTemplate(application, template.Complete(seeded.AppId!), template.ReadSchema());
            }

            application.Secrets = new Credentials(seeded.Secrets.ToDictionary(
                secret => SecretKeys.Find(secret.Key!)!, secret => secret.Value ?? "", StringComparer.Ordinal));
            foreach (var job in seeded.Jobs)
            {
                tenant.AddJob(application, job.Complete(now), job.ReadSchema());
            }

            if (application.Templates.Count == 0)
            {
                foreach (var templateId in TemplateCatalog.ForAnyApplication)
                {
                    tenant.AddTemplate(application, TemplateCatalog.Typical(templateId, application.AppId));
                }
            }
        }

        return tenant;
    }

    private static void Check(SeedFileContent content, SeedText text)
    {
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        CheckGuid(content.TenantId, "$.tenantId");
        CheckNoNull(content.Templates, "$.templates");
        CheckNoNull(content.Applications, "$.applications");

        for (var index = 0; index < content.Applications.Length; index++)
        {
            var application = content.Applications[index];
            var path = $"$.applications[{index}]";
            Require(application.DisplayName, path, "displayName");
            Require(application.AppId, path, "appId");
            if (application.ApplicationId is null && application.ServicePrincipalId is null)
            {
                throw text.Wrong(path, "'applicationId' or 'servicePrincipalId' is missing; an application needs at least one of them");
            }

            CheckUnique(application.AppId, $"{path}.appId");
            CheckUnique(application.ApplicationId, $"{path}.applicationId");
            CheckUnique(application.ServicePrincipalId, $"{path}.servicePrincipalId");

            CheckNoNull(application.Jobs, $"{path}.jobs");
            var jobIds = new HashSet<string>(StringComparer.Ordinal);
            for (var jobIndex = 0; jobIndex < application.Jobs.Length; jobIndex++)
            {
                var job = application.Jobs[jobIndex];
                var jobPath = $"{path}.jobs[{jobIndex}]";
                Require(job.Id, jobPath, "id");
                if (!jobIds.Add(job.Id!))
                {
                    throw text.Wrong($"{jobPath}.id", $"the job id '{job.Id}' is there twice in this application");
                }

                CheckInterval(job.Schedule?.Interval, $"{jobPath}.schedule.interval");
                CheckSchema(job, $"{jobPath}.schema");
            }

            CheckNoNull(application.Templates, $"{path}.templates");
            for (var templateIndex = 0; templateIndex < application.Templates.Length; templateIndex++)
            {
                var template = application.Templates[templateIndex];
                var templatePath = $"{path}.templates[{templateIndex}]";
                Require(template.Id, templatePath, "id");
                if (Array.Exists(application.Templates[..templateIndex], other => other.Id == template.Id))
                {
                    throw text.Wrong($"{templatePath}.id", $"the template '{template.Id}' is there twice in this application");
                }

                CheckSchema(template, $"{templatePath}.schema");
            }

            CheckNoNull(application.Secrets, $"{path}.secrets");
            var keys = new HashSet<string>(StringComparer.Ordinal);
            for (var secretIndex = 0; secretIndex < application.Secrets.Length; secretIndex++)
            {
                var secretPath = $"{path}.secrets[{secretIndex}]";
                Require(application.Secrets[secretIndex].Key, secretPath, "key");
                if (SecretKeys.Find(application.Secrets[secretIndex].Key!) is not { } key)
                {
                    throw text.Wrong($"{secretPath}.key", "this is not a key that Graph knows, such as SecretToken or BaseAddress");
                }

                if (!keys.Add(key))
                {
                    throw text.Wrong($"{secretPath}.key", $"the key '{key}' is there twice in this application");
                }
            }
        }

        void Require(string? value, string path, string property)
        {
            if (value is null)
            {
                throw text.Wrong(path, $"'{property}' is missing");
            }

            if (string.IsNullOrWhiteSpace(value))
            {
                throw text.Wrong($"{path}.{property}", $"'{property}' is empty");
            }
        }

        void CheckNoNull(object?[] items, string path)
        {
            if (Array.IndexOf(items, null) is >= 0 and var index)
            {
                throw text.Wrong($"{path}[{index}]", "null cannot stand here");
            }
        }

        void CheckGuid(string? id, string path)
        {
            if (id is not null && !Guid.TryParseExact(id, "D", out _))
            {
                throw text.Wrong(path, $"'{id}' is not a GUID such as aaaaaaaa-0000-4000-8000-000000000001");
            }
        }

        void CheckUnique(string? id, string path)
        {
            CheckGuid(id, path);
            if (id is not null && !ids.TryAdd(id, path))
            {
                throw text.Wrong(path, $"the id '{id}' is there twice, first on line {text.LineOf(ids[id])}");
            }
        }

        // A schema is read as a request with one would be, so that what Graph answered can be pasted in.
        void CheckSchema(SeedWithSchema seeded, string path)
        {
            SchemaDocument? schema;
            try
            {
                schema = seeded.ReadSchema();
            }
            catch (JsonException wrong)
            {
                throw text.Wrong(new JsonException(wrong.Message, $"{path}{wrong.Path?[1..]}", null, null));
            }

            if (schema is not null && SchemaCheck.FindFault(schema) is { } fault)
            {
                throw text.Wrong(path, fault);
            }
        }

        void CheckInterval(string? interval, string path)
        {
            if (interval is not null && !JobIntervals.IsValid(interval))
            {
                throw text.Wrong(path, $"'{interval}' is not a duration such as PT40M");
            }
        }
    }

    private sealed record SeedFileContent
    {
        public string? TenantId { get; init; }

        public string[] Templates { get; init; } = [];

        public SeedApplication[] Applications { get; init; } = [];
    }

    private sealed record SeedApplication
    {
        public string? DisplayName { get; init; }

        public string? AppId { get; init; }

        public string? ApplicationId { get; init; }

        public string? ServicePrincipalId { get; init; }

        public SeedTemplate[] Templates { get; init; } = [];

        public MetadataEntry<string>[] Secrets { get; init; } = [];

        public SeedJob[] Jobs { get; init; } = [];
    }

    private abstract record SeedWithSchema
    {
        // Part of what Graph answers, hence of what is pasted in; it says nothing here.
        [JsonPropertyName("@odata.context")]
        public string? Context { get; init; }

        public JsonObject? Schema { get; init; }

        public SchemaDocument? ReadSchema()
        {
            var schema = Schema is null ? null : JsonBody.Deserialize<SchemaDocument>(Schema);
            return schema is null ? null : schema with
            {
                Version = schema.Version.Length > 0 ? schema.Version : StableId.Of(Schema!.ToJsonString()),
                Directories = [.. schema.Directories.Select(directory =>
                    directory.Id.Length > 0 ? directory : directory with { Id = StableId.Of(directory.Name) })],
            };
        }
    }

    private sealed record SeedTemplate : SeedWithSchema
    {
        public string? Id { get; init; }

        public string? ApplicationId { get; init; }

        public bool? Default { get; init; }

        public string? Description { get; init; }

        public bool? Discoverable { get; init; }

        public string? FactoryTag { get; init; }

        public MetadataEntry<SynchronizationMetadata>[]? Metadata { get; init; }

        public TemplateDocument Complete(string appId)
        {
            var typical = TemplateCatalog.Typical(Id!, appId);
            return typical with
            {
                ApplicationId = ApplicationId ?? typical.ApplicationId,
                Default = Default ?? typical.Default,
                Description = Description ?? typical.Description,
                Discoverable = Discoverable ?? typical.Discoverable,
                FactoryTag = FactoryTag ?? typical.FactoryTag,
                Metadata = Metadata ?? typical.Metadata,
            };
        }
    }

    private sealed record SeedJob : SeedWithSchema
    {
        public string? Id { get; init; }

        public string? TemplateId { get; init; }

        public JobSchedule? Schedule { get; init; }

        public JobStatus Status { get; init; } = new();

        public JobSetting[] SynchronizationJobSettings { get; init; } = [];

        // Graph puts the template first in the id.
        [JsonIgnore]
        public string Template => TemplateId ?? Id!.Split('.')[0];

        public JobDocument Complete(DateTimeOffset now) => new()
        {
            Id = Id!,
            TemplateId = Template,
            Schedule = Schedule ?? TypicalJob.Schedule(Status.Code),
            Status = Complete(Status, TypicalJob.Status(Id!, Status.Code, now)),
            SynchronizationJobSettings = SynchronizationJobSettings,
        };

        // A status that tells of no run stands for an ordinary job in that state; one that does is taken as it is.
        private static JobStatus Complete(JobStatus given, JobStatus typical) => given.LastExecution is not null ? given : typical with
        {
            Quarantine = given.Quarantine ?? typical.Quarantine,
            Progress = given.Progress is [] ? typical.Progress : given.Progress,
            SynchronizedEntryCountByType =
                given.SynchronizedEntryCountByType is [] ? typical.SynchronizedEntryCountByType : given.SynchronizedEntryCountByType,
        };
    }
}
