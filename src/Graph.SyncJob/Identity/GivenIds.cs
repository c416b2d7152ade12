using System;
using System.Collections.Generic;
using System.Linq;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Identity;

/// <summary>The ids that a caller gave, as one kind of owner needs them; says what is wrong with them in terms of what they were read from.</summary>
internal sealed class GivenIds
{
    private readonly OwnerKind _kind;
    private readonly ApplicationsIdentity? _read;
    private readonly string? _otherOwnerId;
    private readonly string? _appId;
    private readonly string _subject;
    private readonly string _howToName;

    /// <param name="identity">What the caller gave.</param>
    /// <param name="kind">The kind of owner that the cmdlet is for.</param>
    /// <param name="needsJob">Whether a job is to be named, or its owner only.</param>
    /// <exception cref="IdentityException">Nothing was given.</exception>
    public GivenIds(IApplicationsIdentity? identity, OwnerKind kind, bool needsJob)
    {
        _kind = kind;
        _subject = needsJob ? "synchronization job" : kind.Words();
        _howToName = needsJob
            ? $"Give an object or a hashtable with both ids: @{{ {kind}Id = '<object id>'; SynchronizationJobId = '<job id>' }}."
            : $"Give an object or a hashtable with the id of the {kind.Words()}: @{{ {kind}Id = '<object id>' }}.";
        if (identity is null)
        {
            throw new IdentityException("IdentityIncomplete", $"InputObject is $null, so it names no {_subject}.", _howToName);
        }

        _read = identity as ApplicationsIdentity;
        (OwnerId, _otherOwnerId) = kind == OwnerKind.Application
            ? (identity.ApplicationId, identity.ServicePrincipalId)
            : (identity.ServicePrincipalId, identity.ApplicationId);

        // What Get- writes carries its owner's id by name and its own as Id; an application or service principal carries Id only.
        JobId = identity.SynchronizationJobId ?? (OwnerId is not null ? _read?.ObjectId : null);
        OwnerId ??= _read?.OwnerId ?? (needsJob || _otherOwnerId is not null ? null : _read?.ObjectId);
        _appId = OwnerId is null ? identity.AppId : null;
    }

    public string? OwnerId { get; }

    public string? JobId { get; }

    /// <summary>Whether a job is named, if only by something that is no id: whoever names one does not mean all of them.</summary>
    public bool NamesJob => JobId is not null || Fault(nameof(IApplicationsIdentity.SynchronizationJobId)) is not null;

    public Guid? AppId => _appId is null ? null : Guid.TryParse(_appId, out var id)
        ? id
        : throw new IdentityException("IdentityInvalid", $"AppId {Text.Quote(_appId)} is not a GUID.", "Give the appId (client id), which is always a GUID.");

    private IdentitySource? Source => _read?.Source;

    /// <summary>Checks that the ids are of the cmdlet's kind of owner, are all there, and can travel.</summary>
    /// <param name="counterpart">The cmdlet for the other kind, for whoever picked the wrong one.</param>
    /// <param name="needsJob">Whether the job's id must be there.</param>
    /// <exception cref="IdentityException">They are not.</exception>
    public void Check(string counterpart, bool needsJob)
    {
        if (OwnerId is null && _appId is null && _otherOwnerId is not null || Source?.TypeIsOf(_kind.Other()) == true)
        {
            throw new IdentityException(
                $"IdentityOf{_kind.Other()}",
                $"This names {(needsJob ? "a synchronization job of " : string.Empty)}{_kind.Other().Words()} {Text.Quote(_otherOwnerId ?? OwnerId ?? string.Empty)}; "
                + $"this cmdlet is for {_kind.Words()}s.",
                $"Use the cmdlet for {_kind.Other().Words()}s, {counterpart}, or give the {_kind}Id of the {_kind.Words()} that owns the job.");
        }

        var required = new List<(string Name, string? Id)>
        {
            _appId is null ? ($"{_kind}Id", OwnerId) : (nameof(IApplicationsIdentity.AppId), _appId),
        };
        if (needsJob)
        {
            required.Add((nameof(IApplicationsIdentity.SynchronizationJobId), JobId));
        }

        var absent = required.Where(id => id.Id is null && Fault(id.Name) is null).Select(id => id.Name).ToList();
        if (absent.Count > 0)
        {
            throw new IdentityException("IdentityIncomplete", DescribeAbsent(absent), _howToName);
        }

        foreach (var (name, id) in required)
        {
            if ((Fault(name) ?? GraphId.Fault(name, id)) is { } fault)
            {
                throw new IdentityException("IdentityInvalid", $"{fault} Nothing was sent.", "Give each id as Graph reports it: a string, one segment of a path.");
            }
        }
    }

    private string? Fault(string name) => Source?.FaultOf(name);

    private string DescribeAbsent(List<string> absent)
    {
        var what = Source is null ? "The identity" : Text.Capitalise(Source.Kind);
        var sentence = $"{what} names no {_subject}: {string.Join(" and ", absent)} {(absent.Count > 1 ? "are" : "is")} missing.";
        if (Source is null)
        {
            return sentence;
        }

        var nulls = absent.Where(name => Source.Keys.Contains(name, StringComparer.OrdinalIgnoreCase));
        var suggestions = absent
            .Select(name => (Name: name, Near: Spelling.Nearest(name, Source.Keys.Where(key => !IdentityReader.IsIdentityProperty(key)))))
            .Where(pair => pair.Near is not null)
            .Select(pair => $" Is {Text.Quote(pair.Near!)} meant to be {pair.Name}?");
        return sentence
            + string.Concat(nulls.Select(name => $" {name} is there, and is $null."))
            + $" Keys seen: {Source.DescribeKeys()}."
            + string.Concat(suggestions);
    }
}
