using System.Linq;
using System.Management.Automation;
using Graph.SyncJob.Emulator;

namespace Graph.SyncJob.Sandbox.Commands;

/// <summary>Get-EmulatorJob: the jobs of the emulated tenant as they are now, without a request to it.</summary>
[Cmdlet(VerbsCommon.Get, "EmulatorJob")]
[OutputType(typeof(EmulatorJob))]
internal sealed class GetEmulatorJobCommand : EmulatorCmdlet
{
    /// <summary>Display names of applications; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            JobSnapshot[] jobs = [.. Emulator.Jobs.Where(job => pattern.IsMatch(job.DisplayName))];
            if (jobs.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(new ErrorRecord(
                    new ItemNotFoundException($"No application '{name}' with a job is in the emulated tenant. Get-EmulatorJob lists those that are."),
                    "EmulatorJobNotFound",
                    ErrorCategory.ObjectNotFound,
                    name));
            }

            WriteObject(jobs.Select(job => new EmulatorJob(job)), enumerateCollection: true);
        }
    }
}
