using System;
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
    void Complete();
}

/// <content>Reports.</content>
internal partial interface ISynchronizationClientFactory
{
    /// <summary>Begins a report. The stream stays open.</summary>
    IJobReport CreateReport(JobReportFormat format, string title, Stream output);
}
