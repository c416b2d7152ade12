using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Client.Authentication;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Client.Outcomes;
using Graph.SyncJob.Port;
using Microsoft.Graph.PowerShell.Models;
using Microsoft.Kiota.Abstractions;

namespace Graph.SyncJob.Client;

/// <summary>
/// The port over the Microsoft.Graph SDK: each call is one of its typed request builders. What goes in and out is read and written as JSON
/// of the module's own models, so that nothing the service adds is lost on the way.
/// </summary>
internal sealed partial class GraphSynchronizationClient : ISynchronizationClient
{
    private const string Filter = "%24filter";
    private const string Select = "%24select";

    private readonly ISignedIn _signedIn;
    private readonly RetryLimits _retry;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly GraphApi _v1;
    private readonly GraphApi _beta;

    public GraphSynchronizationClient(ConnectionSettings settings, ISignedIn signedIn, HttpClient http, TimeProvider clock)
    {
        _signedIn = signedIn;
        _http = http;
        _retry = settings.Retry;
        GraphRoot = settings.GraphRoot;
        _clock = clock;
        _v1 = new GraphApi(new Uri(settings.GraphRoot, "/v1.0"), http);
        _beta = new GraphApi(new Uri(settings.GraphRoot, "/beta"), http);
    }

    /// <inheritdoc/>
    public Uri GraphRoot { get; }

