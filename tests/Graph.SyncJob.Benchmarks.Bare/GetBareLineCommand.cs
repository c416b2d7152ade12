using System.IO;
using System.Management.Automation;

namespace Graph.SyncJob.Benchmarks.Bare;

/// <summary>Writes the lines of a file, one at a time: a pipeline's beginning that costs next to nothing.</summary>
[Cmdlet(VerbsCommon.Get, "BareLine")]
public sealed class GetBareLineCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public string Path { get; set; } = string.Empty;

    protected override void ProcessRecord()
    {
        foreach (var line in File.ReadLines(Path))
        {
            WriteObject(line);
        }
    }
}
