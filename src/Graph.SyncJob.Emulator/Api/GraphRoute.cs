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
    JobValidateCredentials,
    JobsValidateCredentials,
    JobProvisionOnDemand,
    Synchronization,
    Secrets,
    SecretsCount,
    AcquireAccessToken,
    Templates,
    TemplatesCount,
    Template,
    Schema,
    SchemaFilterOperators,
    SchemaFunctions,
    SchemaParseExpression,
    Directories,
    DirectoriesCount,
    Directory,
    DirectoryDiscover,
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

    public string? TemplateId { get; init; }

    public string? DirectoryId { get; init; }

    public static GraphRoute Parse(RequestTarget target)
    {
        var version = CheckVersion(target);
        var segments = target.Segments.AsSpan();

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

    /// <summary>The version that a path begins with.</summary>
    public static string CheckVersion(RequestTarget target)
    {
        var version = target.Segments is [var first, ..] ? first : "";
        return Is(version, "v1.0") || Is(version, "beta") ? version : throw new GraphErrorException(GraphError.InvalidVersion(version));
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