    /// <inheritdoc/>
    public Task StartJobAsync(JobAddress job, CallOptions options, CancellationToken cancellationToken) => SettleAsync(
        job,
        options,
        budget => SendAsync(
            options,
            graph => job.OwnerKind == OwnerKind.Application
                ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].Start.ToPostRequestInformation()
                : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].Start.ToPostRequestInformation(),
            cancellationToken,
            budget: budget),
        JobEvidence.OfStart,
        cancellationToken);

    /// <inheritdoc/>
    public Task PauseJobAsync(JobAddress job, CallOptions options, CancellationToken cancellationToken) => SettleAsync(
        job,
        options,
        budget => SendAsync(
            options,
            graph => job.OwnerKind == OwnerKind.Application
                ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].Pause.ToPostRequestInformation()
                : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].Pause.ToPostRequestInformation(),
            cancellationToken,
            budget: budget),
        static (state, _) => JobEvidence.OfPause(state),
        cancellationToken);

    /// <inheritdoc/>
    public Task DeleteJobAsync(JobAddress job, CallOptions options, CancellationToken cancellationToken) => SettleAsync(
        options,
        budget => SendAsync(
            options,
            graph => job.OwnerKind == OwnerKind.Application
                ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].ToDeleteRequestInformation()
                : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].ToDeleteRequestInformation(),
            cancellationToken,
            budget: budget),
        (looking, _) => FindOfDeleteAsync(job, looking, cancellationToken),
        IsNotFound,
        cancellationToken);

    /// <inheritdoc/>
    public async Task<MicrosoftGraphSynchronizationJob> CreateJobAsync(
        OwnerKind ownerKind, string ownerId, MicrosoftGraphSynchronizationJob job, CallOptions options, CancellationToken cancellationToken)
    {
        MicrosoftGraphSynchronizationJob? created = null;
        await SettleAsync(
            options,
            async budget => created = await ReadAsync<MicrosoftGraphSynchronizationJob>(
                options,
                graph => WithBody(
                    ownerKind == OwnerKind.Application
                        ? graph.Applications[ownerId].Synchronization.Jobs.ToPostRequestInformation(new Microsoft.Graph.Models.SynchronizationJob())
                        : graph.ServicePrincipals[ownerId].Synchronization.Jobs.ToPostRequestInformation(new Microsoft.Graph.Models.SynchronizationJob()),
                    job),
                cancellationToken,
                budget: budget).ConfigureAwait(false),
            (looking, _) => FindOfCreateAsync(ownerKind, ownerId, job.TemplateId, looking, cancellationToken),
            static _ => false,
            cancellationToken).ConfigureAwait(false);
        return created!;
    }

    /// <inheritdoc/>
    public Task<MicrosoftGraphSynchronizationJob> GetJobAsync(
        JobAddress job, Selection selection, CallOptions options, CancellationToken cancellationToken) => ReadAsync<MicrosoftGraphSynchronizationJob>(
        options,
        selection,
        graph => job.OwnerKind == OwnerKind.Application
            ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].ToGetRequestInformation()
            : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].ToGetRequestInformation(),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MicrosoftGraphSynchronizationJob>> ListJobsAsync(
        OwnerKind ownerKind, string ownerId, ListQuery query, string? nextPage, CallOptions options, CancellationToken cancellationToken) =>
        ReadPageAsync<MicrosoftGraphSynchronizationJob>(
            options,
            graph => ownerKind == OwnerKind.Application
                ? graph.Applications[ownerId].Synchronization.Jobs.ToGetRequestInformation()
                : graph.ServicePrincipals[ownerId].Synchronization.Jobs.ToGetRequestInformation(),
            query,
            nextPage,
            cancellationToken);

    /// <inheritdoc/>
    public async Task<string> FindOwnerIdAsync(OwnerKind kind, Guid appId, CallOptions options, CancellationToken cancellationToken)
    {
        var found = await ReadAsync<OwnerId>(
            options,
            graph => Queried(
                kind == OwnerKind.Application
                    ? graph.ApplicationsWithAppId(appId.ToString()).ToGetRequestInformation()
                    : graph.ServicePrincipalsWithAppId(appId.ToString()).ToGetRequestInformation(),
                Select,
                "id"),
            cancellationToken).ConfigureAwait(false);
        return found.Id ?? throw Failures.Unexpected("The answer holds no id.");
    }

    /// <inheritdoc/>
    public ICallLanes OpenLanes(int width) => new CallLanes(width, _clock);

    /// <inheritdoc/>
    public async Task<SignInDescription> DescribeSignInAsync(CancellationToken cancellationToken) =>
        await _signedIn.DescribeAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose()
    {
        _v1.Dispose();
        _beta.Dispose();
        _http.Dispose();
        _signedIn.Dispose();
    }

    private static RequestInformation Queried(RequestInformation request, ListQuery query)
    {
        Queried(request, "%24top", query.PageSize);
        Queried(request, Filter, query.Filter);
        Queried(request, Select, query.Selection.Properties.Count > 0 ? query.Selection.Properties.ToArray() : null);
        Queried(request, "%24expand", query.Selection.Expanded.Count > 0 ? query.Selection.Expanded.ToArray() : null);
        Queried(request, "%24count", query.Count ? true : null);
        Queried(request, "%24search", query.Search);
        Queried(request, "%24skip", query.Skip);
        Queried(request, "%24orderby", query.Sort.Count > 0 ? query.Sort.ToArray() : null);
        if (query.Count)
        {
            // Graph counts directory collections for those only who accept that the count may lag behind.
            request.Headers.TryAdd("ConsistencyLevel", "eventual");
        }

        return request;
    }

    // By name, and not through the options of each builder: the SDK reads those by reflection, which leaves nothing of them once it is trimmed.
    private static RequestInformation Queried(RequestInformation request, string name, object? value)
    {
        if (value is not null)
        {
            request.QueryParameters.Add(name, value);
        }

        return request;
    }

    private Task<bool> SendAsync(
        CallOptions options,
        Func<GraphApi, RequestInformation> request,
        CancellationToken cancellationToken,
        bool isRepeatable = false,
        RetryBudget? budget = null) => CallAsync(
        options,
        Answer.NoContent,
        request,
        static _ => Task.FromResult(true),
        isRepeatable,
        budget ?? NewBudget(options),
        cancellationToken);

    /// <summary>A request with a body of the module's own: the builder has made the rest of it.</summary>
    private static RequestInformation WithBody<T>(RequestInformation request, T body)
        where T : class
    {
        request.SetStreamContent(GraphJson.Write(body), "application/json");
        return request;
    }

    private Task<T> ReadAsync<T>(
        CallOptions options, Selection selection, Func<GraphApi, RequestInformation> request, CancellationToken cancellationToken)
        where T : class => ReadAsync<T>(
        options, graph => Queried(request(graph), new ListQuery(PageSize: null, Filter: null, selection, Count: false)), cancellationToken);

    private Task<T> ReadAsync<T>(
        CallOptions options,
        Func<GraphApi, RequestInformation> request,
        CancellationToken cancellationToken,
        bool isRepeatable = false,
        RetryBudget? budget = null)
        where T : class => CallAsync(
        options,
        Answer.Json,
        request,
        answer => GraphJson.ReadAsync<T>(answer, cancellationToken),
        isRepeatable,
        budget ?? NewBudget(options),
        cancellationToken);

    // The pipeline refuses a link that leads to another host.
    private async Task<Page<T>> ReadPageAsync<T>(
        CallOptions options, Func<GraphApi, RequestInformation> first, ListQuery query, string? nextPage, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await ReadAsync<CollectionAnswer<T>>(
            options, nextPage is null ? graph => Queried(first(graph), query) : _ => new RequestInformation { HttpMethod = Method.GET, URI = NextPage(nextPage) }, cancellationToken)
            .ConfigureAwait(false);
        return new Page<T>(answer.Value ?? throw Failures.Unexpected("The answer holds no list."), answer.Count, answer.NextLink);
    }

    private RetryBudget NewBudget(CallOptions options) => new(
        new RetryLimits(options.MaxRetry ?? _retry.MaxRetry, options.RetriesTimeLimit ?? _retry.TimeLimit), _clock);

    private static Uri NextPage(string link) => Uri.TryCreate(link, UriKind.Absolute, out var page)
        ? page
        : throw Failures.Unexpected("The link to the next page is none.");

    private async Task<T> CallAsync<T>(
        CallOptions options,
        Answer answer,
        Func<GraphApi, RequestInformation> request,
        Func<Stream, Task<T>> read,
        bool isRepeatable,
        RetryBudget budget,
        CancellationToken cancellationToken)
    {
        CallContext? context = null;
        try
        {
            var graph = options.Version == ApiVersion.V1 ? _v1 : _beta;
            var information = request(graph);
            information.Headers.TryAdd("Accept", "application/json");
            foreach (var header in options.Headers)
            {
                information.Headers.Remove(header.Key);
                information.Headers.Add(header.Key, header.Value);
            }

            var isHarmless = isRepeatable || information.HttpMethod is Method.GET or Method.PUT or Method.PATCH;
            context = new CallContext
            {
                Answer = answer,
                IsRepeatable = isHarmless,
                Budget = budget,
                Observer = options.Observer,
                Lanes = (CallLanes?)options.Lanes,
                Sending = options.Sending,
                WantsResponseHeaders = options.ResponseHeaders is not null,
            };
            var message = await graph.ToMessageAsync(information, cancellationToken).ConfigureAwait(false);
            context.AttachTo(message);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            using var body = await WholeAnswerHandler.OpenAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return await read(body).ConfigureAwait(false);
        }
        catch (GraphRequestException failure) when (context is { IsInDoubt: true })
        {
            throw Failures.InDoubt(failure);
        }
        catch (Exception exception) when (Failures.Translate(exception, cancellationToken) is { } failure)
        {
            throw failure;
        }
        finally
        {
            options.ResponseHeaders?.Invoke(context?.ResponseHeaders ?? new Dictionary<string, string[]>());
        }
    }

    private sealed record OwnerId
    {
        public string? Id { get; init; }
    }
}
