using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>What may stand in a schema, and trying out an expression. These are the same for every schema.</summary>
internal static class ExpressionOperations
{
    private static readonly (string Name, string Arity, string Comparison, AttributeType[] Types)[] Operators =
    [
        ("EQUALS", "Binary", "Any", [AttributeType.String, AttributeType.Integer, AttributeType.Boolean, AttributeType.Reference]),
        ("NOT EQUALS", "Binary", "All", [AttributeType.String, AttributeType.Integer, AttributeType.Boolean, AttributeType.Reference]),
        ("IS TRUE", "Unary", "Any", [AttributeType.Boolean]),
        ("IS FALSE", "Unary", "Any", [AttributeType.Boolean]),
        ("IS NULL", "Unary", "All", [AttributeType.String, AttributeType.Integer, AttributeType.Boolean, AttributeType.Reference, AttributeType.DateTime]),
        ("IS NOT NULL", "Unary", "Any", [AttributeType.String, AttributeType.Integer, AttributeType.Boolean, AttributeType.Reference, AttributeType.DateTime]),
        ("REGEX MATCH", "Binary", "Any", [AttributeType.String]),
        ("NOT REGEX MATCH", "Binary", "All", [AttributeType.String]),
        ("Greater_Than", "Binary", "Any", [AttributeType.Integer, AttributeType.DateTime]),
        ("Greater_Than_OR_EQUALS", "Binary", "Any", [AttributeType.Integer, AttributeType.DateTime]),
        ("Includes", "Binary", "Any", [AttributeType.String]),
    ];

    public static GraphReply FilterOperators(GraphCall call)
    {
        _ = call.SchemaOwner();
        return Collection(call, "filterOperatorSchema", Operators.Select(@operator => new JsonObject
        {
            ["id"] = @operator.Name,
            ["arity"] = @operator.Arity,
            ["multivaluedComparisonType"] = @operator.Comparison,
            ["supportedAttributeTypes"] = new JsonArray([.. @operator.Types.Select(type => type.ToString())]),
        }));
    }

    public static GraphReply Functions(GraphCall call)
    {
        _ = call.SchemaOwner();
        return Collection(call, "attributeMappingFunctionSchema", MappingFunctions.All.Select(function => new JsonObject
        {
            ["id"] = function.Name,
            ["parameters"] = new JsonArray([.. function.Parameters.Select(parameter => new JsonObject
            {
                ["allowMultipleOccurrences"] = parameter.AllowMultipleOccurrences,
                ["name"] = parameter.Name,
                ["required"] = parameter.Required,
                ["type"] = parameter.Type.ToString(),
            })]),
        }));
    }

    public static GraphReply Parse(GraphCall call)
    {
        _ = call.SchemaOwner();
        var body = JsonBody.Read(call.Request, "expression", "testInputObject", "targetAttributeDefinition");
        if (JsonBody.Optional<string>(body, "expression") is not { } expression)
        {
            throw new GraphErrorException(GraphError.BadRequest("A value for 'expression' is required."));
        }

        if (body["targetAttributeDefinition"] is { } definition)
        {
            _ = JsonBody.As<AttributeDefinition>(definition, "targetAttributeDefinition");
        }

        var input = body["testInputObject"] is { } testInput ? ReadInput(testInput) : null;
        var (source, wrong) = MappingExpression.Parse(expression);
        var result = Evaluate(source, input, out var failure);
        return GraphReply.Ok(new JsonObject
        {
            ["@odata.context"] = $"{call.MetadataUrl}#microsoft.graph.parseExpressionResponse",
            ["error"] = wrong is not null ? Error("ExpressionParsingError", wrong) : failure is not null ? Error("ExpressionEvaluationError", failure) : null,
            ["evaluationResult"] = new JsonArray([.. (result ?? []).Select(text => JsonValue.Create(text))]),
            ["evaluationSucceeded"] = result is not null,
            ["parsedExpression"] = JsonSerializer.SerializeToNode(source, GraphJson.Options),
            ["parsingSucceeded"] = source is not null,
        });
    }

    // Without an object to try it on, an expression is only parsed.
    private static string[]? Evaluate(AttributeMappingSource? source, IReadOnlyDictionary<string, string[]>? input, out string? failure)
    {
        failure = null;
        if (source is null || input is null)
        {
            return null;
        }

        try
        {
            return new MappingEvaluator(input).Evaluate(source);
        }
        catch (MappingEvaluationException impossible)
        {
            failure = impossible.Message;
            return null;
        }
    }

    private static Dictionary<string, string[]> ReadInput(JsonNode testInput)
    {
        var input = JsonBody.Check(JsonBody.Object(testInput, "testInputObject"), "definition", "properties");
        if (input["definition"] is { } definition)
        {
            _ = JsonBody.As<ObjectDefinition>(definition, "testInputObject.definition");
        }

        var attributes = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, item) in (input["properties"] as JsonArray ?? []).Index())
        {
            var path = $"testInputObject.properties[{index}]";
            var pair = JsonBody.Check(JsonBody.Object(item, path), "key", "value");
            if (JsonBody.Optional<string>(pair, "key") is not { Length: > 0 } key)
            {
                throw new GraphErrorException(GraphError.BadRequest($"The 'key' of '{path}' is missing."));
            }

            attributes[key] = pair["value"] switch
            {
                null => [],
                JsonArray texts => [.. texts.Select(text => Text(text, path))],
                var text => [Text(text, path)],
            };
        }

        return attributes;
    }

    private static string Text(JsonNode? value, string path) => value switch
    {
        JsonValue truth when truth.TryGetValue(out bool isTrue) => isTrue ? "True" : "False",
        JsonValue text => text.ToString(),
        _ => throw new GraphErrorException(GraphError.BadRequest($"The 'value' of '{path}' has to be a text or a list of them.")),
    };

    private static JsonObject Error(string code, string message) => new()
    {
        ["code"] = code,
        ["message"] = message,
        ["target"] = "expression",
        ["details"] = new JsonArray(),
        ["innerError"] = null,
    };

    private static GraphReply Collection(GraphCall call, string type, IEnumerable<JsonObject> items) => GraphReply.Ok(new JsonObject
    {
        ["@odata.context"] = $"{call.MetadataUrl}#Collection(microsoft.graph.{type})",
        ["value"] = new JsonArray([.. items]),
    });
}
