using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Client.Reports;

/// <summary>A report as one JSON document. The totals and what is missing come last: by then all jobs were seen.</summary>
internal sealed class JsonReport : IJobReport
{
    /// <summary>Goes up when a program that reads such documents has to be told.</summary>
    private const int Version = 1;

    // This encoder escapes < > & ' and all that could end a script element, so that the document may stand in a page.
    private static readonly JavaScriptEncoder SafeInHtml = JavaScriptEncoder.Create(UnicodeRanges.All);

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = SafeInHtml,
        Converters = { new WholeSeconds() },
    };

    private readonly SortedDictionary<string, int> _byVerdict = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _byState = new(StringComparer.Ordinal);
    private readonly Utf8JsonWriter _writer;
    private int _jobs;

    public JsonReport(Stream output, string title, DateTimeOffset generated)
    {
        _writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = SafeInHtml });
        _writer.WriteStartObject();
        _writer.WriteNumber("version", Version);
        _writer.WriteString("title", title);
        _writer.WriteString("generated", ReportTime.Write(generated));
        _writer.WriteStartArray("jobs");
    }

    /// <inheritdoc/>
    public void Add(GraphSyncJobHealth job)
    {
        var row = JobReportRow.Of(job);
        JsonSerializer.Serialize(_writer, row, Options);
        _writer.Flush();
        _jobs++;
        Count(_byVerdict, row.Verdict);
        Count(_byState, row.State ?? "Unknown");
    }

    /// <inheritdoc/>
    public void Complete(IReadOnlyList<JobReportGap> missing)
    {
        _writer.WriteEndArray();
        _writer.WritePropertyName("totals");
        JsonSerializer.Serialize(_writer, new { Jobs = _jobs, ByVerdict = _byVerdict, ByState = _byState }, Options);
        _writer.WritePropertyName("missing");
        JsonSerializer.Serialize(_writer, missing, Options);
        _writer.WriteEndObject();
        _writer.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static void Count(SortedDictionary<string, int> totals, string name) =>
        totals[name] = totals.TryGetValue(name, out var count) ? count + 1 : 1;

    private sealed class WholeSeconds : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.Parse(reader.GetString()!, CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(ReportTime.Write(value));
    }
}
