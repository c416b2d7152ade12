using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

internal enum GraphResource
{
    Owners,
    OwnersCount,
    Owner,
    Jobs,
    JobsCount,
    Job,
    JobStart,
    JobPause,
    JobRestart,
}

/// <summary>How an owner is addressed: by its object id, or by the alternate key appId.</summary>
internal sealed record OwnerKey(string Value, bool IsAppId);

/// <summary>What a path means. Names of resources are compared without regard to case, as Graph does; ids are not touched.</summary>
internal sealed partial record GraphRoute
{
    public required string Version { get; init; }

    public required OwnerKind Kind { get; init; }

    public required GraphResource Resource { get; init; }

    public OwnerKey? Owner { get; init; }

    public string? JobId { get; init; }

    public static GraphRoute Parse(RequestTarget target)
    {
        var segments = target.Segments.AsSpan();
        var version = segments.IsEmpty ? "" : segments[0];
        if (!Is(version, "v1.0") && !Is(version, "beta"))
        {
            throw new GraphErrorException(GraphError.InvalidVersion(version));
        }

        // An id that came out empty must not make the next segment the id.
        segments = segments[1..];
        if (segments.Contains(""))
        {
            throw Unknown("");
        }

        var set = EntitySet.Parse(segments.IsEmpty ? "" : segments[0]);
        var kind = OwnerKind.Find(set.Name) ?? throw Unknown(segments.IsEmpty ? "" : segments[0]);
        var route = new GraphRoute { Version = version, Kind = kind, Resource = GraphResource.Owners, Owner = set.Key };
        segments = segments[1..];

        if (route.Owner is null)
        {
            if (segments.IsEmpty)
            {
                return route;
            }

            if (segments.Length == 1 && Is(segments[0], "$count"))
            {
                return route with { Resource = GraphResource.OwnersCount };
            }

            route = route with { Owner = new(segments[0], IsAppId: false) };
            segments = segments[1..];
        }

        return segments.IsEmpty ? route with { Resource = GraphResource.Owner } : route.Synchronization(segments);
    }

    public static bool TryParse(RequestTarget target, [NotNullWhen(true)] out GraphRoute? route)
    {
        try
        {
            route = Parse(target);
            return true;
        }
        catch (GraphErrorException)
        {
            route = null;
            return false;
        }
    }

    private GraphRoute Synchronization(ReadOnlySpan<string> segments)
    {
        // The metadata binds synchronization to an owner by object id only.
        if (!Is(segments[0], "synchronization") || Owner!.IsAppId)
        {
            throw Unknown(segments[0]);
        }

        if (segments.Length == 1)
        {
            throw Unknown(segments[0]);
        }

        var set = EntitySet.Parse(segments[1]);
        if (!Is(set.Name, "jobs") || set.Key is { IsAppId: true })
        {
            throw Unknown(segments[1]);
        }

        segments = segments[2..];
        var jobId = set.Key?.Value;
        if (jobId is null)
        {
            if (segments.IsEmpty)
            {
                return this with { Resource = GraphResource.Jobs };
            }

            if (segments.Length == 1 && Is(segments[0], "$count"))
            {
                return this with { Resource = GraphResource.JobsCount };
            }

            jobId = segments[0];
            segments = segments[1..];
        }

        return this with { JobId = jobId, Resource = JobResource(segments) };
    }

    private static GraphResource JobResource(ReadOnlySpan<string> segments)
    {
        if (segments.IsEmpty)
        {
            return GraphResource.Job;
        }

        var resource = segments[0].ToUpperInvariant() switch
        {
            "START" => GraphResource.JobStart,
            "PAUSE" => GraphResource.JobPause,
            "RESTART" => GraphResource.JobRestart,
            _ => throw Unknown(segments[0]),
        };
        return segments.Length == 1 ? resource : throw Unknown(segments[1]);
    }

    private static bool Is(string segment, string name) => segment.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static GraphErrorException Unknown(string segment) => new(GraphError.UnknownSegment(segment));

    /// <summary>A segment such as <c>applications</c>, <c>applications('id')</c> or <c>applications(appId='id')</c>.</summary>
    private sealed partial record EntitySet(string Name, OwnerKey? Key)
    {
        public static EntitySet Parse(string segment)
        {
            var match = WithKey().Match(segment);
            return match.Success
                ? new(match.Groups["name"].Value, new(ODataFilter.Unquote(match.Groups["key"].Value), match.Groups["appId"].Success))
                : new(segment, Key: null);
        }

        [GeneratedRegex(@"^(?<name>\w+)\((?<appId>appId=)?'(?<key>(?:[^']|'')*)'\)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
        private static partial Regex WithKey();
    }
}
