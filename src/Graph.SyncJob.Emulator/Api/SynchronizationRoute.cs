using System;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>The part of a path that follows <c>{owner}/synchronization</c>.</summary>
internal sealed partial record GraphRoute
{
    private GraphRoute Synchronization(ReadOnlySpan<string> segments)
    {
        // The metadata binds synchronization to an owner by object id only.
        if (!Is(segments[0], "synchronization") || Owner!.IsAppId)
        {
            throw Unknown(segments[0]);
        }

        if (segments.Length == 1)
        {
            return this with { Resource = GraphResource.Synchronization };
        }

        var name = segments[1];
        var set = EntitySet.Parse(name);
        if (set.Key is { IsAppId: true })
        {
            throw Unknown(name);
        }

        var rest = WithKey(set.Key, segments[2..]);
        return set.Name.ToUpperInvariant() switch
        {
            "JOBS" => Jobs(rest),
            "TEMPLATES" => Templates(rest),
            "SECRETS" when set.Key is null => Secrets(rest),
            _ when IsOperation(name, "acquireAccessToken") => End(rest, GraphResource.AcquireAccessToken),
            _ => throw Unknown(name),
        };
    }

    private GraphRoute Jobs(ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty)
        {
            return this with { Resource = GraphResource.Jobs };
        }

        if (segments.Length == 1 && Is(segments[0], "$count"))
        {
            return this with { Resource = GraphResource.JobsCount };
        }

        if (segments.Length == 1 && IsOperation(segments[0], "validateCredentials"))
        {
            return this with { Resource = GraphResource.JobsValidateCredentials };
        }

        var job = this with { JobId = segments[0] };
        segments = segments[1..];
        if (segments.IsEmpty)
        {
            return job with { Resource = GraphResource.Job };
        }

        return Operation(segments[0]).ToUpperInvariant() switch
        {
            "SCHEMA" when Is(segments[0], "schema") => job.SchemaOf(segments[1..]),
            "START" => job.End(segments[1..], GraphResource.JobStart),
            "PAUSE" => job.End(segments[1..], GraphResource.JobPause),
            "RESTART" => job.End(segments[1..], GraphResource.JobRestart),
            "VALIDATECREDENTIALS" => job.End(segments[1..], GraphResource.JobValidateCredentials),
            "PROVISIONONDEMAND" => job.End(segments[1..], GraphResource.JobProvisionOnDemand),
            _ => throw Unknown(segments[0]),
        };
    }

    private GraphRoute Templates(ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty)
        {
            return this with { Resource = GraphResource.Templates };
        }

        if (segments.Length == 1 && Is(segments[0], "$count"))
        {
            return this with { Resource = GraphResource.TemplatesCount };
        }

        var template = this with { TemplateId = segments[0] };
        segments = segments[1..];
        if (segments.IsEmpty)
        {
            return template with { Resource = GraphResource.Template };
        }

        return Is(segments[0], "schema") ? template.SchemaOf(segments[1..]) : throw Unknown(segments[0]);
    }

    private GraphRoute Secrets(ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty)
        {
            return this with { Resource = GraphResource.Secrets };
        }

        return Is(segments[0], "$count") ? End(segments[1..], GraphResource.SecretsCount) : throw Unknown(segments[0]);
    }

    private GraphRoute SchemaOf(ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty)
        {
            return this with { Resource = GraphResource.Schema };
        }

        var name = segments[0];
        var set = EntitySet.Parse(name);
        if (Is(set.Name, "directories") && set.Key is not { IsAppId: true })
        {
            return Directories(WithKey(set.Key, segments[1..]));
        }

        // Functions are written with parentheses in the metadata, and without them in the documentation.
        var operation = Operation(name);
        operation = operation.EndsWith("()", StringComparison.Ordinal) ? operation[..^2] : operation;
        return operation.ToUpperInvariant() switch
        {
            "FILTEROPERATORS" => End(segments[1..], GraphResource.SchemaFilterOperators),
            "FUNCTIONS" => End(segments[1..], GraphResource.SchemaFunctions),
            "PARSEEXPRESSION" when IsOperation(name, "parseExpression") => End(segments[1..], GraphResource.SchemaParseExpression),
            _ => throw Unknown(name),
        };
    }

    private GraphRoute Directories(ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty)
        {
            return this with { Resource = GraphResource.Directories };
        }

        if (segments.Length == 1 && Is(segments[0], "$count"))
        {
            return this with { Resource = GraphResource.DirectoriesCount };
        }

        var directory = this with { DirectoryId = segments[0] };
        segments = segments[1..];
        if (segments.IsEmpty)
        {
            return directory with { Resource = GraphResource.Directory };
        }

        return IsOperation(segments[0], "discover") ? directory.End(segments[1..], GraphResource.DirectoryDiscover) : throw Unknown(segments[0]);
    }

    private GraphRoute End(ReadOnlySpan<string> segments, GraphResource resource) =>
        segments.IsEmpty ? this with { Resource = resource } : throw Unknown(segments[0]);

    // jobs('id') is the same as jobs/id.
    private static ReadOnlySpan<string> WithKey(OwnerKey? key, ReadOnlySpan<string> segments) =>
        key is null ? segments : (string[])[key.Value, .. segments];

    private static bool IsOperation(string segment, string name) => Is(Operation(segment), name);

    // Operations may be called by their full name.
    private static string Operation(string segment) =>
        segment.StartsWith("microsoft.graph.", StringComparison.OrdinalIgnoreCase) ? segment["microsoft.graph.".Length..] : segment;
}
