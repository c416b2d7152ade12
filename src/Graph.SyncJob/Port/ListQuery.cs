using System.Collections.Generic;

namespace Graph.SyncJob.Port;

/// <summary>What to read of a collection. What is null is left to the service.</summary>
/// <param name="PageSize">Objects a page.</param>
/// <param name="Filter">An OData filter.</param>
/// <param name="Selection">What to read of each object.</param>
/// <param name="Count">Whether to count all objects.</param>
internal sealed record ListQuery(int? PageSize, string? Filter, Selection Selection, bool Count)
{
    public string? Search { get; init; }

    public int? Skip { get; init; }

    public IReadOnlyList<string> Sort { get; init; } = [];
}

/// <summary>What to read of an object.</summary>
/// <param name="Properties">The properties to read; all when empty.</param>
/// <param name="Expanded">What belongs to the object, and is to come along with it.</param>
internal sealed record Selection(IReadOnlyList<string> Properties, IReadOnlyList<string> Expanded)
{
    /// <summary>All properties, and nothing that only belongs to the object.</summary>
    public static readonly Selection AllProperties = new([], []);
}

/// <summary>A page of a collection.</summary>
/// <param name="Items">The objects.</param>
/// <param name="Count">How many there are in all, where that was asked for.</param>
/// <param name="Next">Names the next page; null when this is the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, long? Count, string? Next);
