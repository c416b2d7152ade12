using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>Request bodies: JSON objects, and nothing in them that the operation does not know.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

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
}
