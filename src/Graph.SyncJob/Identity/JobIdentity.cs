using System;
using System.Collections.Generic;
using System.Linq;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Identity;

/// <summary>A synchronization job as the caller named it, checked: its owner by object id, or by appId.</summary>
internal sealed record JobIdentity(OwnerKind OwnerKind, string? OwnerId, Guid? AppId, string JobId)
{
    /// <summary>In words, for confirmations and errors: which job of which owner.</summary>
    public override string ToString() =>
        $"synchronization job {Text.Quote(JobId)} of {OwnerKind.Words()} " + (OwnerId is null ? $"with appId '{AppId}'" : Text.Quote(OwnerId));

    /// <summary>Reads the job out of an identity.</summary>
    /// <param name="identity">What the caller gave.</param>
    /// <param name="ownerKind">The kind of owner that the cmdlet is for.</param>
    /// <param name="counterpart">The cmdlet for the other kind, for whoever picked the wrong one.</param>
    /// <exception cref="IdentityException">An id is missing, or is none.</exception>
    public static JobIdentity Of(IApplicationsIdentity? identity, OwnerKind ownerKind, string counterpart)
    {
        if (identity is null)
        {
            throw new IdentityException("IdentityIncomplete", "InputObject is $null, so it names no synchronization job.", HowToName(ownerKind));
        }

        var (ownerId, otherId) = ownerKind == OwnerKind.Application
            ? (identity.ApplicationId, identity.ServicePrincipalId)
            : (identity.ServicePrincipalId, identity.ApplicationId);
        var byAppId = ownerId is null && identity.AppId is not null;
        if (ownerId is null && !byAppId && otherId is not null)
        {
            throw new IdentityException(
                $"IdentityOf{ownerKind.Other()}",
                $"This names a synchronization job of {ownerKind.Other().Words()} {Text.Quote(otherId)}; this cmdlet acts on jobs of {ownerKind.Words()}s.",
                $"Use the cmdlet for {ownerKind.Other().Words()}s, {counterpart}, or give the {ownerKind}Id of the {ownerKind.Words()} that owns the job.");
        }

        var ids = new GivenIds(identity, HowToName(ownerKind));
        ids.RequireAll(
            byAppId ? (nameof(identity.AppId), identity.AppId) : ($"{ownerKind}Id", ownerId),
            (nameof(identity.SynchronizationJobId), identity.SynchronizationJobId));
        return new JobIdentity(ownerKind, ownerId, byAppId ? ParseAppId(identity.AppId!) : null, identity.SynchronizationJobId!);
    }

    private static string HowToName(OwnerKind ownerKind) =>
        $"Give an object or a hashtable with both ids: @{{ {ownerKind}Id = '<object id>'; SynchronizationJobId = '<job id>' }}.";

    private static Guid ParseAppId(string appId) => Guid.TryParse(appId, out var id)
        ? id
        : throw new IdentityException(
            "IdentityInvalid", $"AppId {Text.Quote(appId)} is not a GUID.", "Give the appId (client id), which is always a GUID.");

    /// <summary>Says what is wrong with the ids that were given, in terms of what they were read from.</summary>
    private sealed class GivenIds(IApplicationsIdentity identity, string howToName)
    {
        private readonly IdentitySource? _source = (identity as ApplicationsIdentity)?.Source;

        public void RequireAll(params (string Name, string? Id)[] required)
        {
            var absent = required.Where(id => id.Id is null && Fault(id.Name) is null).Select(id => id.Name).ToList();
            if (absent.Count > 0)
            {
                throw new IdentityException("IdentityIncomplete", DescribeAbsent(absent), howToName);
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
