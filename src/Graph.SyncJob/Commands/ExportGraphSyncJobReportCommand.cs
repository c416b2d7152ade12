using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Files;
using Graph.SyncJob.Health;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Export-GraphSyncJobReport: writes how jobs are to a page, a table or a JSON document; those from the pipeline, or all of the tenant.</summary>
[Cmdlet(VerbsData.Export, "GraphSyncJobReport", DefaultParameterSetName = "Tenant", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportGraphSyncJobReportCommand : GraphRequestCmdlet
{
    private readonly ReportGaps _gaps = new();
    private UserFile? _file;
    private NewContent? _content;
    private IJobReport? _report;

    /// <summary>The file: its extension, .html, .csv or .json, says what is written.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Display names of service principals, with wildcards; all when left out.</summary>
    [Parameter(ParameterSetName = "Tenant")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] DisplayName { get; set; } = [];

    /// <summary>How many requests may be under way at a time, each for up to 20 service principals.</summary>
    [Parameter(ParameterSetName = "Tenant")]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>The job, as a Get- cmdlet wrote it, or what Get-GraphSyncJobHealth says of it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Job", ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>The heading of the report.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Synchronization jobs";

    /// <summary>Whether to replace a file that is marked as read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether to leave a file that is there.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Whether to write the file to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override ApiVersion ApiVersion => ApiVersion.V1;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Write(() =>
        {
            _file = UserFile.At(Path, SessionState, "Report", "Give the path of a file to write, with the extension .html, .csv or .json.");
            var format = FormatOf(_file);
            _file.CheckWritable(!NoClobber, "Leave out -NoClobber");
            if (!Force)
            {
                _file.CheckNotReadOnly();
            }

            if (ShouldProcess(_file.Path, "Export a report of synchronization jobs"))
            {
                _content = new NewContent(_file.Path);
                _report = ClientLoader.Factory.CreateReport(format, Title, _content.Stream);
            }
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_report is null)
        {
            return;
        }

        if (ParameterSetName == "Job")
        {
            AddGiven();
            return;
        }

        foreach (var job in ReadTenant(DisplayName, ThrottleLimit))
        {
            Add(Judge(job));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_report is null)
        {
            return;
        }

        var missing = _gaps.ToList();
        Write(() =>
        {
            _report.Complete(missing);
            _report.Dispose();
            _content!.Commit(!NoClobber);
        });
        if (missing.Count > 0)
        {
            WriteWarning($"The report is incomplete: {string.Join("; ", missing.Select(gap => gap.Reason))}.");
        }

        if (PassThru)
        {
            WriteObject(new FileInfo(_file!.Path));
        }
    }

    /// <summary>Lets go of the report; one that was not completed leaves nothing behind.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                _report?.Dispose();
            }
            catch (IOException)
            {
                // What could not be written before can't be written now; the report is given up.
            }

            _content?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static JobReportFormat FormatOf(UserFile file) => System.IO.Path.GetExtension(file.Path).ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => JobReportFormat.Html,
        ".CSV" => JobReportFormat.Csv,
        ".JSON" => JobReportFormat.Json,
        var other => throw file.Failure(
            "FormatUnknown", ErrorCategory.InvalidArgument, $"does not say what to write: {(other.Length == 0 ? "it has no extension." : $"the extension {Text.Quote(System.IO.Path.GetExtension(file.Path))} is none of .html, .csv and .json.")}"),
    };

    private static GraphSyncJobHealth Judge(MicrosoftGraphSynchronizationJob job) => JobHealth.Of(job, ClientLoader.Factory.UtcNow);

    private void AddGiven()
    {
        if (ReadGiven() is { } health)
        {
            Add(health);
            return;
        }

        var error = ErrorRecords.ForArgument(
            "InputIsNoJob",
            $"{Text.Quote(Text.Shorten(InputObject?.ToString() ?? string.Empty))} is no synchronization job, and is not in the report.",
            InputObject,
            "Pipe in what Get-GraphSyncJob, Get-GraphSyncJobHealth or a Get-Mg…SynchronizationJob cmdlet writes.");
        Miss(ReportGaps.What.Input, error);
    }

    /// <summary>Tells what could not be read, and has the report tell it too.</summary>
    private protected override void Report(ErrorRecord error, object target) =>
        Miss(target is IApplicationsIdentity ? ReportGaps.What.Jobs : ReportGaps.What.List, error);

    private void Miss(ReportGaps.What what, ErrorRecord error)
    {
        // Once it is written, the id ends with the name of the cmdlet.
        var code = error.FullyQualifiedErrorId;
        WriteError(error);
        _gaps.Add(what, code, error);
    }

    /// <summary>The job as it was given; null when it is none. A verdict that was saved or came from another session holds its job.</summary>
    private GraphSyncJobHealth? ReadGiven()
    {
        var given = PSObject.AsPSObject(InputObject);
        return given.BaseObject is GraphSyncJobHealth health ? health
            : LanguagePrimitives.TryConvertTo<MicrosoftGraphSynchronizationJob>(given.Properties[nameof(health.Job)]?.Value ?? given, out var job) && job?.Id is not null
                ? Judge(job)
                : null;
    }

    private void Add(GraphSyncJobHealth health) => Write(() => _report!.Add(health));

    private void Write(Action action)
    {
        try
        {
            action();
        }
        catch (UserFileException exception)
        {
            ThrowTerminatingError(ErrorRecords.For(exception, Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(ErrorRecords.For(_file!.NotWritten(exception), Path));
        }
    }
}
