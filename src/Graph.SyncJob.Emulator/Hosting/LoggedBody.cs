using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Graph.SyncJob.Emulator.Api;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>A request body as it may be shown: as it was sent, or without the secrets that were in it.</summary>
internal static class LoggedBody
{
    private const string Redacted = "(redacted)";
    private const string InParts = "(in its parts)";

    private static readonly string[] SecretSegments = ["secrets", "validateCredentials", "acquireAccessToken"];
    private static readonly string[] SecretProperties = ["secrets", "credentials"];

    // What may be shown of a body that is about secrets; everything else in it is taken for one.
    private static readonly string[] Harmless = ["applicationIdentifier", "templateId", "useSavedCredentials", "id"];

    public static string Of(GraphRequest request)
    {
        var text = Encoding.UTF8.GetString(request.Body.Span);
        if (text.Length == 0)
        {
            return text;
        }

        // The parts are logged each by its own address, which says what is secret in them.
        if (request.IsBatch)
        {
            return InParts;
        }

        var isSecret = request.Target.Segments.Any(IsSecret) || request.Target.Segments.LastOrDefault() is { } last && Is(last, "synchronization");
        try
        {
            using var body = JsonDocument.Parse(request.Body);
            return isSecret || HasSecrets(body.RootElement) ? Rewrite(body.RootElement, isSecret) : text;
        }
        catch (JsonException)
        {
            return isSecret ? Redacted : text;
        }
    }

    private static bool IsSecret(string segment) => SecretSegments.Any(name => Is(segment, name) || Is(segment, $"microsoft.graph.{name}"));

    private static bool HasSecrets(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object =>
            NamesCredential(element) || element.EnumerateObject().Any(property => IsAny(property.Name, SecretProperties) || HasSecrets(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HasSecrets),
        _ => false,
    };

    // Sent to the wrong address a secret is still a secret.
    private static bool NamesCredential(JsonElement pair) => pair.EnumerateObject().Any(property =>
        Is(property.Name, "key")
        && property.Value.ValueKind == JsonValueKind.String
        && SecretKeys.Find(property.Value.GetString()!) is { } key
        && SecretKeys.IsCredential(key));

    private static string Rewrite(JsonElement body, bool isSecret)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = GraphJson.Options.Encoder }))
        {
            Write(writer, body, isSecret, property: "");
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, bool isSecret, string property)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                isSecret |= NamesCredential(element);
                writer.WriteStartObject();
                foreach (var inner in element.EnumerateObject())
                {
                    writer.WritePropertyName(inner.Name);
                    Write(writer, inner.Value, isSecret || IsAny(inner.Name, SecretProperties), inner.Name);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var inner in element.EnumerateArray())
                {
                    Write(writer, inner, isSecret, property: "");
                }

                writer.WriteEndArray();
                break;
            case var _ when isSecret && !MayBeShown(element, property):
                writer.WriteStringValue(Redacted);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static bool MayBeShown(JsonElement value, string property) =>
        value.ValueKind == JsonValueKind.Null
        || property.Contains('@', StringComparison.Ordinal)
        || IsAny(property, Harmless)
        || (Is(property, "key") && value.ValueKind == JsonValueKind.String && SecretKeys.Find(value.GetString()!) is not null);

    private static bool IsAny(string name, string[] names) => Array.Exists(names, other => Is(name, other));

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
