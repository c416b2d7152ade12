using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>The system query options of one request. As in Graph, the dollar sign may be left out.</summary>
internal sealed class ODataQuery
{
    public const int DefaultPageSize = 100;
    public const int LargestPageSize = 999;

    private static readonly string[] Known = ["top", "skiptoken", "select", "filter", "count"];
    private static readonly string[] KnownToGraph = ["expand", "orderby", "search", "skip", "format", "apply", "compute", "deltatoken"];

    private readonly GraphRequest _request;
    private readonly Dictionary<string, string> _options = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the options of a request, of which those in <paramref name="allowed"/> mean something for its resource.</summary>
    public ODataQuery(GraphRequest request, params string[] allowed)
    {
        _request = request;
        foreach (var (name, value) in Pairs(request.Target.Query).Select(Decode))
        {
            var option = name.TrimStart('$');
            if (allowed.Contains(option, StringComparer.OrdinalIgnoreCase))
            {
                if (!_options.TryAdd(option, value))
                {
                    throw new GraphErrorException(GraphError.BadRequest(
                        $"Query option '${option}' was specified more than once, but it must be specified at most once."));
                }
            }
            else if (name.StartsWith('$') || Known.Concat(KnownToGraph).Contains(option, StringComparer.OrdinalIgnoreCase))
            {
                throw new GraphErrorException(GraphError.UnsupportedQuery(
                    $"The query option '{name}' is not supported here by the emulator."));
            }
        }
    }

    public string? Filter => _options.GetValueOrDefault("filter");

    /// <summary>Keeps of an entity what <c>$select</c> names.</summary>
    public JsonObject Select(JsonObject entity)
    {
        if (!_options.TryGetValue("select", out var select))
        {
            return entity;
        }

        var names = select.Split(',', StringSplitOptions.TrimEntries);
        foreach (var name in entity.Select(property => property.Key).Except(names, StringComparer.OrdinalIgnoreCase).ToArray())
        {
            entity.Remove(name);
        }

        return entity;
    }

    /// <summary>Refuses a <c>$select</c> of anything but these; for types that the emulator has in full.</summary>
    public void SelectOnly(string typeName, params string[] properties)
    {
        foreach (var name in _options.GetValueOrDefault("select")?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            if (!properties.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new GraphErrorException(GraphError.BadRequest(
                    $"Parsing OData Select and Expand failed: Could not find a property named '{name}' on type '{typeName}'."));
            }
        }
    }

    /// <summary>One page of a collection, with the link to the next when there is one.</summary>
    public JsonObject Page<T>(string context, IEnumerable<T> items, Func<T, long> sequence, Func<T, JsonObject> entity)
    {
        var after = SkipToken();
        var size = PageSize();

        // One more than fits tells whether there is another page.
        var page = items.Where(item => sequence(item) > after).Take(size + 1).ToArray();
        var isLast = page.Length <= size;
        page = isLast ? page : page[..size];

        var body = new JsonObject { ["@odata.context"] = context };
        if (CountWanted())
        {
            body["@odata.count"] = items.Count();
        }

        if (!isLast)
        {
            body["@odata.nextLink"] = NextLink(sequence(page[^1]));
        }

        body["value"] = new JsonArray(page.Select(item => Select(entity(item))).ToArray<JsonNode>());
        return body;
    }

    private bool CountWanted()
    {
        if (!_options.TryGetValue("count", out var count))
        {
            return false;
        }

        if (!bool.TryParse(count, out var wanted))
        {
            throw new GraphErrorException(GraphError.BadRequest(
                $"Invalid value '{count}' for $count query option found. Valid values are '{{true, false}}'."));
        }

        // Without the header Graph takes the option and answers as if it were not there.
        return wanted && _request.IsEventuallyConsistent;
    }

    private int PageSize()
    {
        if (!_options.TryGetValue("top", out var top))
        {
            return DefaultPageSize;
        }

        return int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= LargestPageSize
            ? size
            : throw new GraphErrorException(GraphError.UnsupportedQuery(
                $"Invalid page size specified: '{top}'. Must be between 1 and {LargestPageSize} inclusive."));
    }

    private long SkipToken()
    {
        if (!_options.TryGetValue("skiptoken", out var token))
        {
            return 0;
        }

        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && long.TryParse(Encoding.ASCII.GetString(bytes, 0, length), NumberStyles.None, CultureInfo.InvariantCulture, out var after)
                ? after
                : throw new GraphErrorException(GraphError.ExpiredPage());
    }

    // Everything that shaped this page has to shape the next one too.
    private string NextLink(long after)
    {
        var token = Convert.ToBase64String(Encoding.ASCII.GetBytes(after.ToString(CultureInfo.InvariantCulture)));
        var kept = Pairs(_request.Target.Query)
            .Where(pair => !Decode(pair).Name.TrimStart('$').Equals("skiptoken", StringComparison.OrdinalIgnoreCase));
        return $"{_request.Host}{_request.Target.Path}?{string.Join('&', kept.Append($"$skiptoken={Uri.EscapeDataString(token)}"))}";
    }

    private static string[] Pairs(string query) => query.Split('&', StringSplitOptions.RemoveEmptyEntries);

    private static (string Name, string Value) Decode(string pair)
    {
        var parts = pair.Replace('+', ' ').Split('=', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
