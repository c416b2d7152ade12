using System;
using System.Management.Automation;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Identity;

/// <summary>Takes whatever comes for <c>-InputObject</c>, so that the cmdlet itself says what is wrong with it, object by object.</summary>
/// <remarks>A type converter's refusal would be swallowed by the binder, which says only that the object "cannot be bound", or end the pipeline.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdentityArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IApplicationsIdentity or null ? inputData : IdentityReader.Read(inputData!);
}
