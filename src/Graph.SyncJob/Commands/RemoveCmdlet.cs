using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>The base of the cmdlets that delete a job, or what it has.</summary>
public abstract class RemoveCmdlet : JobActionCmdlet
{
    private KeyValuePair<string, string[]> _ifMatch;

    private protected RemoveCmdlet()
    {
    }

    /// <summary>The ETag that the object must still have to be deleted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? IfMatch { get; set; }

    private protected abstract Task DeleteAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (IfMatch is not null && RequestHeaders.Read("If-Match", IfMatch, out _ifMatch) is { } fault)
        {
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "HeaderInvalid",
                $"IfMatch can't be sent: {fault} Nothing was sent.",
                IfMatch,
                "Give the ETag as Graph writes it, in @odata.etag or in the header ETag of an answer."));
        }
    }

    private protected sealed override Task ActAsync(ISynchronizationClient client, JobAddress job, CallOptions options, CancellationToken cancellationToken) =>
        DeleteAsync(client, job, IfMatch is null ? options : options with { Headers = [.. options.Headers, _ifMatch] }, cancellationToken);
}
