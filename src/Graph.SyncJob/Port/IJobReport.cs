using System;
using System.Collections.Generic;
using System.IO;

namespace Graph.SyncJob.Port;

/// <summary>What a report of jobs is written as.</summary>
internal enum JobReportFormat
{
    /// <summary>A page for a browser, whole in one file.</summary>
    Html,

    /// <summary>A table for a spreadsheet.</summary>
    Csv,

    /// <summary>A document for programs.</summary>
    Json,
}

/// <summary>A report that is being written: each job goes out as it comes, none is held.</summary>
internal interface IJobReport : IDisposable
{
    /// <summary>Writes a job.</summary>
    void Add(GraphSyncJobHealth job);

    /// <summary>Writes what comes after the last job. Without it the report is none.</summary>
    /// <param name="missing">What the report should have and does not; empty when it is complete.</param>
    void Complete(IReadOnlyList<JobReportGap> missing);
}

/// <summary>What a report should have, and does not for one reason.</summary>
/// <param name="Reason">What is missing and why, in a sentence.</param>
/// <param name="Code">The id of the errors.</param>
/// <param name="Count">How many errors there were.</param>
/// <param name="Messages">What the first of them say.</param>
internal sealed record JobReportGap(string Reason, string Code, int Count, IReadOnlyList<string> Messages);

/// <content>Reports.</content>
internal partial interface ISynchronizationClientFactory
{
    /// <summary>Begins a report. The stream stays open.</summary>
    IJobReport CreateReport(JobReportFormat format, string title, Stream output);
}
