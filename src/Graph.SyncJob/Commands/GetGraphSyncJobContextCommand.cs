using System.Management.Automation;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>Get-GraphSyncJobContext: tells which sign-in is in force in this runspace; writes nothing when there is none.</summary>
[Cmdlet(VerbsCommon.Get, "GraphSyncJobContext")]
[OutputType(typeof(GraphSyncJobContext))]
public sealed class GetGraphSyncJobContextCommand : GraphCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            if (GraphConnection.Current is { } connection)
            {
                WriteObject(connection.Source == ConnectionSource.MgGraph ? OfMgGraph(connection) : OfOurs(connection));
            }
        }
        catch (SignInException exception)
        {
            ThrowTerminatingError(ErrorRecords.For(exception, null));
        }
    }

    private GraphSyncJobContext OfOurs(GraphConnection connection)
    {
        var settings = connection.Settings;
        return Describe(
            connection,
            Complete(connection.Client(null).DescribeSignInAsync),
            settings.SignIn.GetType().Name,
            Cloud.WithGraph(settings.GraphRoot)?.Name,
            settings.SignIn is SignIn.User { IsRemembered: true } ? ContextScopes.CurrentUser : ContextScopes.Process);
    }

    // The other module is asked afresh: it may have signed in as somebody else since. No token is fetched for the answer.
    private static GraphSyncJobContext? OfMgGraph(GraphConnection connection) => MgGraphSession.Find() is { } session
        ? Describe(connection, session.Describe(), session.AuthType, session.Environment, session.ContextScope)
        : null;

    private static GraphSyncJobContext Describe(
        GraphConnection connection, SignInDescription description, string authType, string? environment, string? contextScope) => new()
        {
            Source = connection.Source switch
            {
                ConnectionSource.Connect => "Connect-GraphSyncJob",
                ConnectionSource.MgGraph => "Connect-MgGraph",
                _ => "DefaultCredential",
            },
            AuthType = authType,
            TenantId = description.TenantId,
            ClientId = description.ClientId,
            AppName = description.AppName,
            Account = description.Account,
            Scopes = description.Scopes,
            Roles = description.Roles,
            Environment = environment,
            GraphEndpoint = connection.Settings.GraphRoot,
            AuthorityHost = connection.Settings.SignIn is SignIn.AccessToken ? null : connection.Settings.AuthorityHost,
            ContextScope = contextScope,
            TokenExpiresOn = description.ExpiresOn,
        };
}
