using System;
using System.Management.Automation;

namespace Graph.SyncJob.Commands;

/// <summary>
/// Marks the class of an operation. The build makes four cmdlets of it: for applications and service principals, for v1.0 and beta,
/// each with the ids that say what is meant, by name or as one object.
/// </summary>
/// <param name="verb">The verb of the cmdlets.</param>
/// <param name="noun">Their noun without prefix, with <c>{Owner}</c> where <c>Application</c> or <c>ServicePrincipal</c> belongs.</param>
/// <param name="byId">The parameter sets that take the owner's id by name; the first is the default.</param>
/// <param name="byIdentity">The parameter sets that take <c>-InputObject</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SynchronizationCmdletAttribute(string verb, string noun, string[] byId, string[] byIdentity) : Attribute
{
    public string Verb { get; } = verb;

    public string Noun { get; } = noun;

    public string[] ById { get; } = byId;

    public string[] ByIdentity { get; } = byIdentity;

    /// <summary>The parameter sets that take the job's id by name, where they are not all of those that take the owner's.</summary>
    public string[]? JobById { get; set; }

    /// <summary>For what changes something: how much, so that <c>-WhatIf</c> and <c>-Confirm</c> are there.</summary>
    public ConfirmImpact Impact { get; set; }

    /// <summary>What the cmdlets write.</summary>
    public Type? Output { get; set; }

    /// <summary>What they write in place of it, where a parameter says so.</summary>
    public Type? OtherOutput { get; set; }
}
