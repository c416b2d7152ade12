using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Live;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>Watch-GraphSyncJob: shows jobs in a table that stays up to date, or line by line what changes.</summary>
/// <seealso href="https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-get">Get synchronizationJob</seealso>
[Cmdlet(VerbsCommon.Watch, "GraphSyncJob", DefaultParameterSetName = "Tenant")]
[OutputType(typeof(GraphSyncJobChange))]
[JobOfAnyOwner]
public sealed partial class WatchGraphSyncJobCommand : OwnedCmdlet
{
    // How long there is between two searches for new jobs: so long that they take a tenth of the time at most.
    private const int TimesTheLastSearch = 10;
    private static readonly TimeSpan LeastBetweenSearches = TimeSpan.FromMinutes(1);

    private const string NoJobs = "No synchronization job was found. New ones are looked for, once a minute at most.";

    private readonly List<LiveJob> _jobs = [];
    private readonly HashSet<JobAddress> _addresses = [];
    private ICallLanes? _lanes;
    private TimeSpan _untilSearch;
    private bool _isSearchingAgain;
    private bool _isListed = true;

    /// <summary>Display names of service principals, with wildcards; all when left out.</summary>
    [Parameter(Position = 0, ParameterSetName = "Tenant")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] DisplayName { get; set; } = [];

    /// <summary>The job, as an object or a hashtable that holds its ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Identity", ValueFromPipeline = true)]
    [AllowNull]
    [IdentityArgument]
    public IApplicationsIdentity? InputObject { get; set; }

    /// <summary>How many seconds there are between two looks.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int RefreshSec { get; set; } = 5;

    /// <summary>How many looks to take; until Ctrl+C when left out.</summary>
    [Parameter]
    [Alias("For")]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = int.MaxValue;

    /// <summary>How many seconds to go on; until Ctrl+C when left out.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = int.MaxValue;

    /// <summary>Whether to write changes to the pipeline, and to show nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many requests may be under way at a time, each for up to 20 jobs.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 16;

    private protected override IApplicationsIdentity? Identity => InputObject;

    private static DateTimeOffset Now => ClientLoader.Factory.UtcNow;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Tenant")
        {
            Search();
            return;
        }

        var given = Given;
        ForObject(Operation.GetJob, given!, nameSubject =>
        {
            var job = JobOf(given);
            nameSubject(job.ToString());
            Add(Locate(job), (given as ApplicationsIdentity)?.OwnerDisplayName);
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // In a tenant the first job may come later. Where there is nothing to come from, there is nothing to wait for.
        if (_jobs.Count == 0 && !(ParameterSetName == "Tenant" && _isListed))
        {
            return;
        }

        var end = TimeoutSec == int.MaxValue ? DateTimeOffset.MaxValue : Now.AddSeconds(TimeoutSec);
        using var screen = PassThru ? null : LiveScreen.Of(Host);
        for (var look = 1; ; look++)
        {
            var isFirst = look == 1;
            var changes = Look();
            if (PassThru)
            {
                WriteObject(changes, enumerateCollection: true);
                if (isFirst && _jobs.Count == 0)
                {
                    WriteVerbose(NoJobs);
                }
            }
            else if (screen is null)
            {
                Tell(!isFirst ? changes.Select(change => change.ToString()) : _jobs.Count == 0 ? [NoJobs] : _jobs.Select(FirstSight));
            }
            else
            {
                screen.Show((width, height, cells) => new LiveTable(width, height, cells, IsColoured).Render(_jobs, Now, $"(every {RefreshSec} s; Ctrl+C ends)"));
            }

            if (look == Count || Now.AddSeconds(RefreshSec) > end)
            {
                return;
            }

            Complete(async cancellationToken =>
            {
                await ClientLoader.Factory.WaitAsync(TimeSpan.FromSeconds(RefreshSec), cancellationToken).ConfigureAwait(false);
                return true;
            });

            _untilSearch -= TimeSpan.FromSeconds(RefreshSec);
            if (ParameterSetName == "Tenant" && _untilSearch <= TimeSpan.Zero)
            {
                _isSearchingAgain = true;
                Search();
                _isSearchingAgain = false;
            }
        }
    }

    /// <summary>Tells what went wrong; whose jobs can't be read is told once, and not with every search.</summary>
    private protected override void Report(ErrorRecord error, object target)
    {
        if (_isSearchingAgain)
        {
            WriteVerbose(error.ToString());
        }
        else
        {
            base.Report(error, target);
            _isListed &= target is IApplicationsIdentity;
        }
    }

    private bool IsColoured => PSObject.AsPSObject(GetVariableValue("PSStyle") ?? string.Empty).Properties["OutputRendering"]?.Value?.ToString() != "PlainText";

    private static string FirstSight(LiveJob job) => $"{Text.OneLine(job.Name, 120)}: "
        + (job.View!.Error is { } error ? $"Error {error}" : $"State {job.View.State}, Verdict {job.View.Verdict}");

    private void Search()
    {
        var began = Now;
        foreach (var found in ReadTenant(DisplayName, ThrottleLimit, isShown: !_isSearchingAgain))
        {
            Add(new JobAddress(OwnerKind.ServicePrincipal, found.ServicePrincipalId!, found.Id!), found.OwnerDisplayName);
        }

        _untilSearch = TimeSpan.FromTicks(Math.Max(LeastBetweenSearches.Ticks, (Now - began).Ticks * TimesTheLastSearch));
    }

    private void Add(JobAddress address, string? ownerDisplayName)
    {
        if (_addresses.Add(address))
        {
            _jobs.Add(new LiveJob(address, ownerDisplayName, isNew: _isSearchingAgain));
        }
    }

    // Not by way of the messages of a call: there is no call after the last look.
    private void Tell(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            WriteInformation(
                new HostInformationMessage { Message = $"{Now.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {line}" }, ["PSHOST"]);
        }
    }

    private List<GraphSyncJobChange> Look()
    {
        JobView[] views = [];
        ForObject(Operation.GetJob, _jobs, _ =>
        {
            var client = Client;
            var options = Options with { Lanes = _lanes ??= client.OpenLanes(ThrottleLimit) };
            views = Complete(cancellationToken => Task.WhenAll(_jobs.ConvertAll(job => ViewAsync(client, job.Address, options, cancellationToken))));
        });
        return [.. _jobs.Zip(views, (job, view) => job.See(view, Now)).SelectMany(changes => changes)];
    }

    // A job that can't be read is part of the picture, and may be back at the next look.
    private static async Task<JobView> ViewAsync(
        ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return JobView.Of(await client.GetJobAsync(job, Selection.AllProperties, options, cancellationToken).ConfigureAwait(false), Now);
        }
        catch (GraphRequestException failure)
        {
            return JobView.Of(failure);
        }
    }
}
