using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that do something and get no more than "done" for an answer.</summary>
public abstract class ActionCmdlet : OwnedCmdlet
{
    private protected ActionCmdlet()
    {
    }

    /// <summary>Whether to write <c>$true</c> for each object that it was done to.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract Operation Operation { get; }

    /// <summary>Asks where that is called for, by the cmdlet's own verb.</summary>
    private protected bool ShouldAct(string subject) => ShouldProcess(subject, MyInvocation.MyCommand.Name.Split('-')[0]);

    /// <summary>Does it, and writes what there is to write about it, unless that is null.</summary>
    private protected void Act(Func<ISynchronizationClient, CallOptions, CancellationToken, Task<object?>> request)
    {
        if (Send(request) is { } result)
        {
            WriteObject(result);
        }
    }
}
