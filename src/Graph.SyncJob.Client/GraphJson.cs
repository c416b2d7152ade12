using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using System.Xml;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Identity;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client;

/// <summary>Reads Graph's JSON into the module's models, and writes them. Nothing of System.Text.Json is left in them: they leave this load context.</summary>
internal static class GraphJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepUnknownProperties, LeaveOutOwnProperties, KeepUnknownValues } },
        Converters = { new PlainValueConverter(), new GraphTimeConverter(), new DurationConverter(), new SecretConverter(), new OpenEnumConverterFactory() },
    };

    private static readonly JsonWriterOptions ForPeople = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads an answer.</summary>
    public static async Task<T> ReadAsync<T>(Stream answer, CancellationToken cancellationToken)
        where T : class => await JsonSerializer.DeserializeAsync<T>(answer, Options, cancellationToken).ConfigureAwait(false)
            ?? throw Failures.Unexpected("The answer is null.");

    /// <summary>Reads a schema that somebody may have changed by hand.</summary>
    /// <exception cref="FormatException">It is none; the message says in which line what is wrong.</exception>
    public static MicrosoftGraphSynchronizationSchema ReadSchema(string json)
    {
        try
        {
            var schema = JsonSerializer.Deserialize<MicrosoftGraphSynchronizationSchema>(json, Options);
            return schema is { SynchronizationRules: not null } or { Directories: not null }
                ? schema
                : throw new FormatException("It has neither synchronizationRules nor directories.");
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $"Line {line + 1}: " : string.Empty;
            var what = exception.Path is null or "" or "$" ? string.Empty : $"{exception.Path.Replace("$.", string.Empty)}: ";

            // What follows in the message are types of .NET, and the place again.
            var message = Regex.Replace(exception.Message, @"( to System\.[^ ]*\.)?\s*(Path: .*\| )?LineNumber: .*$", ".", RegexOptions.Singleline).Replace("..", ".");
            throw new FormatException(Text.OneLine(place + what + message, mostCharacters: 500), exception);
        }
    }

    /// <summary>Reads an answer as text that people can read and compare: what was sent, all of it and in its order, one thing a line.</summary>
    /// <remarks>Left out is the annotation that is about the answer and not about the object: it would name the tenant's objects for nothing.</remarks>
    public static async Task<string> ReadTextAsync(Stream answer, CancellationToken cancellationToken)
    {
        using var document = await JsonDocument.ParseAsync(answer, cancellationToken: cancellationToken).ConfigureAwait(false);
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, ForPeople))
        {
            writer.WriteStartObject();
            foreach (var property in document.RootElement.EnumerateObject().Where(property => property.Name != "@odata.context"))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>Reads JSON that came as text within an answer; null when it is none of that shape.</summary>
    public static T? TryParse<T>(string? text)
        where T : class
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<T>(text, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes a body. What is null is left out: the service keeps what it has.</summary>
    public static MemoryStream Write<T>(T body)
        where T : class => new(JsonSerializer.SerializeToUtf8Bytes(body, Options), writable: false);

    private static void LeaveOutOwnProperties(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if (type.Properties[index].AttributeProvider?.IsDefined(typeof(NotOfGraphAttribute), inherit: false) == true)
            {
                type.Properties.RemoveAt(index);
            }
        }
    }

    private static void KeepUnknownProperties(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType == typeof(IDictionary<string, object?>))
            {
                property.IsExtensionData = true;
            }
        }
    }

    /// <summary>In JSON, a property of an enumeration is the text that <see cref="OpenEnum"/> keeps.</summary>
    private static void KeepUnknownValues(JsonTypeInfo type)
    {
        var additional = type.Properties.FirstOrDefault(property => property.IsExtensionData);
        for (var index = 0; index < type.Properties.Count; index++)
        {
            var property = type.Properties[index];
            if (additional is not null && Nullable.GetUnderlyingType(property.PropertyType) is { IsEnum: true } enumeration)
            {
                type.Properties[index] = AsText(type, property, enumeration, Additional);
            }
        }

        IDictionary<string, object?> Additional(object model) => (IDictionary<string, object?>)additional!.Get!(model)!;
    }

    private static JsonPropertyInfo AsText(
        JsonTypeInfo type, JsonPropertyInfo property, Type enumeration, Func<object, IDictionary<string, object?>> additional)
    {
        var text = type.CreateJsonPropertyInfo(typeof(string), property.Name);
        text.Get = model => property.Get!(model) switch
        {
            null => null,
            var value when OpenEnum.IsUnknown(value) => null,
            var value => value.ToString(),
        };
        text.ShouldSerialize = static (_, value) => value is not null;
        text.Set = (model, value) =>
        {
            var known = value is string name ? OpenEnum.Parse(enumeration, name) : null;
            property.Set!(model, value is null ? null : known ?? OpenEnum.UnknownOf(enumeration));
            if (value is not null && known is null)
            {
                additional(model)[property.Name] = value;
            }
        };

        // Somebody may have put a known value in the place of the unknown one since.
        var before = type.OnSerializing;
        type.OnSerializing = model =>
        {
            before?.Invoke(model);
            if (property.Get!(model) is { } value && !OpenEnum.IsUnknown(value))
            {
                additional(model).Remove(property.Name);
            }
        };
        return text;
    }

    /// <summary>Values of unknown shape become text, numbers, booleans, lists and dictionaries.</summary>
    private sealed class PlainValueConverter : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => reader.TryGetInt64(out var whole) ? (object)whole : reader.GetDouble(),
            JsonTokenType.StartArray => JsonSerializer.Deserialize<List<object?>>(ref reader, options),
            _ => JsonSerializer.Deserialize<Dictionary<string, object?>>(ref reader, options),
        };

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }

    /// <summary>Graph writes a time that was never set as the first of January of the year 1.</summary>
    private sealed class GraphTimeConverter : JsonConverter<DateTimeOffset?>
    {
        public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType != JsonTokenType.Null && reader.GetDateTimeOffset() is var time && time != DateTimeOffset.MinValue ? time : null;

        public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
        {
            if (value is { } time)
            {
                writer.WriteStringValue(time);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }

    /// <summary>Intervals are ISO 8601 durations: P1D, PT40M.</summary>
    private sealed class DurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return XmlConvert.ToTimeSpan(reader.GetString()!);
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
                throw new JsonException("An interval is no ISO 8601 duration.", exception);
            }
        }

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteStringValue(XmlConvert.ToString(value));
    }

    /// <summary>Secrets are text on the wire, and nowhere else. Graph never sends one.</summary>
    private sealed class SecretConverter : JsonConverter<SecureString>
    {
        public override SecureString? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, SecureString value, JsonSerializerOptions options) =>
            writer.WriteStringValue(new NetworkCredential(string.Empty, value).Password);
    }

    /// <summary>Values of an enumeration in a list: one that is not known yet is not an error.</summary>
    private sealed class OpenEnumConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(OpenEnumConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class OpenEnumConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (T)(OpenEnum.Parse(typeof(T), reader.GetString() ?? string.Empty) ?? OpenEnum.UnknownOf(typeof(T)));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}

/// <summary>A page of a collection, as Graph sends it.</summary>
internal sealed record CollectionAnswer<T>
{
    public IReadOnlyList<T>? Value { get; init; }

    [JsonPropertyName("@odata.nextLink")]
    public string? NextLink { get; init; }

    [JsonPropertyName("@odata.count")]
    public long? Count { get; init; }
}
