using System;
using System.Globalization;

namespace Graph.SyncJob.Client.Reports;

/// <summary>Times in a report: ISO 8601, in UTC, to the second, whatever the culture.</summary>
internal static class ReportTime
{
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
