using System.Globalization;
using System.Management.Automation;
using Graph.SyncJob.Identity;

namespace Graph.SyncJob.Starts;

/// <summary>A job that is started over and over, which may bring the service to stop it.</summary>
internal static class StartStorm
{
    /// <summary>So many starts of a job may have a good reason; more look like a loop.</summary>
    public const int MostStarts = 3;

    public static bool IsOne(StartHistory.Start start) => start.Count > MostStarts;

    public static string Warning(JobIdentity job, StartHistory.Start start) => string.Format(
        CultureInfo.InvariantCulture,
        "This is start {0} within {1} minutes, from this session, of {2}. {3}",
        start.Count,
        StartHistory.Period.TotalMinutes,
        job,
        "A job that is started over and over while it runs may be stopped by the service. Add -SkipIfRunning, or start it only when it is paused or in quarantine.");

    public static GraphSyncJobStateException Error(JobIdentity job) => new(
        "StartStorm",
        string.Format(
            CultureInfo.InvariantCulture,
            "{0} was not started: it has been started {1} times within {2} minutes from this session. {3}",
            Text.Capitalise(job.ToString()),
            MostStarts,
            StartHistory.Period.TotalMinutes,
            "A job that is started over and over while it runs may be stopped by the service."),
        "Find the loop that starts it. Add -SkipIfRunning, or start it without -FailOnStartStorm when you know that it does not run.")
    {
        Category = ErrorCategory.LimitsExceeded,
    };
}
