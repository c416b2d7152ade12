using System.Management.Automation;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Reads one synchronization job, or all that an application or a service principal has.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-get">Get synchronizationJob</seealso>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronization-list-jobs">List jobs</seealso>
[SynchronizationCmdlet(
    VerbsCommon.Get,
    "{Owner}SynchronizationJob",
    ["List", "Get"],
    ["GetViaIdentity"],
    JobById = ["Get"],
    Output = typeof(MicrosoftGraphSynchronizationJob))]
public abstract class GetSynchronizationJobCmdlet : GetOrListCmdlet
{
    private protected GetSynchronizationJobCmdlet()
    {
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = Given;
        ForObject(Operation.GetJob, given!, nameSubject =>
        {
            if (JobIdentity.IsNamedBy(given, OwnerKind))
            {
                var job = JobIdentity.Of(given, OwnerKind, Counterpart);
                nameSubject(job.ToString());
                var address = Locate(job);
                Write(
                    Send((client, options, cancellationToken) => client.GetJobAsync(address, Selection, options, cancellationToken)),
                    address.OwnerId);
            }
            else
            {
                var owner = OwnerIdentity.Of(given, OwnerKind, Counterpart);
                nameSubject($"the synchronization jobs of {owner}");
                var ownerId = Locate(owner);
                foreach (var job in List<MicrosoftGraphSynchronizationJob>(
                    (client, page, options, cancellationToken) => client.ListJobsAsync(OwnerKind, ownerId, Query, page, options, cancellationToken)))
                {
                    Write(job, ownerId);
                }
            }
        });
    }

    private void Write(MicrosoftGraphSynchronizationJob job, string ownerId) => WriteObject(Owned(job, ownerId));
}
