using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Graph.Applications;
using Microsoft.Graph.ApplicationsWithAppId;
using Microsoft.Graph.ServicePrincipals;
using Microsoft.Graph.ServicePrincipalsWithAppId;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Microsoft.Kiota.Serialization.Json;

namespace Graph.SyncJob.Client;

/// <summary>
/// One version of Graph: the SDK's request builders that this module calls, without the SDK's client over them, which makes ready for
/// all of Graph, and for more formats than Graph speaks, before the first request.
/// </summary>
internal sealed class GraphApi : IDisposable
{
    private readonly HttpClientRequestAdapter _adapter;
    private readonly Dictionary<string, object> _path;

    public GraphApi(Uri address, HttpClient http)
    {
        // The pipeline signs each request as it leaves, so that a retry carries a fresh token; the adapter need not know of it.
        var unsigned = new AnonymousAuthenticationProvider();
        _adapter = new HttpClientRequestAdapter(unsigned, null, new JsonOnDemand(), http) { BaseUrl = address.AbsoluteUri };
        _path = new Dictionary<string, object> { ["baseurl"] = address.AbsoluteUri };
    }

    public ApplicationsRequestBuilder Applications => new(_path, _adapter);

    public ServicePrincipalsRequestBuilder ServicePrincipals => new(_path, _adapter);

    public ApplicationsWithAppIdRequestBuilder ApplicationsWithAppId(string appId) => new(_path, _adapter, appId);

    public ServicePrincipalsWithAppIdRequestBuilder ServicePrincipalsWithAppId(string appId) => new(_path, _adapter, appId);

    /// <summary>What a builder made, ready to be sent.</summary>
    public async Task<HttpRequestMessage> ToMessageAsync(RequestInformation request, CancellationToken cancellationToken) =>
        (await _adapter.ConvertToNativeRequestAsync<HttpRequestMessage>(request, cancellationToken).ConfigureAwait(false))!;

    /// <inheritdoc/>
    public void Dispose() => _adapter.Dispose();

    /// <summary>What the builders put a body together with: not there before there is one.</summary>
    private sealed class JsonOnDemand : ISerializationWriterFactory
    {
        public string ValidContentType => "application/json";

        public ISerializationWriter GetSerializationWriter(string contentType) => new JsonSerializationWriter();
    }
}
