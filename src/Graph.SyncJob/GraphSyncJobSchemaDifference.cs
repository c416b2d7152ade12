using System.Collections;
using System.Linq;
using Graph.SyncJob.Identity;

namespace Graph.SyncJob;

/// <summary>What is different between two schemas at one place.</summary>
public enum GraphSyncJobSchemaDifferenceKind
{
    /// <summary>Only the second schema has it.</summary>
    Added,

    /// <summary>Only the first schema has it.</summary>
    Removed,

    /// <summary>Both have it, and it is not the same.</summary>
    Changed,
}

/// <summary>A difference between two schemas.</summary>
public sealed class GraphSyncJobSchemaDifference
{
    /// <summary>What kind of difference.</summary>
    public GraphSyncJobSchemaDifferenceKind Kind { get; init; }

    /// <summary>Where: <c>rules/USER_TO_USER/objectMappings/User→User/attributeMappings/userName/source.expression</c>.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>What the first schema has there.</summary>
    public object? Left { get; init; }

    /// <summary>What the second schema has there.</summary>
    public object? Right { get; init; }

    /// <summary>The difference as one line.</summary>
    public override string ToString() => Kind switch
    {
        GraphSyncJobSchemaDifferenceKind.Added => $"+ {Path}: {Show(Right)}",
        GraphSyncJobSchemaDifferenceKind.Removed => $"- {Path}: {Show(Left)}",
        _ => $"~ {Path}: {Show(Left)} → {Show(Right)}",
    };

    private static string Show(object? value) => Text.OneLine(
        value is IEnumerable many and not string ? string.Join(", ", many.Cast<object?>()) : value?.ToString() ?? string.Empty, mostCharacters: 200);
}
