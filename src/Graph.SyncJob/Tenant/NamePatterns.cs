using System;
using System.Management.Automation;

namespace Graph.SyncJob.Tenant;

/// <summary>Names as they are asked for, with wildcards; any name when there is none.</summary>
internal sealed class NamePatterns(string[] patterns)
{
    private static readonly char[] Wildcards = ['*', '?', '[', '`'];

    private readonly WildcardPattern[] _patterns =
        Array.ConvertAll(patterns, pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant));

    /// <summary>How every name that matches begins; empty when they begin in several ways.</summary>
    public string Start => patterns is [var only] ? only.Split(Wildcards, 2)[0] : string.Empty;

    public bool Include(string? name) => _patterns.Length == 0 || Array.Exists(_patterns, pattern => pattern.IsMatch(name ?? string.Empty));
}
