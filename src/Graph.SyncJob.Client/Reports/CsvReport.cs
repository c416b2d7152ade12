using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Reports;

/// <summary>A report as a table for a spreadsheet: RFC 4180, every cell in quotes, in UTF-8 with the mark that Excel knows it by.</summary>
internal sealed class CsvReport : IJobReport
{
    private const int BufferSize = 16 * 1024;

    // What a spreadsheet takes for the beginning of a formula. It skips the blanks before, and reads the wide forms of East Asian input too.
    private const string FormulaSigns = "=+-@\t\r\n＝＋－＠";

    private static readonly PropertyInfo[] Columns =
        [.. typeof(JobReportRow).GetProperties().Where(property => property.CanWrite).OrderBy(property => property.MetadataToken)];

    private readonly StreamWriter _writer;

    public CsvReport(Stream output)
    {
        _writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), BufferSize, leaveOpen: true);
        WriteLine(column => column.Name);
    }

    /// <inheritdoc/>
    public void Add(GraphSyncJobHealth job)
    {
        var row = JobReportRow.Of(job);
        WriteLine(column => column.GetValue(row) switch
        {
            null => string.Empty,
            DateTimeOffset time => ReportTime.Write(time),
            string text => Guard(text),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        });
    }

    /// <inheritdoc/>
    /// <remarks>A table has no place for what is missing; the cmdlet warns of it whatever the format.</remarks>
    public void Complete(IReadOnlyList<JobReportGap> missing) => _writer.Flush();

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static string Guard(string text) => text.TrimStart(' ') is { Length: > 0 } begun && FormulaSigns.IndexOf(begun[0]) >= 0 ? "'" + text : text;

    private void WriteLine(Func<PropertyInfo, string> cell) =>
        _writer.Write(string.Join(",", Columns.Select(column => $"\"{cell(column).Replace("\"", "\"\"")}\"")) + "\r\n");
}
