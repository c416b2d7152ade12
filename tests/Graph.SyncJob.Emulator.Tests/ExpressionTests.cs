using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class ExpressionTests : EmulatorTest
{
    private const string Person =
        """
        [{"key":"givenName","value":"Zoë"},{"key":"surname","value":"Miller"},{"key":"mailNickname","value":"zoe.miller"},{"key":"state","value":"WA"},
         {"key":"preferredLanguage","value":"EN-US"},{"key":"accountEnabled","value":true},{"key":"roles","value":["Admin","User"]},{"key":"empty","value":""}]
        """;

    private static readonly string Schema = $"{Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId)}/schema";

    [Theory]
    [InlineData("[surname]", "Miller")]
    [InlineData("[SURNAME]", "Miller")]
    [InlineData("[nothing]", "")]
    [InlineData("[roles]", "Admin|User")]
    [InlineData("\"say \\\"hi\\\"\"", "say \"hi\"")]
    [InlineData("""Join(" ", [givenName], [surname])""", "Zoë Miller")]
    [InlineData("""Join("-", [nothing], [empty], [surname])""", "Miller")]
    [InlineData("""Append([mailNickname], "@contoso.com")""", "zoe.miller@contoso.com")]
    [InlineData("""tolower([surname])""", "miller")]
    [InlineData("""ToUpper([surname], "en-US")""", "MILLER")]
    [InlineData("""Mid([surname], 1, 4)""", "Mill")]
    [InlineData("""Mid([surname], 5, 400)""", "er")]
    [InlineData("""Left([surname], 3)""", "Mil")]
    [InlineData("""Replace([preferredLanguage], "-", , , "_", ,  )""", "EN_US")]
    [InlineData("""Replace([mailNickname], , "\\.(?<rest>.*)", , "", , )""", "zoe")]
    [InlineData("""Replace([mailNickname], , "\\.(?<rest>.*)", "rest", "x", , )""", "zoe.x")]
    [InlineData("""Replace([surname], "%", , , , , "CN=%,DC=contoso")""", "CN=Miller,DC=contoso")]
    [InlineData("""Switch([state], "elsewhere", "NY", "east", "wa", "west")""", "west")]
    [InlineData("""Switch([state], "elsewhere", "NY", "east")""", "elsewhere")]
    [InlineData("""Switch([state], , "NY", "east")""", "")]
    [InlineData("""IIF([state]="WA", "west", "east")""", "west")]
    [InlineData("""IIF([state] <> "WA" || [surname] = "Smith", "yes", "no")""", "no")]
    [InlineData("""IIF(Not([accountEnabled]), "off", "on")""", "on")]
    [InlineData("""Coalesce([nothing], [empty], [surname])""", "Miller")]
    [InlineData("""NormalizeDiacritics([givenName])""", "Zoe")]
    [InlineData("""IsNullOrEmpty([empty])""", "True")]
    [InlineData("""Split([mailNickname], ".")""", "zoe|miller")]
    public async Task An_expression_is_worked_out_for_the_object_given(string expression, string expected)
    {
        var answer = await ParseAsync(expression, Person);

        Assert.True((bool?)answer["parsingSucceeded"]);
        Assert.True((bool?)answer["evaluationSucceeded"]);
        Assert.Null(answer["error"]);
        Assert.Equal(expected, string.Join('|', answer["evaluationResult"]!.AsArray().Select(text => (string?)text)));
    }

    [Fact]
    public async Task A_parsed_expression_names_its_parts()
    {
        var parsed = (await ParseAsync("""Replace([preferredLanguage], "-", , , "_", , )""", Person))["parsedExpression"]!;

        Assert.Equal(("Replace", "Function"), ((string?)parsed["name"], (string?)parsed["type"]));
        Assert.Equal(["source", "oldValue", "replacementValue"], parsed["parameters"]!.AsArray().Select(parameter => (string?)parameter!["key"]));
        Assert.Equal(
            """{"expression":"[preferredLanguage]","name":"preferredLanguage","type":"Attribute","parameters":[]}""",
            parsed["parameters"]![0]!["value"]!.ToJsonString());
        Assert.Equal("Constant", (string?)parsed["parameters"]![1]!["value"]!["type"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[surname")]
    [InlineData("[]")]
    [InlineData("\"open")]
    [InlineData("surname")]
    [InlineData("[surname] [givenName]")]
    [InlineData("ToLower([surname]")]
    [InlineData("ToLower()")]
    [InlineData("Left([surname])")]
    [InlineData("Left([surname], 1, 2)")]
    [InlineData("""Switch([state], , "NY")""")]
    [InlineData("Shout([surname])")]
    public async Task What_is_not_an_expression_says_why(string expression)
    {
        var answer = await ParseAsync(expression, Person);

        Assert.False((bool?)answer["parsingSucceeded"]);
        Assert.False((bool?)answer["evaluationSucceeded"]);
        Assert.Null(answer["parsedExpression"]);
        Assert.StartsWith("Position ", (string?)answer["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deep_nesting_is_refused_instead_of_followed()
    {
        var answer = await ParseAsync(string.Concat(Enumerable.Repeat("Not(", 20_000)), Person);

        Assert.Contains("nested too deeply", (string?)answer["error"]!["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RandomString(8, 1, 1, 1, 1)")]
    [InlineData("""Mid([surname], "first", 2)""")]
    [InlineData("""Replace([surname], , "(", , "x", , )""")]
    [InlineData("""ToLower([surname], "no culture at all")""")]
    public async Task What_cannot_be_worked_out_is_parsed_all_the_same(string expression)
    {
        var answer = await ParseAsync(expression, Person);

        Assert.True((bool?)answer["parsingSucceeded"]);
        Assert.False((bool?)answer["evaluationSucceeded"]);
        Assert.NotEmpty((string)answer["error"]!["message"]!);
        Assert.Empty(answer["evaluationResult"]!.AsArray());
    }

    [Fact]
    public async Task Without_an_object_an_expression_is_only_parsed()
    {
        var answer = await ParseAsync("[surname]", properties: null);

        Assert.True((bool?)answer["parsingSucceeded"]);
        Assert.False((bool?)answer["evaluationSucceeded"]);
        Assert.Null(answer["error"]);
    }

    [Theory]
    [InlineData("{}", "expression")]
    [InlineData("""{"expression":5}""", "expression")]
    [InlineData("""{"expression":"[a]","testInputObject":[]}""", "testInputObject")]
    [InlineData("""{"expression":"[a]","testInputObject":{"properties":[{"value":"x"}]}}""", "properties[0]")]
    [InlineData("""{"expression":"[a]","targetAttributeDefinition":{"type":"Text"}}""", "targetAttributeDefinition.type")]
    [InlineData("""{"expression":"[a]","object":null}""", "'object'")]
    public async Task A_bad_body_is_not_parsed(string body, string message)
    {
        using var content = Json(body);
        await RefusedAsync(HttpMethod.Post, $"{Schema}/parseExpression", HttpStatusCode.BadRequest, "BadRequest", message, content);
    }

    [Theory]
    [InlineData("functions()")]
    [InlineData("functions")]
    [InlineData("microsoft.graph.functions()")]
    public async Task The_functions_are_listed_with_their_parameters(string name)
    {
        var functions = (await GetAsync($"{Schema}/{name}"))["value"]!.AsArray();
        var append = functions.Single(function => (string?)function!["id"] == "Append")!;

        Assert.True(functions.Count > 30);
        Assert.Equal(
            """{"allowMultipleOccurrences":false,"name":"source","required":true,"type":"String"}""", append["parameters"]![0]!.ToJsonString());
        Assert.True((bool?)functions.Single(function => (string?)function!["id"] == "Join")!["parameters"]![1]!["allowMultipleOccurrences"]);
    }

    [Theory]
    [InlineData("filterOperators()")]
    [InlineData("filterOperators")]
    public async Task The_operators_of_scoping_filters_are_listed(string name)
    {
        var operators = (await GetAsync($"{Schema}/{name}"))["value"]!.AsArray();
        var isTrue = operators.Single(@operator => (string?)@operator!["id"] == "IS TRUE")!;

        Assert.Contains("EQUALS", operators.Select(@operator => (string?)@operator!["id"]));
        Assert.Equal("Unary", (string?)isTrue["arity"]);
        Assert.Equal("""["Boolean"]""", isTrue["supportedAttributeTypes"]!.ToJsonString());
    }

    [Fact]
    public async Task Every_expression_in_the_seeded_schemas_can_be_parsed()
    {
        foreach (var job in Server.Jobs)
        {
            var path = $"{Job(job.ServicePrincipalId!, job.JobId)}/schema";
            var rules = (await GetAsync(path))["synchronizationRules"]!.AsArray();
            foreach (var mapping in rules.SelectMany(rule => rule!["objectMappings"]![0]!["attributeMappings"]!.AsArray()))
            {
                Assert.True((bool?)(await ParseAsync((string)mapping!["source"]!["expression"]!, Person))["evaluationSucceeded"]);
            }
        }
    }

    private async Task<JsonObject> ParseAsync(string expression, string? properties)
    {
        var body = new JsonObject { ["expression"] = expression, ["targetAttributeDefinition"] = null };
        if (properties is not null)
        {
            body["testInputObject"] = new JsonObject { ["definition"] = null, ["properties"] = JsonNode.Parse(properties) };
        }

        using var content = Json(body.ToJsonString());
        return await SendAsync(HttpMethod.Post, $"{Schema}/parseExpression", HttpStatusCode.OK, content);
    }
}
