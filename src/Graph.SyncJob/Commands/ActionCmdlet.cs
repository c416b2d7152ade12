using System.Management.Automation;
using System.Threading.Tasks;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that do something and get no more than "done" for an answer.</summary>
public abstract class ActionCmdlet : BulkCmdlet
{
    private protected ActionCmdlet()
    {
    }

    /// <summary>Whether to write <c>$true</c> for each object that it was done to.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Asks where that is called for, by the cmdlet's own verb.</summary>
    private protected bool ShouldAct(string subject) => ShouldProcess(subject, MyInvocation.MyCommand.Name.Split('-')[0]);

    /// <summary>What to write once it is done.</summary>
    private protected async Task<object?> AnswerAsync(Task action)
    {
        await action.ConfigureAwait(false);
        return PassThru ? true : null;
    }
}
