using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>Counts what a report lacks, by what and why: a tenant that can't be read at all takes no more memory than another.</summary>
internal sealed class ReportGaps
{
    private const int MostMessages = 10;

    private readonly Dictionary<(What What, string Code), (int Count, List<string> Messages)> _gaps = [];

    /// <summary>What can be missing.</summary>
    public enum What
    {
        /// <summary>The jobs of a service principal.</summary>
        Jobs,

        /// <summary>The rest of the list of service principals.</summary>
        List,

        /// <summary>An object of the input.</summary>
        Input,
    }

    /// <summary>Counts an error.</summary>
    /// <param name="what">What is missing because of it.</param>
    /// <param name="code">Its id.</param>
    /// <param name="error">The error.</param>
    public void Add(What what, string code, ErrorRecord error)
    {
        var (count, messages) = _gaps.TryGetValue((what, code), out var gap) ? gap : (0, []);
        if (messages.Count < MostMessages)
        {
            messages.Add(error.ToString());
        }

        _gaps[(what, code)] = (count + 1, messages);
    }

    /// <summary>What is missing, the most first.</summary>
    public IReadOnlyList<JobReportGap> ToList() =>
    [
        .. _gaps.OrderByDescending(gap => gap.Value.Count).Select(gap =>
            new JobReportGap($"{Describe(gap.Key.What, gap.Value.Count)} ({gap.Key.Code})", gap.Key.Code, gap.Value.Count, gap.Value.Messages)),
    ];

    private static string Describe(What what, int count) => (what, count) switch
    {
        (What.Jobs, 1) => "the jobs of 1 service principal could not be read",
        (What.Jobs, _) => $"the jobs of {Number(count)} service principals could not be read",
        (What.List, _) => "the list of service principals could not be read to its end",
        (_, 1) => "1 object of the input is no job",
        _ => $"{Number(count)} objects of the input are no jobs",
    };

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
