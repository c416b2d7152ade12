using System.IO;
using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Graph.SyncJob.Schemas;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Compare-GraphSyncJobSchema: writes what is different between two schemas, each of a job, in a file, or an object. Nothing when nothing is.</summary>
[Cmdlet(VerbsData.Compare, "GraphSyncJobSchema", DefaultParameterSetName = "Object")]
[OutputType(typeof(GraphSyncJobSchemaDifference))]
[JobOfAnyOwner]
public sealed partial class CompareGraphSyncJobSchemaCommand : OwnedCmdlet
{
    /// <summary>The first schema: a job, the path of a file, or a schema.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Object", ValueFromPipeline = true)]
    [Alias("InputObject")]
    [ValidateNotNull]
    public object? ReferenceObject { get; set; }

    /// <summary>The second schema: a job, the path of a file, or a schema.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("Path")]
    [ValidateNotNull]
    public object? DifferenceObject { get; set; }

    private protected override IApplicationsIdentity? Identity => null;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var reference = IsByIdentity ? ReferenceObject! : Given!;
        ForObject(Operation.CompareSchema, reference, nameSubject =>
        {
            var left = SchemaOf(reference);
            foreach (var difference in SchemaComparison.Compare(left, SchemaOf(DifferenceObject!)))
            {
                WriteObject(difference);
            }

            MicrosoftGraphSynchronizationSchema SchemaOf(object side)
            {
                switch (side is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : side)
                {
                    case MicrosoftGraphSynchronizationSchema schema:
                        return schema;
                    case string path:
                        return SchemaFile.At(path, SessionState).Read();
                    case FileInfo file:
                        return SchemaFile.Of(file).Read();
                    case IApplicationsIdentity identity:
                        return Read(identity);
                    case var other when IsSchema(other):
                        return (MicrosoftGraphSynchronizationSchema)new GraphModelConverter().ConvertFrom(
                            other, typeof(MicrosoftGraphSynchronizationSchema), formatProvider: null!, ignoreCase: true);
                    case var other:
                        return Read(IdentityReader.Read(other));
                }
            }

            MicrosoftGraphSynchronizationSchema Read(IApplicationsIdentity identity)
            {
                var job = JobOf(identity);
                nameSubject($"the schema of {job}");
                var address = Locate(job);
                return Send((client, options, cancellationToken) => client.GetSchemaAsync(address, Selection.AllProperties, options, cancellationToken));
            }
        });
    }

    private static bool IsSchema(object value) => IdentityReader.Read(value).Source!.Keys.Any(
        key => key.Equals("synchronizationRules", System.StringComparison.OrdinalIgnoreCase) || key.Equals("directories", System.StringComparison.OrdinalIgnoreCase));
}
