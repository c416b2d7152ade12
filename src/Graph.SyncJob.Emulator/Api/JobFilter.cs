using System;
using System.Text.RegularExpressions;
using Graph.SyncJob.Emulator.Model;

namespace Graph.SyncJob.Emulator.Api;

/// <summary>The form of <c>$filter</c> that finding a job takes; anything else is refused, never guessed at.</summary>
internal static partial class JobFilter
{
    public static Func<SynchronizationJob, bool> Parse(string filter)
    {
        if (Equality().Match(filter) is not { Success: true } equality)
        {
            throw new GraphErrorException(GraphError.UnsupportedQuery(
                "Unsupported or invalid query filter clause. The emulator knows id, templateId, status/code and schedule/state with eq."));
        }

        var value = ODataFilter.Unquote(equality.Groups["value"].Value);
        return equality.Groups["property"].Value switch
        {
            "id" => job => value.Equals(job.Document.Id, StringComparison.Ordinal),
            "templateId" => job => value.Equals(job.Document.TemplateId, StringComparison.Ordinal),
            "status/code" => Named<StatusCode>(value, job => job.Document.Status.Code),
            _ => Named<ScheduleState>(value, job => job.Document.Schedule.State),
        };
    }

    private static Func<SynchronizationJob, bool> Named<T>(string name, Func<SynchronizationJob, T> actual)
        where T : struct, Enum =>
        Enum.TryParse(name, ignoreCase: true, out T wanted) && Enum.IsDefined(wanted)
            ? job => actual(job).Equals(wanted)
            : throw new GraphErrorException(GraphError.BadRequest($"Invalid filter clause: '{name}' is none of {string.Join(", ", Enum.GetNames<T>())}."));

    [GeneratedRegex(
        @"^\s*(?<property>id|templateId|status/code|schedule/state)\s+eq\s+'(?<value>(?:[^']|'')*)'\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Equality();
}
