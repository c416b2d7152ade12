using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Faults;

/// <summary>Rules in JSON: one or a list of them, each an object, or a text as it stands on the command line.</summary>
internal static class FaultJson
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly string[] Properties =
        [.. typeof(FaultRule).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

    /// <exception cref="ArgumentException">What stands there is not a rule.</exception>
    public static IReadOnlyList<FaultRule> Read(ReadOnlySpan<byte> json)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json, documentOptions: Lenient);
        }
        catch (JsonException malformed)
        {
            throw new ArgumentException($"this is not JSON: {malformed.Message}", malformed);
        }

        return node is JsonArray list ? [.. list.Select(Rule)] : [Rule(node)];
    }

    public static IReadOnlyList<FaultRule> ReadFile(string path)
    {
        try
        {
            var json = File.ReadAllBytes(path).AsSpan();
            return Read(json.StartsWith("\uFEFF"u8) ? json[3..] : json);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException($"the fault file '{path}' cannot be read: {unreadable.Message}");
        }
        catch (ArgumentException wrong)
        {
            throw new EmulatorStartException($"{path}: {wrong.Message}");
        }
    }

    /// <summary>A rule with what it has done.</summary>
    public static JsonObject Describe(FaultReport report)
    {
        var rule = JsonSerializer.SerializeToNode(report.Rule, GraphJson.Options)!.AsObject();
        foreach (var unset in rule.Where(property => property.Value is null).Select(property => property.Key).ToArray())
        {
            rule.Remove(unset);
        }

        rule["text"] = report.Rule.ToString();
        rule["matched"] = report.Matched;
        rule["hits"] = report.Hits;
        return rule;
    }

    private static FaultRule Rule(JsonNode? node)
    {
        switch (node)
        {
            case JsonValue value when value.TryGetValue(out string? text):
                return FaultRule.Parse(text);
            case JsonObject properties:
                if (properties.Select(property => property.Key).FirstOrDefault(name => Array.IndexOf(Properties, name) < 0) is { } unknown)
                {
                    throw new ArgumentException($"'{unknown}' is not a property of a fault; those are {string.Join(", ", Properties)}");
                }

                try
                {
                    var rule = properties.Deserialize<FaultRule>(GraphJson.Options)!;
                    rule = rule with { Fault = rule.Fault ?? "" };
                    _ = FaultCheck.Check(rule);
                    return rule;
                }
                catch (JsonException wrong)
                {
                    throw new ArgumentException($"the value of '{wrong.Path?.TrimStart('$', '.')}' is not of the type that is expected", wrong);
                }

            default:
                throw new ArgumentException(
                    """a fault is an object such as {"fault":"503","first":2}, or a text such as "503 first=2"; there may be a list of them""");
        }
    }
}
