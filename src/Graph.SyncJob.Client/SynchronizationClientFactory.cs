using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;
using Graph.SyncJob.Client.Authentication;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Client.Reports;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client;

/// <summary>Makes the clients behind the module's port. The module finds this type by its name.</summary>
internal sealed class SynchronizationClientFactory : ISynchronizationClientFactory
{
    /// <summary>Under this name a test may leave a clock of its own for this process, for waits that would take too long.</summary>
    public const string ClockName = "Graph.SyncJob.Clock";

    private readonly TimeProvider _clock = AppDomain.CurrentDomain.GetData(ClockName) as TimeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    public DateTimeOffset UtcNow => _clock.GetUtcNow();

    /// <inheritdoc/>
    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => _clock.WaitAsync(time, cancellationToken);

    /// <inheritdoc/>
    public ISynchronizationClient Create(ConnectionSettings settings, ProxySettings? proxy)
    {
#if NET
        Rehearsal.Begin();
#endif
        if (settings.SignIn is SignIn.Session { Borrowed: var session })
        {
            return proxy is null
                ? new GraphSynchronizationClient(settings, new SessionSignIn(), GraphPipeline.Create(settings, session, _clock), _clock)
                : throw new SignInException("Requests go out through the session of Connect-MgGraph, which has a way of its own: no -Proxy can be given for it.")
                {
                    RecommendedAction = "Leave out -Proxy, or sign in for this module alone with Connect-GraphSyncJob.",
                };
        }

        var tokens = new TokenSource(CredentialFor(settings, proxy), settings, _clock);
        return new GraphSynchronizationClient(settings, tokens, GraphPipeline.Create(settings, tokens, proxy, _clock), _clock);
    }

    /// <inheritdoc/>
    public void ForgetRemembered() => RememberedAccount.ForgetAll();

    // The libraries look at ids as soon as they get them, and refuse what can be none.
    private static TokenCredential CredentialFor(ConnectionSettings settings, ProxySettings? proxy)
    {
        try
        {
            return Credentials.For(settings, proxy);
        }
        catch (ArgumentException exception)
        {
            throw SignInFailures.Translate(exception, settings);
        }
    }

    /// <inheritdoc/>
    public MicrosoftGraphSynchronizationSchema ReadSchema(string json) => GraphJson.ReadSchema(json);

    /// <inheritdoc/>
    public IJobReport CreateReport(JobReportFormat format, string title, Stream output) => format switch
    {
        JobReportFormat.Html => new HtmlReport(output, title, UtcNow),
        JobReportFormat.Csv => new CsvReport(output),
        _ => new JsonReport(output, title, UtcNow),
    };
}
