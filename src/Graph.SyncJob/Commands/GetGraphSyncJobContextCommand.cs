using System.Management.Automation;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Errors;

namespace Graph.SyncJob.Commands;

/// <summary>Get-GraphSyncJobContext: tells who is signed in to which Graph in this runspace; writes nothing when nobody is.</summary>
[Cmdlet(VerbsCommon.Get, "GraphSyncJobContext")]
[OutputType(typeof(GraphSyncJobContext))]
public sealed class GetGraphSyncJobContextCommand : GraphCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (GraphConnection.Current is not { } connection)
        {
            return;
        }

        try
        {
            var description = Complete(connection.Client(null).DescribeSignInAsync);
            WriteObject(new GraphSyncJobContext
            {
                AuthType = connection.Settings.SignIn.GetType().Name,
                GraphEndpoint = connection.Settings.GraphRoot,
                TenantId = description.TenantId,
                ClientId = description.ClientId,
                Account = description.Account,
                Scopes = description.Scopes,
                Roles = description.Roles,
                TokenExpiresOn = description.ExpiresOn,
            });
        }
        catch (SignInException exception)
        {
            ThrowTerminatingError(ErrorRecords.For(exception, connection.Settings.GraphRoot));
        }
    }
}
