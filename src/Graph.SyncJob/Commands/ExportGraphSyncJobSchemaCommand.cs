using System.IO;
using System.Management.Automation;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Schemas;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Export-GraphSyncJobSchema: writes the schema of a job to a JSON file, as Graph gives it.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-get">Get synchronizationSchema</seealso>
[Cmdlet(VerbsData.Export, "GraphSyncJobSchema", DefaultParameterSetName = "Identity", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
[JobOfAnyOwner]
public sealed partial class ExportGraphSyncJobSchemaCommand : OwnedCmdlet
{
    /// <summary>The file. For several jobs a script block that names one for each: <c>-Path { "$($_.Id).json" }</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The job, as an object or a hashtable that holds its ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Identity", ValueFromPipeline = true)]
    [AllowNull]
    [IdentityArgument]
    public IApplicationsIdentity? InputObject { get; set; }

    /// <summary>Whether to replace a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether to write the file to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override IApplicationsIdentity? Identity => InputObject;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation.ExportSchema, given!, nameSubject =>
        {
            var job = JobOf(given);
            nameSubject($"the schema of {job}");
            var file = SchemaFile.At(Path, SessionState);
            file.CheckWritable(Force);
            if (ShouldProcess(file.Path, $"Export the schema of {job}"))
            {
                var address = Locate(job);
                file.Write(Send((client, options, cancellationToken) => client.GetSchemaTextAsync(address, options, cancellationToken)));
                if (PassThru)
                {
                    WriteObject(new FileInfo(file.Path));
                }
            }
        });
    }
}
