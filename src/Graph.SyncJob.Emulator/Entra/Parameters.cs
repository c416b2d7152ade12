using System;
using System.Collections.Generic;
using System.Text;
using Graph.SyncJob.Emulator.Api;

namespace Graph.SyncJob.Emulator.Entra;

/// <summary>Names and values of a form or a query.</summary>
internal sealed class Parameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private Parameters(string encoded)
    {
        foreach (var pair in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Replace('+', ' ').Split('=', 2);
            var name = Uri.UnescapeDataString(parts[0]);
            if (!_values.TryAdd(name, parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : ""))
            {
                throw new EntraErrorException(EntraError.RepeatedParameter(name));
            }
        }
    }

    public string? this[string name] => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public static Parameters OfBody(GraphRequest request) => new(Encoding.UTF8.GetString(request.Body.Span));

    public static Parameters OfQuery(GraphRequest request) => new(request.Target.Query);

    public string Require(string name) => this[name] ?? throw new EntraErrorException(EntraError.MissingParameter(name));
}
