using System;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Graph.SyncJob.Waiting;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Starts;

/// <summary>Starts a job, and looks out for starts that do harm: of a job that runs, where that is asked for, and too many of one.</summary>
/// <param name="warnAsync">Shows the user a warning, from any thread; the start waits for that.</param>
internal sealed class CarefulStart(Func<string, Task> warnAsync)
{
    /// <summary>Whether to leave a job alone that runs.</summary>
    public bool SkipIfRunning { get; init; }

    /// <summary>Whether a start too many is an error, in place of a warning.</summary>
    public bool FailOnStorm { get; init; }

    /// <summary>Starts the job, unless it is to be left alone.</summary>
    /// <param name="client">Reads the job.</param>
    /// <param name="job">The job.</param>
    /// <param name="options">What the caller says of the calls.</param>
    /// <param name="start">Sends the start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<GraphSyncJobStart> StartAsync(
        ISynchronizationClient client, JobAddress job, CallOptions options, Func<Task> start, CancellationToken cancellationToken)
    {
        var identity = new JobIdentity(new OwnerIdentity(job.OwnerKind, job.OwnerId, AppId: null), job.JobId);
        MicrosoftGraphSynchronizationJob? before = null;
        if (SkipIfRunning)
        {
            // It is the start that is told of when it leaves, not the look.
            var looking = options with { Sending = null, SentBefore = null };
            before = await client.GetJobAsync(job, Selection.AllProperties, looking, cancellationToken).ConfigureAwait(false);
            if (JobFacts.IsRunning(before))
            {
                options.Observer?.Verbose($"{Text.Capitalise(identity.ToString())} runs: {JobFacts.Describe(before)}. It was not started.");
                return Result(job, before, isStarted: false, $"It runs already: {JobFacts.Describe(before)}.");
            }
        }

        var counted = StartHistory.OfThisProcess.Add(new StartedJob(client.GraphRoot, job), ClientLoader.Factory.UtcNow);
        try
        {
            if (StartStorm.IsOne(counted))
            {
                if (FailOnStorm)
                {
                    throw StartStorm.Error(identity);
                }

                await warnAsync(StartStorm.Warning(identity, counted)).ConfigureAwait(false);
            }

            await start().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not GraphRequestException { Code: ErrorCodes.OutcomeUnknown })
        {
            StartHistory.OfThisProcess.TakeBack(counted);
            throw;
        }

        return Result(
            job, before, isStarted: true, before is null ? "Graph accepted the start." : $"Graph accepted the start; before, {JobFacts.Describe(before)}.");
    }

    private static GraphSyncJobStart Result(JobAddress job, MicrosoftGraphSynchronizationJob? before, bool isStarted, string reason) => new()
    {
        ApplicationId = job.OwnerKind == OwnerKind.Application ? job.OwnerId : null,
        ServicePrincipalId = job.OwnerKind == OwnerKind.ServicePrincipal ? job.OwnerId : null,
        SynchronizationJobId = job.JobId,
        Started = isStarted,
        Reason = reason,
        Status = before?.Status,
    };
}
