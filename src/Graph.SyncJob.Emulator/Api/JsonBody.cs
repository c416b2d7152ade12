using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>Request bodies: JSON objects, and nothing in them that the operation does not know.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions Typed = new(GraphJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    public static JsonObject Read(GraphRequest request, params string[] properties)
    {
        var contentType = request.Headers.GetValueOrDefault("Content-Type");
        if (!MediaTypeHeaderValue.TryParse(contentType, out var mediaType)
            || !"application/json".Equals(mediaType.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            throw new GraphErrorException(GraphError.UnsupportedMediaType(contentType));
        }

        try
        {
            if (JsonNode.Parse(request.Body.Span, documentOptions: Strict) is JsonObject body)
            {
                return Check(body, properties);
            }
        }
        catch (JsonException)
        {
            // Answered like any other body that is not an object.
        }

        throw new GraphErrorException(GraphError.BadRequest(
            "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."));
    }

    /// <summary>Refuses unknown properties; annotations (names with an @) may stand anywhere.</summary>
    public static JsonObject Check(JsonObject body, params string[] properties)
    {
        var unknown = body
            .Select(property => property.Key)
            .FirstOrDefault(name => !name.Contains('@', StringComparison.Ordinal) && !properties.Contains(name, StringComparer.Ordinal));
        return unknown is null ? body : throw new GraphErrorException(GraphError.BadRequest($"Invalid property '{unknown}'."));
    }

    /// <summary>A value that has to be an object.</summary>
    public static JsonObject Object(JsonNode? value, string path) =>
        value as JsonObject ?? throw new GraphErrorException(GraphError.BadRequest($"The value of '{path}' must be an object."));

    /// <summary>A string or a truth value that may be missing or null. What is wrong with it is said without repeating it.</summary>
    public static T? Optional<T>(JsonObject body, string property) => body[property] switch
    {
        null => default,
        JsonValue value when value.TryGetValue(out T? read) => read,
        _ => throw new GraphErrorException(GraphError.BadRequest($"The value of '{property}' is not of the type that is expected.")),
    };

    /// <summary>A value of one of Graph's types. Annotations are passed over, and null stands for what is there by default.</summary>
    public static T As<T>(JsonNode? value, string path)
    {
        try
        {
            return Deserialize<T>(value) ?? throw new GraphErrorException(GraphError.BadRequest($"The value of '{path}' must not be null."));
        }
        catch (JsonException wrong)
        {
            var place = wrong.Path is null or "$" ? path : $"{path}{wrong.Path[1..]}";
            var expected = wrong.Message.EndsWith("is expected", StringComparison.Ordinal) ? $": {wrong.Message}" : ".";
            throw new GraphErrorException(GraphError.BadRequest(
                wrong.Message.Contains("could not be mapped", StringComparison.Ordinal)
                    ? $"Invalid property '{place}'."
                    : $"The value of '{place}' cannot be read{expected}"));
        }
    }

    /// <summary>Reads one of Graph's types the same way; what is wrong comes as a <see cref="JsonException"/> with its path.</summary>
    public static T? Deserialize<T>(JsonNode? value) => Bare(value).Deserialize<T>(Typed);

    private static JsonNode? Bare(JsonNode? value) => value switch
    {
        JsonObject given => new JsonObject(given
            .Where(property => property.Value is not null && !property.Key.Contains('@', StringComparison.Ordinal))
            .Select(property => KeyValuePair.Create(property.Key, Bare(property.Value)))),
        JsonArray given => new JsonArray([.. given.Select(Bare)]),
        _ => value?.DeepClone(),
    };
}
