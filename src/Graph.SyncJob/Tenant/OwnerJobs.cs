using System.Collections.Generic;
using System.Threading.Tasks;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Tenant;

/// <summary>A service principal, and the jobs that are read of it.</summary>
internal sealed record OwnerJobs(OwnerSummary Owner, Task<IReadOnlyList<MicrosoftGraphSynchronizationJob>> Jobs);
