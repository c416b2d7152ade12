using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Identity;

/// <summary>An application's synchronization job as the caller named it, checked: the owner by its object id, or by its appId.</summary>
internal sealed record JobIdentity(string? ApplicationId, Guid? AppId, string JobId)
{
    private const string HowToName =
        "Give an object or a hashtable with both ids: @{ ApplicationId = '<object id>'; SynchronizationJobId = '<job id>' }.";

    /// <summary>In words, for confirmations and errors: which job of which application.</summary>
    public override string ToString() =>
        $"synchronization job {Text.Quote(JobId)} of application " + (ApplicationId is null ? $"with appId '{AppId}'" : Text.Quote(ApplicationId));

    /// <summary>Reads the job out of an identity.</summary>
    /// <exception cref="IdentityException">An id is missing, or is none.</exception>
    public static JobIdentity Of(IApplicationsIdentity? identity)
    {
        if (identity is null)
        {
            throw new IdentityException("IdentityIncomplete", "InputObject is $null, so it names no synchronization job.", HowToName);
        }

        var ids = new GivenIds(identity);
        var byAppId = identity.ApplicationId is null && identity.AppId is not null;
        if (identity.ApplicationId is null && !byAppId && identity.ServicePrincipalId is not null)
        {
            throw new IdentityException(
                "IdentityOfServicePrincipal",
                $"This names a synchronization job of service principal {Text.Quote(identity.ServicePrincipalId)}; this cmdlet acts on jobs of applications.",
                "Use the cmdlet for service principals, Start-MgServicePrincipalSynchronizationJob, or give the ApplicationId of the application that owns the job.");
        }

        var ownerName = byAppId ? nameof(identity.AppId) : nameof(identity.ApplicationId);
        ids.RequireAll(
            (ownerName, byAppId ? identity.AppId : identity.ApplicationId),
            (nameof(identity.SynchronizationJobId), identity.SynchronizationJobId));
        return byAppId
            ? new JobIdentity(null, ParseAppId(identity.AppId!), identity.SynchronizationJobId!)
            : new JobIdentity(identity.ApplicationId, null, identity.SynchronizationJobId!);
    }

    private static Guid ParseAppId(string appId) => Guid.TryParse(appId, out var id)
        ? id
        : throw new IdentityException(
            "IdentityInvalid", $"AppId {Text.Quote(appId)} is not a GUID.", "Give the application's appId (client id), which is always a GUID.");

    /// <summary>Says what is wrong with the ids that were given, in terms of what they were read from.</summary>
    private sealed class GivenIds(IApplicationsIdentity identity)
    {
        private readonly IdentitySource? _source = (identity as ApplicationsIdentity)?.Source;

        public void RequireAll(params (string Name, string? Id)[] required)
        {
            var absent = required.Where(id => id.Id is null && Fault(id.Name) is null).Select(id => id.Name).ToList();
            if (absent.Count > 0)
            {
                throw new IdentityException("IdentityIncomplete", DescribeAbsent(absent), HowToName);
            }

            foreach (var (name, id) in required)
            {
                if ((Fault(name) ?? GraphId.Fault(name, id)) is { } fault)
                {
                    throw new IdentityException("IdentityInvalid", $"{fault} Nothing was sent.", "Give each id as Graph reports it: a string, one segment of a path.");
                }
            }
        }

        private string? Fault(string name) =>
            _source is null ? null
            : _source.Faults.TryGetValue(name, out var fault) ? fault
            : null;

        private string DescribeAbsent(List<string> absent)
        {
            var what = _source is null ? "The identity" : Text.Capitalise(_source.Kind);
            var sentence = $"{what} names no synchronization job: {string.Join(" and ", absent)} {(absent.Count > 1 ? "are" : "is")} missing.";
            if (_source is null)
            {
                return sentence;
            }

            var nulls = absent.Where(name => _source.Keys.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
            var suggestions = absent
                .Select(name => (Name: name, Near: Spelling.Nearest(name, _source.Keys.Where(key => !IdentityReader.IsIdentityProperty(key)))))
                .Where(pair => pair.Near is not null)
                .Select(pair => $" Is {Text.Quote(pair.Near!)} meant to be {pair.Name}?");
            return sentence
                + string.Concat(nulls.Select(name => $" {name} is there, and is $null."))
                + $" Keys seen: {_source.DescribeKeys()}."
                + string.Concat(suggestions);
        }
    }
}
