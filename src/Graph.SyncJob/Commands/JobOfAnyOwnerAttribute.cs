using System;

namespace Graph.SyncJob.Commands;

/// <summary>
/// Marks a cmdlet that takes a job of either kind of owner: which kind it is, the job itself or the parameter tells. The build writes the
/// parameters with the ids into it, so that it may derive from the base that fits what it does.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class JobOfAnyOwnerAttribute : Attribute
{
}
