using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Client.Authentication;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Port;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace Graph.SyncJob.Client;

/// <summary>The port over the Microsoft.Graph SDK: each call is one of its typed request builders.</summary>
internal sealed class GraphSynchronizationClient : ISynchronizationClient
{
    private readonly ISignedIn _signedIn;
    private readonly HttpClient _http;
    private readonly HttpClientRequestAdapter _v1Adapter;
    private readonly HttpClientRequestAdapter _betaAdapter;
    private readonly GraphServiceClient _v1;
    private readonly GraphServiceClient _beta;

    public GraphSynchronizationClient(Uri graphRoot, ISignedIn signedIn, HttpClient http)
    {
        _signedIn = signedIn;
        _http = http;

        // The pipeline signs each request as it leaves, so that a retry carries a fresh token; the adapter need not know of it.
        _v1Adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http);
        _betaAdapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http);
        _v1 = new GraphServiceClient(_v1Adapter, new Uri(graphRoot, "/v1.0").AbsoluteUri);
        _beta = new GraphServiceClient(_betaAdapter, new Uri(graphRoot, "/beta").AbsoluteUri);
    }

    /// <inheritdoc/>
    public Task StartJobAsync(JobAddress job, CallOptions options, CancellationToken cancellationToken) => Call(
        options,
        Answer.NoContent,
        async (graph, configure) =>
        {
            await (job.OwnerKind == OwnerKind.Application
                ? graph.Applications[job.OwnerId].Synchronization.Jobs[job.JobId].Start
                    .PostAsync(request => configure(request.Headers, request.Options), cancellationToken)
                : graph.ServicePrincipals[job.OwnerId].Synchronization.Jobs[job.JobId].Start
                    .PostAsync(request => configure(request.Headers, request.Options), cancellationToken)).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<string> FindOwnerIdAsync(OwnerKind kind, Guid appId, CallOptions options, CancellationToken cancellationToken) => Call(
        options,
        Answer.Json,
        async (graph, configure) =>
        {
            string? id;
            if (kind == OwnerKind.Application)
            {
                var found = await graph.ApplicationsWithAppId(appId.ToString()).GetAsync(
                    request =>
                    {
                        configure(request.Headers, request.Options);
                        request.QueryParameters.Select = ["id"];
                    },
                    cancellationToken).ConfigureAwait(false);
                id = found?.Id;
            }
            else
            {
                var found = await graph.ServicePrincipalsWithAppId(appId.ToString()).GetAsync(
                    request =>
                    {
                        configure(request.Headers, request.Options);
                        request.QueryParameters.Select = ["id"];
                    },
                    cancellationToken).ConfigureAwait(false);
                id = found?.Id;
            }

            return id ?? throw Failures.Unexpected("The answer holds no id.");
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<SignInDescription> DescribeSignInAsync(CancellationToken cancellationToken) =>
        await _signedIn.DescribeAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose()
    {
        _v1.Dispose();
        _beta.Dispose();
        _v1Adapter.Dispose();
        _betaAdapter.Dispose();
        _http.Dispose();
        _signedIn.Dispose();
    }

    private async Task<T> Call<T>(
        CallOptions options,
        Answer answer,
        Func<GraphServiceClient, Action<RequestHeaders, IList<IRequestOption>>, Task<T>> send,
        CancellationToken cancellationToken)
    {
        var inspection = new HeadersInspectionHandlerOption { InspectResponseHeaders = options.ResponseHeaders is not null };
        try
        {
            return await send(options.Version == ApiVersion.V1 ? _v1 : _beta, Configure).ConfigureAwait(false);
        }
        catch (Exception exception) when (Failures.Translate(exception, cancellationToken) is { } failure)
        {
            throw failure;
        }
        finally
        {
            options.ResponseHeaders?.Invoke(inspection.ResponseHeaders.ToDictionary(
                header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase));
        }

        void Configure(RequestHeaders headers, IList<IRequestOption> requestOptions)
        {
            foreach (var header in options.Headers)
            {
                headers.Add(header.Key, header.Value);
            }

            requestOptions.Add(inspection);
            requestOptions.Add(new CallContext(answer, options.Observer));
        }
    }
}
