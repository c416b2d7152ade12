using System;
using System.Globalization;
using System.Management.Automation;

namespace Graph.SyncJob.Tenant;

/// <summary>How far the reading of a tenant is, in words for whoever waits for it.</summary>
internal sealed class TenantProgress(DateTimeOffset began)
{
    private const int ActivityId = 1;

    // Each record costs the host more than a request, and what is done at once needs none.
    private static readonly TimeSpan BetweenRecords = TimeSpan.FromMilliseconds(250);

    private readonly DateTimeOffset _began = began;
    private DateTimeOffset _shown = began;

    /// <summary>A record that is worth showing, or null when the last one is still good.</summary>
    public ProgressRecord? Next(DateTimeOffset now, long owners, long? total, long jobs)
    {
        if (now - _shown < BetweenRecords)
        {
            return null;
        }

        _shown = now;
        var rate = owners / Math.Max((now - _began).TotalSeconds, 0.001);
        var record = Record(string.Format(
            CultureInfo.CurrentCulture,
            total is null ? "{0:N0} service principals, {2:N0} jobs; {3:N0} a second" : "{0:N0} of {1:N0} service principals, {2:N0} jobs; {3:N0} a second",
            owners,
            total,
            jobs,
            rate));
        if (total is > 0)
        {
            record.PercentComplete = (int)Math.Min(100, owners * 100 / total.Value);
            record.SecondsRemaining = (int)Math.Min(int.MaxValue, Math.Max(0, total.Value - owners) / Math.Max(rate, 0.001));
        }

        return record;
    }

    /// <summary>The record that takes the progress away.</summary>
    public static ProgressRecord End()
    {
        var record = Record("Done");
        record.RecordType = ProgressRecordType.Completed;
        return record;
    }

    private static ProgressRecord Record(string status) => new(ActivityId, "Reading the synchronization jobs of the tenant", status);
}
