using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Identity;

/// <summary>Reads an identity out of whatever people have: a dictionary, an object by its properties. Never throws: faults go along.</summary>
internal static class IdentityReader
{
    private static readonly Dictionary<string, PropertyInfo> IdentityProperties =
        typeof(IApplicationsIdentity).GetProperties().ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);

    public static bool IsIdentityProperty(string name) => IdentityProperties.ContainsKey(name);

    public static string Describe(IApplicationsIdentity identity) => string.Join(
        ", ",
        IdentityProperties.Values
            .Select(property => (property.Name, Value: property.GetValue(identity) as string))
            .Where(id => id.Value is not null)
            .Select(id => $"{id.Name} {Text.Quote(id.Value!)}"));

    public static ApplicationsIdentity Read(object value)
    {
        var wrapped = PSObject.AsPSObject(value);
        if (wrapped.BaseObject is MicrosoftGraphSynchronizationTemplate { Identity: { } known })
        {
            return known;
        }

        var faults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var (kind, members) = Members(wrapped);
        var path = (wrapped.BaseObject as string)?.Trim().Split('/');
        var identity = new ApplicationsIdentity
        {
            Source = new IdentitySource(kind, members.ConvertAll(member => member.Name), faults),
            OwnerId = path is { Length: 2 } ? path[0] : null,
            SynchronizationJobId = path is { Length: 2 } ? path[1] : null,
        };

        foreach (var (name, read) in members)
        {
            if (IdentityProperties.TryGetValue(name, out var property))
            {
                Assign(identity, property, read, faults);
            }
            else if (name.Equals("Id", StringComparison.OrdinalIgnoreCase) && Value(read) is string id)
            {
                identity.ObjectId = id;
            }
            else if (name.Equals(nameof(ApplicationsIdentity.OwnerDisplayName), StringComparison.OrdinalIgnoreCase))
            {
                identity.OwnerDisplayName = Value(read) as string;
            }
        }

        return identity;
    }

    private static void Assign(ApplicationsIdentity identity, PropertyInfo property, Func<object?> read, Dictionary<string, string> faults)
    {
        var name = property.Name;
        switch (Value(read))
        {
            case string text when property.GetValue(identity) is string earlier && earlier != text:
                faults[name] = $"{name} is there twice, as {Text.Quote(earlier)} and {Text.Quote(text)}.";
                break;
            case string text:
                property.SetValue(identity, text);
                break;
            case Guid id:
                property.SetValue(identity, id.ToString());
                break;
            case null:
                // An identity of another module has all 21 properties, most of them null: null is the same as not there.
                break;
            case Exception exception:
                faults[name] = $"{name} could not be read: {exception.Message}";
                break;
            case var other:
                faults[name] = $"{name} must be a string, and is {Article(other.GetType().Name)}.";
                break;
        }
    }

    private static object? Value(Func<object?> read)
    {
        try
        {
            var value = read();
            return value is PSObject wrapped ? wrapped.BaseObject : value;
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            return exception;
        }
    }

    private static (string Kind, List<(string Name, Func<object?> Read)> Members) Members(PSObject value) => value.BaseObject switch
    {
        IDictionary dictionary => ("a hashtable", Entries(dictionary)),
        IEnumerable<KeyValuePair<string, object?>> pairs =>
            ("a dictionary", pairs.Select(pair => (pair.Key, (Func<object?>)(() => pair.Value))).ToList()),
        string => ("a string", []),
        Array => ("an array", []),
        ValueType and var number => (Article(number.GetType().Name), []),
        PSCustomObject => ("an object", Properties(value)),
        var other => ($"an object of type {other.GetType().FullName}", Properties(value)),
    };

    private static List<(string Name, Func<object?> Read)> Entries(IDictionary dictionary)
    {
        var entries = new List<(string, Func<object?>)>(dictionary.Count);
        foreach (DictionaryEntry entry in dictionary)
        {
            var value = entry.Value;
            entries.Add((entry.Key?.ToString() ?? string.Empty, () => value));
        }

        return entries;
    }

    private static List<(string Name, Func<object?> Read)> Properties(PSObject value)
    {
        var properties = new List<(string, Func<object?>)>();
        foreach (var property in value.Properties)
        {
            properties.Add((property.Name, () => property.Value));
        }

        return properties;
    }

    private static string Article(string noun) => (char.ToUpperInvariant(noun[0]) is 'A' or 'E' or 'I' or 'O' or 'U' ? "an " : "a ") + noun;
}
