using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Xml;
using Graph.SyncJob.Identity;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Lets PowerShell turn a hashtable, or any object by its shape, into a model of Graph, nested ones included.</summary>
/// <remarks>Keys match properties in any case. What matches none goes to <c>AdditionalProperties</c>: it is sent along, nothing is lost.</remarks>
public sealed class GraphModelConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        sourceValue is not null and not string and not ValueType and not Array;

    /// <inheritdoc/>
    /// <exception cref="InvalidCastException">A value does not fit its property; the message names both.</exception>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        var model = Activator.CreateInstance(destinationType)!;
        var properties = destinationType.GetProperties()
            .Where(property => property.CanWrite && property.Name != nameof(MicrosoftGraphKeyValuePair.AdditionalProperties))
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        var rest = (IDictionary<string, object?>)destinationType.GetProperty(nameof(MicrosoftGraphKeyValuePair.AdditionalProperties))!.GetValue(model)!;
        foreach (var (name, value) in Entries(sourceValue))
        {
            if (properties.TryGetValue(name, out var property))
            {
                property.SetValue(model, Fit(value, property, destinationType));
                if (OpenEnum.IsUnknown(property.GetValue(model)))
                {
                    KeepText(value!, JsonName(property), rest);
                }
            }
            else if (name.Equals("AdditionalProperties", StringComparison.OrdinalIgnoreCase) && value is not null)
            {
                Add(value, rest);
            }
            else if (destinationType.GetProperty(name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is null)
            {
                rest[name] = Plain(value);
            }
        }

        return model;
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new InvalidCastException($"A model does not convert to {destinationType}.");

    // Graph writes an interval as PT40M, PowerShell as 00:40:00: either will do.
    private static object? Fit(object? value, PropertyInfo property, Type model)
    {
        // A list of flags converts to their enumeration, and not to one that may be null.
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum && Bare(value) is string name)
        {
            return OpenEnum.Parse(type, name) ?? OpenEnum.UnknownOf(type);
        }

        try
        {
            return value switch
            {
                null => null,
                string text when type == typeof(TimeSpan) && text.StartsWith("P", StringComparison.Ordinal) => XmlConvert.ToTimeSpan(text),
                _ => LanguagePrimitives.ConvertTo(value, type, System.Globalization.CultureInfo.InvariantCulture),
            };
        }
        catch (Exception exception) when (exception is PSInvalidCastException or FormatException or OverflowException)
        {
            throw new InvalidCastException(
                $"{property.Name} of {model.Name} can't be {Text.Quote(value!.ToString() ?? string.Empty)}: {exception.Message}", exception);
        }
    }

    // What a model itself says of such a value is in its AdditionalProperties, which may come first.
    private static void KeepText(object value, string name, IDictionary<string, object?> rest)
    {
        var text = value.ToString();
        if (text != OpenEnum.Unknown && Bare(value) is string || !rest.ContainsKey(name))
        {
            rest[name] = text;
        }
    }

    /// <summary>The property's name in JSON.</summary>
    internal static string JsonName(PropertyInfo property) => char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);

    private static object? Bare(object? value) => value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;

    /// <summary>Adds the entries of a dictionary, or the properties of an object, to what a model has no property for.</summary>
    internal static void Add(object more, IDictionary<string, object?> rest)
    {
        foreach (var (name, value) in Entries(more))
        {
            rest[name] = Plain(value);
        }
    }

    /// <summary>A value without PowerShell's wrappers: text, numbers, lists and dictionaries, all the way down.</summary>
    private static object? Plain(object? value) => Bare(value) switch
    {
        null => null,
        string text => text,
        ValueType number => number,
        IDictionary or PSObject => Entries(value!).ToDictionary(entry => entry.Name, entry => Plain(entry.Value)),
        IEnumerable many => many.Cast<object?>().Select(Plain).ToList(),
        var other => other.ToString(),
    };

    private static IEnumerable<(string Name, object? Value)> Entries(object value)
    {
        var wrapped = PSObject.AsPSObject(value);
        return wrapped.BaseObject is IDictionary dictionary
            ? dictionary.Cast<DictionaryEntry>().Select(entry => (entry.Key.ToString() ?? string.Empty, (object?)entry.Value))
            : wrapped.Properties.Select(property => (property.Name, (object?)property.Value));
    }
}
