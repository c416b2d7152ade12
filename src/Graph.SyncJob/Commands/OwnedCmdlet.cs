using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Graph.SyncJob.Waiting;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>
/// The base of the family: cmdlets for what belongs to an application or a service principal. The members that tell the kind of owner,
/// the version and the ids are written by the build into each cmdlet.
/// </summary>
public abstract class OwnedCmdlet : GraphRequestCmdlet
{
    /// <summary>In seconds, a week: how long jobs may be watched.</summary>
    private protected const int LongestWatch = 604800;

    private readonly Dictionary<(OwnerKind Kind, Guid AppId), string> _foundOwners = new();

    private protected OwnedCmdlet()
    {
    }

    private protected abstract OwnerKind OwnerKind { get; }

    private protected abstract string? OwnerId { get; }

    private protected abstract string? JobId { get; }

    private protected abstract IApplicationsIdentity? Identity { get; }

    /// <summary>Whether this invocation takes <c>-InputObject</c>.</summary>
    private protected abstract bool IsByIdentity { get; }

    /// <summary>For what takes a body: <c>-AdditionalProperties</c>.</summary>
    private protected virtual Hashtable? GivenProperties => null;

    /// <summary>What a body is to hold beside that which has a parameter.</summary>
    private protected IDictionary<string, object?> AlsoInBody
    {
        get
        {
            var properties = new Dictionary<string, object?>();
            GraphModelConverter.Add(GivenProperties ?? new Hashtable(), properties);
            return properties;
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (GivenProperties?.Keys.OfType<string>().FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } name)
        {
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "AdditionalPropertiesAmbiguous",
                $"AdditionalProperties and -{name} both say what {Text.Quote(name)} is. Nothing was sent.",
                name,
                "Leave it out of -AdditionalProperties, which is for what has no parameter of its own."));
        }
    }

    /// <summary>Whether a body is to be put together, and of nothing: none of these parameters is given, nor <c>-AdditionalProperties</c>.</summary>
    private protected bool HasNothingToSend(params Array?[] parameters) =>
        ParameterSetName.EndsWith("Expanded", StringComparison.Ordinal)
        && Array.TrueForAll(parameters, parameter => parameter is null or { Length: 0 })
        && GivenProperties is not { Count: > 0 };

    /// <summary>What the caller named: the object given, or the ids given by name as one.</summary>
    private protected IApplicationsIdentity? Given => IsByIdentity ? Identity : Origin(OwnerId, JobId);

    /// <summary>Names something of an owner: where what is written came from, so that it can be piped on.</summary>
    private protected ApplicationsIdentity Origin(string? ownerId, string? jobId = null, string? templateId = null) => new()
    {
        ApplicationId = OwnerKind == OwnerKind.Application ? ownerId : null,
        ServicePrincipalId = OwnerKind == OwnerKind.ServicePrincipal ? ownerId : null,
        SynchronizationJobId = jobId,
        SynchronizationTemplateId = templateId,
    };

    /// <summary>The same cmdlet for the other kind of owner.</summary>
    private protected string Counterpart => OwnerKind == OwnerKind.Application
        ? MyInvocation.MyCommand.Name.Replace("Application", "ServicePrincipal")
        : MyInvocation.MyCommand.Name.Replace("ServicePrincipal", "Application");

    /// <summary>Where the job lives. An owner named by its appId is looked up, once a pipeline.</summary>
    private protected JobAddress Locate(JobIdentity job) => new(job.Owner.Kind, Locate(job.Owner), job.JobId);

    /// <summary>The owner's object id, looked up where only its appId was given.</summary>
    private protected string Locate(OwnerIdentity owner) => owner.Id ?? FindOwner(owner.Kind, owner.AppId!.Value);

    /// <summary>The job with its owner's id and the version it was read through, so that every cmdlet of the family takes it.</summary>
    private protected MicrosoftGraphSynchronizationJob Owned(MicrosoftGraphSynchronizationJob job, string ownerId) =>
        Owned(job, OwnerKind, ownerId);

    /// <inheritdoc cref="Owned(MicrosoftGraphSynchronizationJob, string)"/>
    private protected MicrosoftGraphSynchronizationJob Owned(MicrosoftGraphSynchronizationJob job, OwnerKind ownerKind, string ownerId)
    {
        job.ApplicationId = ownerKind == OwnerKind.Application ? ownerId : null;
        job.ServicePrincipalId = ownerKind == OwnerKind.ServicePrincipal ? ownerId : null;
        job.ApiVersion = ApiVersion == ApiVersion.V1 ? "v1.0" : "beta";
        return job;
    }

    /// <summary>Watches jobs, all at once, and shows how far they are.</summary>
    /// <param name="operation">What it is done for.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="timeout">How long; zero looks once.</param>
    /// <param name="activity">What is waited for, for the user to see.</param>
    /// <param name="isSettled">Whether a job needs no further look: what the look before showed, and what this one shows.</param>
    /// <param name="ended">Is told what was seen last of a job, and what went wrong with it, on the pipeline's thread. What it throws is the job's error.</param>
    private protected void Watch(
        Operation operation,
        IReadOnlyCollection<WatchedJob> jobs,
        TimeSpan timeout,
        string activity,
        Func<WatchedJob, MicrosoftGraphSynchronizationJob?, MicrosoftGraphSynchronizationJob, bool> isSettled,
        Action<WatchedJob, MicrosoftGraphSynchronizationJob?, Exception?> ended)
    {
        if (jobs.Count == 0)
        {
            return;
        }

        var progress = new WatchProgress(activity, jobs.Count);
        Send(async (client, options, cancellationToken) =>
        {
            var watch = new JobWatch(
                (job, reading) => client.GetJobAsync(job.Address, Selection.AllProperties, options, reading), ClientLoader.Factory.WaitAsync, timeout)
            {
                IsSettled = isSettled,
                Saw = (job, seen) => OnPipeline(() => WriteProgress(progress.Saw(job, seen))),
                Ended = (job, seen, failure) => OnPipeline(() =>
                {
                    WriteProgress(progress.Ended());
                    ForObject(operation, job.Target!, nameSubject =>
                    {
                        nameSubject(job.Identity.ToString());
                        ended(job, seen, failure);
                        if (failure is not null)
                        {
                            ExceptionDispatchInfo.Capture(failure).Throw();
                        }
                    });
                }),
            };
            await watch.RunAsync(jobs, cancellationToken).ConfigureAwait(false);
            return true;
        });
    }

    private string FindOwner(OwnerKind kind, Guid appId)
    {
        if (!_foundOwners.TryGetValue((kind, appId), out var id))
        {
            id = Send((client, options, cancellationToken) => client.FindOwnerIdAsync(kind, appId, options, cancellationToken));
            _foundOwners.Add((kind, appId), id);
        }

        return id;
    }
}
