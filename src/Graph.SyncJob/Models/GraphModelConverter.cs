using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using System.Xml;
using Graph.SyncJob.Identity;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Lets PowerShell turn a hashtable, or any object by its shape, into a model of Graph, nested ones included.</summary>
/// <remarks>
/// Keys match properties in any case. What matches none goes to <c>AdditionalProperties</c>: it is sent along, nothing is lost. Objects of
/// classes, as the generated module has them, are read by their properties; those that are null say nothing.
/// </remarks>
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
                _ when type == typeof(DateTimeOffset) => Time(value),
                _ => LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture),
            };
        }
        catch (Exception exception) when (exception is PSInvalidCastException or FormatException or OverflowException)
        {
            throw new InvalidCastException(
                $"{property.Name} of {model.Name} can't be {Text.Quote(value!.ToString() ?? string.Empty)}: {exception.Message}", exception);
        }
    }

    // A time that was never set is the first of January of the year 1, in the generated module's objects as in Graph's answers. One that was
    // serialized, and with Windows PowerShell one that went through JSON, is an object with the time in it.
    private static DateTimeOffset? Time(object value)
    {
        var time = value is PSObject { BaseObject: PSCustomObject } parts && parts.Properties["UtcDateTime"] is { } utc
            ? new DateTimeOffset(DateTime.SpecifyKind(LanguagePrimitives.ConvertTo<DateTime>(utc.Value), DateTimeKind.Utc))
            : LanguagePrimitives.ConvertTo<DateTimeOffset>(value);
        return time == DateTimeOffset.MinValue ? null : time;
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
    internal static string JsonName(PropertyInfo property) => JsonName(property.Name);

    private static string JsonName(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private static object? Bare(object? value) => value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;

    /// <summary>Adds the entries of a dictionary, or the properties of an object, to what a model has no property for.</summary>
    internal static void Add(object more, IDictionary<string, object?> rest)
    {
        foreach (var (name, value) in Entries(more))
        {
            rest[name] = Plain(value);
        }
    }

    /// <summary>A value without PowerShell's wrappers: text, numbers, lists and dictionaries, all the way down. A secret stays one.</summary>
    internal static object? Plain(object? value) => Bare(value) switch
    {
        null => null,
        string text => text,
        ValueType number => number,
        SecureString secret => secret,
        IDictionary or PSObject => Entries(value!).ToDictionary(entry => entry.Name, entry => Plain(entry.Value)),
        IEnumerable many => many.Cast<object?>().Select(Plain).ToList(),
        var model when model.GetType().Namespace == typeof(GraphModelConverter).Namespace =>
            Entries(model).ToDictionary(entry => entry.Name, entry => Plain(entry.Value)),
        var other => other.ToString(),
    };

    private static IEnumerable<(string Name, object? Value)> Entries(object value)
    {
        var wrapped = PSObject.AsPSObject(value);
        if (wrapped.BaseObject is IDictionary dictionary)
        {
            // A dictionary that is not a hashtable is enumerated in entries of a type of its own.
            return dictionary.Keys.Cast<object>().Select(key => (key.ToString() ?? string.Empty, (object?)dictionary[key]));
        }

        var properties = wrapped.Properties.Select(property => (property.Name, Value: (object?)property.Value));
        return IsOfClass(wrapped)
            ? properties.Where(property => property.Value is not null).Select(property => (JsonName(property.Name), property.Value))
            : properties;
    }

    /// <summary>Whether the object has its properties from a class, or had before it was serialized, and not from whoever made it.</summary>
    private static bool IsOfClass(PSObject value) =>
        value.BaseObject is not PSCustomObject
        || value.TypeNames[0].StartsWith($"Deserialized.{typeof(GraphModelConverter).Namespace}.", StringComparison.Ordinal);
}
