using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Client.Http;

/// <summary>
/// Graph may not find a job for a while that it has just created: what is asked of such a job is asked again, within a minute of its creation.
/// </summary>
internal sealed class JustCreatedHandler(TimeProvider clock) : DelegatingHandler
{
    private const string Jobs = "/synchronization/jobs";

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    // The addresses of jobs, without version and unescaped, and when each was created.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _created = new(StringComparer.OrdinalIgnoreCase);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _created.IsEmpty && !Creates(request)
            ? base.SendAsync(request, cancellationToken)
            : SendMindfullyAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendMindfullyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var retry = 1; ; retry++)
        {
            var response = await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.NotFound)
            {
                await RememberAsync(request, response).ConfigureAwait(false);
                return response;
            }

            var context = CallContext.Of(request);
            var delay = Backoff.Before(FirstDelay, retry);
            if (context.Budget.Most == 0 || !context.Budget.HasTimeFor(delay) || CreatedAt(request) is not { } created || clock.GetUtcNow() + delay > created + Settled)
            {
                return response;
            }

            context.Observer?.Verbose(string.Format(
                CultureInfo.InvariantCulture, "Graph does not find the job yet that it has just created; trying again in {0:0.#} s.", delay.TotalSeconds));
            response.Dispose();
            await clock.WaitAsync(delay, cancellationToken).ConfigureAwait(false);
        }
    }

    // Whoever deletes a job has seen it, and may look whether it is gone.
    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            return response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (request.Method == HttpMethod.Delete && response?.StatusCode != HttpStatusCode.NotFound)
            {
                _created.TryRemove(Address(request), out _);
            }
        }
    }

    private async Task RememberAsync(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode || !Creates(request))
        {
            return;
        }

        foreach (var settled in _created.Where(job => clock.GetUtcNow() > job.Value + Settled))
        {
            _created.TryRemove(settled.Key, out _);
        }

        try
        {
            using var job = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
            if (job.RootElement.ValueKind == JsonValueKind.Object && job.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
            {
                _created[Address(request) + "/" + id.GetString()] = clock.GetUtcNow();
            }
        }
        catch (JsonException)
        {
            // Whoever reads the answer will say so.
        }
    }

    private DateTimeOffset? CreatedAt(HttpRequestMessage request)
    {
        // The job itself, or what is below it.
        for (var address = Address(request); address.Length > 0; address = address.Substring(0, Math.Max(address.LastIndexOf('/'), 0)))
        {
            if (_created.TryGetValue(address, out var created))
            {
                return created;
            }
        }

        return null;
    }

    private static bool Creates(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && Address(request).EndsWith(Jobs, StringComparison.OrdinalIgnoreCase);

    private static string Address(HttpRequestMessage request)
    {
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
        return path.Substring(Math.Max(path.IndexOf('/', 1), 0));
    }
}
