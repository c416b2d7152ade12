using System;
using System.Management.Automation;
using System.Security;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Commands;

/// <summary>Connect-GraphSyncJob: signs in to Graph, for this runspace.</summary>
/// <seealso href="https://learn.microsoft.com/graph/deployments">Graph's service roots in each cloud</seealso>
[Cmdlet(VerbsCommunications.Connect, "GraphSyncJob", DefaultParameterSetName = "Default")]
public sealed class ConnectGraphSyncJobCommand : GraphCmdlet
{
    /// <summary>A token for Graph that the caller brings.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "AccessToken")]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>The service root, without version: <c>https://graph.microsoft.us</c>, <c>http://127.0.0.1:5080</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri GraphEndpoint { get; set; } = GraphRoots.Global;

    /// <summary>Whether to leave out the line that says who is signed in.</summary>
    [Parameter]
    public SwitchParameter NoWelcome { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (GraphRoots.Fault(GraphEndpoint) is { } fault)
        {
            ThrowTerminatingError(ErrorRecords.ForArgument(
                "GraphEndpointInvalid",
                $"GraphEndpoint {Text.Quote(GraphEndpoint.OriginalString)} can't be used. {fault}",
                GraphEndpoint,
                "Give the service root without version, for example https://graph.microsoft.com."));
        }

        SignIn signIn = AccessToken is null ? new SignIn.Default() : new SignIn.AccessToken(AccessToken.Copy());
        var connection = new GraphConnection(new ConnectionSettings(GraphEndpoint, signIn));
        try
        {
            var description = Complete(connection.Client(null).DescribeSignInAsync);
            GraphConnection.Use(connection);
            if (!NoWelcome)
            {
                Welcome(description);
            }
        }
        catch (SignInException exception)
        {
            connection.Dispose();
            ThrowTerminatingError(ErrorRecords.For(exception, GraphEndpoint));
        }
    }

    private void Welcome(SignInDescription description)
    {
        var who = description.Account ?? description.ClientId;
        var message = $"Connected to {GraphEndpoint.GetLeftPart(UriPartial.Authority)}" + (who is null ? "." : $" as {Text.Shorten(who)}.");
        WriteInformation(new HostInformationMessage { Message = message }, ["PSHOST"]);
    }
}
