using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>The two forms of <c>$filter</c> that finding an application takes; anything else is refused, never guessed at.</summary>
internal static partial class ODataFilter
{
    /// <summary>The applications of a kind that a filter finds.</summary>
    public static IEnumerable<EnterpriseApplication> Apply(string filter, OwnerKind kind, Tenant tenant)
    {
        if (Equality().Match(filter) is { Success: true } equality)
        {
            var value = Unquote(equality.Groups["value"].Value);
            return equality.Groups["property"].Value switch
            {
                "id" => tenant.FindById(kind, value) is { } byId ? [byId] : [],
                "appId" => tenant.FindByAppId(kind, value) is { } byAppId ? [byAppId] : [],
                _ => tenant.Applications.Where(application =>
                    value.Equals(application.DisplayName, StringComparison.OrdinalIgnoreCase) && kind.IdOf(application) is not null),
            };
        }

        if (StartsWith().Match(filter) is { Success: true } startsWith)
        {
            var value = Unquote(startsWith.Groups["value"].Value);
            return tenant.Applications.Where(application =>
                application.DisplayName.StartsWith(value, StringComparison.OrdinalIgnoreCase) && kind.IdOf(application) is not null);
        }

        throw new GraphErrorException(GraphError.UnsupportedQuery(
            "Unsupported or invalid query filter clause. The emulator knows id, appId and displayName with eq, "
            + "and startswith(displayName,'…')."));
    }

    /// <summary>A quote inside an OData string is written twice.</summary>
    public static string Unquote(string literal) => literal.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(?<property>id|appId|displayName)\s+eq\s+'(?<value>(?:[^']|'')*)'\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Equality();

    [GeneratedRegex(@"^\s*startswith\(\s*displayName\s*,\s*'(?<value>(?:[^']|'')*)'\s*\)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex StartsWith();
}
