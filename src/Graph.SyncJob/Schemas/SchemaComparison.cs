using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Schemas;

/// <summary>Compares two schemas. Members of a list are matched by what names them: their order says nothing to Graph.</summary>
internal static class SchemaComparison
{
    // The service gives these, and gives others to a schema that says the same.
    private static readonly Dictionary<Type, string[]> GivenByService = new()
    {
        [typeof(MicrosoftGraphSynchronizationSchema)] = ["id", "version"],
        [typeof(MicrosoftGraphDirectoryDefinition)] = ["id", "version", "discoveryDateTime"],
    };

    private static readonly string[] Names = ["name", "key", "id"];

    /// <summary>The differences, in the order of the first schema.</summary>
    public static IReadOnlyList<GraphSyncJobSchemaDifference> Compare(MicrosoftGraphSynchronizationSchema left, MicrosoftGraphSynchronizationSchema right)
    {
        var differences = new List<GraphSyncJobSchemaDifference>();
        CompareMembers(left, right, string.Empty, string.Empty, differences);
        return differences;
    }

    private static void CompareMembers(object left, object right, string path, string separator, List<GraphSyncJobSchemaDifference> differences)
    {
        var leftMembers = Members(left);
        var rightMembers = Members(right);
        foreach (var name in leftMembers.Keys.Union(rightMembers.Keys).ToList())
        {
            leftMembers.TryGetValue(name, out var leftValue);
            rightMembers.TryGetValue(name, out var rightValue);
            CompareValues(leftValue, rightValue, path + separator + (name == "synchronizationRules" ? "rules" : name), ".", differences);
        }
    }

    private static void CompareValues(object? left, object? right, string path, string separator, List<GraphSyncJobSchemaDifference> differences)
    {
        switch (left, right)
        {
            case (null, null):
                break;
            case (null, _):
                differences.Add(new() { Kind = GraphSyncJobSchemaDifferenceKind.Added, Path = path, Right = right });
                break;
            case (_, null):
                differences.Add(new() { Kind = GraphSyncJobSchemaDifferenceKind.Removed, Path = path, Left = left });
                break;
            case (IList leftItems, IList rightItems):
                CompareItems(leftItems, rightItems, path, differences);
                break;
            case (MicrosoftGraphAttributeMappingSource { Expression.Length: > 0 } leftSource, MicrosoftGraphAttributeMappingSource { Expression.Length: > 0 } rightSource)
                when leftSource.Expression != rightSource.Expression:
                // The rest of a source is its expression again, parsed.
                CompareValues(leftSource.Expression, rightSource.Expression, path + separator + "expression", separator, differences);
                break;
            case var _ when IsObject(left) && IsObject(right):
                CompareMembers(left, right, path, separator, differences);
                break;
            case var _ when !(left is string text ? text.Equals(right as string, StringComparison.Ordinal) : LanguagePrimitives.Equals(left, right)):
                differences.Add(new() { Kind = GraphSyncJobSchemaDifferenceKind.Changed, Path = path, Left = left, Right = right });
                break;
        }
    }

    private static void CompareItems(IList left, IList right, string path, List<GraphSyncJobSchemaDifference> differences)
    {
        var leftItems = ByName(left);
        var rightItems = ByName(right);
        foreach (var name in leftItems.Keys.Union(rightItems.Keys).ToList())
        {
            leftItems.TryGetValue(name, out var leftItem);
            rightItems.TryGetValue(name, out var rightItem);
            CompareValues(leftItem, rightItem, $"{path}/{name}", "/", differences);
        }
    }

    // Several of one name (what a function takes may come again) are told apart by their order.
    private static Dictionary<string, object> ByName(IList items)
    {
        var named = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var item in items.Cast<object?>().Where(item => item is not null))
        {
            var name = NameOf(item!);
            var unique = name.Length == 0 ? "#1" : name;
            for (var count = 2; named.ContainsKey(unique); count++)
            {
                unique = $"{name}#{count}";
            }

            named.Add(unique, item!);
        }

        return named;
    }

    private static string NameOf(object item) => item switch
    {
        MicrosoftGraphObjectMapping mapping => $"{mapping.SourceObjectName}→{mapping.TargetObjectName}",
        MicrosoftGraphAttributeMapping mapping => mapping.TargetAttributeName,
        MicrosoftGraphFilterClause clause => $"{clause.SourceOperandName} {clause.OperatorName}",
        MicrosoftGraphReferencedObject reference => reference.ReferencedObjectName,
        _ when IsObject(item) => NameAmong(Members(item)),
        _ => item.ToString(),
    }
        ?? string.Empty;

    private static string? NameAmong(Dictionary<string, object?> members) => Names
        .Select(name => members.TryGetValue(name, out var value) ? value?.ToString() : null)
        .FirstOrDefault(name => !string.IsNullOrEmpty(name));

    private static bool IsObject(object value) => value is IDictionary<string, object?> || IsModel(value);

    private static bool IsModel(object value) => value.GetType().Namespace == typeof(MicrosoftGraphSynchronizationSchema).Namespace && !value.GetType().IsEnum;

    /// <summary>What the object says, by Graph's names; nothing is the same as an empty list.</summary>
    private static Dictionary<string, object?> Members(object value)
    {
        if (value is IDictionary<string, object?> entries)
        {
            return entries.Where(IsOfObject).ToDictionary(entry => entry.Key, entry => NullIfEmpty(entry.Value));
        }

        var members = value.GetType().GetProperties()
            .Where(property => !property.IsDefined(typeof(NotOfGraphAttribute)) && property.PropertyType != typeof(IDictionary<string, object?>))
            .ToDictionary(GraphModelConverter.JsonName, property => NullIfEmpty(property.GetValue(value)));
        var rest = (IDictionary<string, object?>)value.GetType().GetProperty("AdditionalProperties")!.GetValue(value)!;
        foreach (var entry in rest.Where(IsOfObject))
        {
            // The text of an unknown value says more than that it is unknown.
            if (!members.TryGetValue(entry.Key, out var known) || OpenEnum.IsUnknown(known))
            {
                members[entry.Key] = NullIfEmpty(entry.Value);
            }
        }

        foreach (var name in GivenByService.TryGetValue(value.GetType(), out var given) ? given : [])
        {
            members.Remove(name);
        }

        return members;
    }

    private static bool IsOfObject(KeyValuePair<string, object?> entry) => entry.Key.IndexOf('@') < 0;

    private static object? NullIfEmpty(object? value) => value is IList { Count: 0 } ? null : value;
}
