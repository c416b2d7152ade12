using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Waiting;

/// <summary>What the user sees while jobs are watched: of one job how far it is, of many how many are done and what was seen last.</summary>
/// <param name="activity">What is waited for.</param>
/// <param name="count">How many jobs there are.</param>
internal sealed class WatchProgress(string activity, int count)
{
    private const int ActivityId = 0;

    private int _ended;

    public ProgressRecord Saw(WatchedJob job, MicrosoftGraphSynchronizationJob seen) => count == 1
        ? Record(JobFacts.Describe(seen), Percent(seen))
        : Record(Done, 100 * _ended / count, $"{job.Identity}: {JobFacts.Describe(seen)}");

    public ProgressRecord Ended()
    {
        _ended++;
        var record = Record(Done, 100 * _ended / count);
        record.RecordType = _ended == count ? ProgressRecordType.Completed : ProgressRecordType.Processing;
        return record;
    }

    private string Done => string.Format(CultureInfo.InvariantCulture, "{0} of {1}", _ended, count);

    private ProgressRecord Record(string status, int percent, string? current = null) =>
        new(ActivityId, activity, status) { PercentComplete = percent, CurrentOperation = current };

    // Numbers from outside: there may be none, and they may make no sense.
    private static int Percent(MicrosoftGraphSynchronizationJob job)
    {
        var progress = (job.Status?.Progress ?? []).Where(item => item is { TotalUnits: > 0, CompletedUnits: >= 0 }).ToList();
        var total = progress.Sum(item => (double)item.TotalUnits!.Value);
        return total > 0 ? (int)Math.Min(100, 100 * progress.Sum(item => (double)item.CompletedUnits!.Value) / total) : -1;
    }
}
