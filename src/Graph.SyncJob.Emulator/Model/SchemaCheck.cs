using System;
using System.Collections.Generic;
using System.Linq;

namespace Graph.SyncJob.Emulator.Model;

/// <summary>What a schema has to be for the rest of the emulator, and for Graph, to make sense of it.</summary>
internal static class SchemaCheck
{
    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    public static string? FindFault(SchemaDocument schema)
    {
        if (Repeated(schema.Directories, directory => directory.Name) is { } directoryName)
        {
            return directoryName.Length == 0 ? "A directory has no name." : $"There are two directories named '{directoryName}'.";
        }

        if (Repeated(schema.Directories, directory => directory.Id) is { } directoryId)
        {
            return $"There are two directories with the id '{directoryId}'.";
        }

        if (Repeated(schema.SynchronizationRules, rule => rule.Id) is { } ruleId)
        {
            return ruleId.Length == 0 ? "A synchronization rule has no id." : $"There are two synchronization rules with the id '{ruleId}'.";
        }

        return schema.SynchronizationRules.Select(rule => FindFault(rule, schema)).FirstOrDefault(fault => fault is not null);
    }

    private static string? FindFault(SynchronizationRule rule, SchemaDocument schema)
    {
        var source = Array.Find(schema.Directories, directory => directory.Name == rule.SourceDirectoryName);
        var target = Array.Find(schema.Directories, directory => directory.Name == rule.TargetDirectoryName);
        if (source is null || target is null)
        {
            return $"The rule '{rule.Id}' names the directory '{(source is null ? rule.SourceDirectoryName : rule.TargetDirectoryName)}', "
                + "which is not in the schema.";
        }

        foreach (var mapping in rule.ObjectMappings)
        {
            if (!Has(source, mapping.SourceObjectName))
            {
                return $"The rule '{rule.Id}' maps the object '{mapping.SourceObjectName}', which is not in the directory '{source.Name}'.";
            }

            if (!Has(target, mapping.TargetObjectName))
            {
                return $"The rule '{rule.Id}' maps to the object '{mapping.TargetObjectName}', which is not in the directory '{target.Name}'.";
            }
        }

        return null;
    }

    private static bool Has(DirectoryDefinition directory, string objectName) =>
        Array.Exists(directory.Objects, definition => definition.Name == objectName);

    // A name that is missing counts as repeated, for it cannot name anything either.
    private static string? Repeated<T>(IEnumerable<T> items, Func<T, string> name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { "" };
        return items.Select(name).FirstOrDefault(text => !seen.Add(text));
    }
}
