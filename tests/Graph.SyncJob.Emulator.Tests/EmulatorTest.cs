using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>A test with an emulator of its own, a client that is signed in, and a clock that stands still.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    protected const string UnsetTime = "0001-01-01T00:00:00Z";

    private EmulatorServer? _server;
    private HttpClient? _client;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected static DateTimeOffset Now { get; } = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    protected EmulatorServer Server => _server!;

    protected HttpClient Client => _client!;

    protected virtual EmulatorOptions Options { get; } = new() { Url = new("http://127.0.0.1:0"), Clock = new StoppedClock() };

    public async ValueTask InitializeAsync()
    {
        _server = await EmulatorServer.StartAsync(Options, Cancellation);
        _client = new HttpClient { BaseAddress = _server.Address };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "any-token");
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected static string Jobs(string servicePrincipalId) => $"v1.0/servicePrincipals/{servicePrincipalId}/synchronization/jobs";

    protected static string Job(string servicePrincipalId, string jobId) => $"{Jobs(servicePrincipalId)}/{Uri.EscapeDataString(jobId)}";

    protected static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    protected async Task<JsonObject> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await BodyAsync(response);
    }

    protected async Task PostAsync(string path, string? body = null)
    {
        using var content = body is null ? null : Json(body);
        using var response = await Client.PostAsync(path, content, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    protected async Task<JsonObject> SendAsync(HttpMethod method, string path, HttpStatusCode expected, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await Client.SendAsync(request, Cancellation);
        Assert.Equal(expected, response.StatusCode);
        return await BodyAsync(response);
    }

    protected async Task RefusedAsync(HttpMethod method, string path, HttpStatusCode status, string code, string message, HttpContent? content = null)
    {
        var error = (await SendAsync(method, path, status, content))["error"]!;
        Assert.Equal(code, (string?)error["code"]);
        Assert.Contains(message, (string?)error["message"], StringComparison.Ordinal);
        Assert.NotNull(error["innerError"]!["request-id"]);
    }

    protected static async Task<JsonObject> BodyAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!.AsObject();

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
