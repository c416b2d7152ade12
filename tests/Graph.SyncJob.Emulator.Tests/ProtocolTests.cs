using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class ProtocolTests : EmulatorTest
{
    [Theory]
    [InlineData("GET", "v1.0/applications", 200)]
    [InlineData("POST", $"v1.0/servicePrincipals/{SeedTenant.Box.ServicePrincipalId}/synchronization/jobs/{SeedTenant.Box.JobId}/start", 204)]
    [InlineData("GET", "v1.0/nothing", 400)]
    [InlineData("GET", "v1.0/applications/nobody", 404)]
    [InlineData("PUT", "v1.0/applications", 405)]
    public async Task Every_answer_carries_its_ids_and_the_time(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("client-request-id", "mine-1");
        using var response = await Client.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("mine-1", response.Headers.GetValues("client-request-id").Single());
        Assert.True(Guid.TryParse(response.Headers.GetValues("request-id").Single(), out _));
        Assert.Equal(Now, response.Headers.Date);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ä")]
    public async Task A_client_request_id_that_is_missing_or_cannot_be_echoed_is_made_up(string? sent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1.0/applications");
        if (sent is not null)
        {
            request.Headers.TryAddWithoutValidation("client-request-id", Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(sent)));
        }

        using var latin1 = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 };
        using var client = new HttpClient(latin1) { BaseAddress = Server.Address };
        client.DefaultRequestHeaders.Authorization = Client.DefaultRequestHeaders.Authorization;
        using var response = await client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(Guid.TryParse(response.Headers.GetValues("client-request-id").Single(), out _));
    }

    [Fact]
    public async Task An_error_says_what_its_headers_say()
    {
        using var response = await Client.GetAsync("v1.0/applications/nobody", Cancellation);
        var inner = (await BodyAsync(response))["error"]!["innerError"]!;

        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(response.Headers.GetValues("request-id").Single(), (string?)inner["request-id"]);
        Assert.Equal(response.Headers.GetValues("client-request-id").Single(), (string?)inner["client-request-id"]);
        Assert.Equal(Now.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), (string?)inner["date"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer  ")]
    [InlineData("Basic dXNlcjpwYXNzd29yZA==")]
    public async Task Without_a_bearer_token_nothing_is_answered(string? authorization)
    {
        using var client = new HttpClient { BaseAddress = Server.Address };
        if (authorization is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await client.GetAsync("v1.0/nothing/of/the/kind", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("InvalidAuthenticationToken", (string?)(await BodyAsync(response))["error"]!["code"]);
    }

    [Theory]
    [InlineData("v1.0/users", "users")]
    [InlineData("v1.0", "")]
    [InlineData($"v1.0/applications/{SeedTenant.Box.ApplicationId}/owners", "owners")]
    [InlineData($"v1.0/applications/{SeedTenant.Box.ApplicationId}/synchronization/job", "job")]
    [InlineData($"v1.0/applications/{SeedTenant.Box.ApplicationId}/synchronization/jobs/x/stop", "stop")]
    [InlineData($"v1.0/applications/{SeedTenant.Box.ApplicationId}/synchronization/jobs/x/start/now", "now")]
    [InlineData($"v1.0/applications(appId='{SeedTenant.Box.AppId}')/synchronization/jobs", "synchronization")]
    [InlineData("v1.0/applications//synchronization/jobs", "")]
    [InlineData("v1.0/synchronization/jobs/x/start", "synchronization")]
    public Task A_segment_that_is_not_there_is_named(string path, string segment) => RefusedAsync(
        HttpMethod.Get, path, HttpStatusCode.BadRequest, "BadRequest", $"Resource not found for the segment '{segment}'.");

    [Fact]
    public Task A_version_that_is_not_there_is_named() =>
        RefusedAsync(HttpMethod.Get, "v2.0/applications", HttpStatusCode.BadRequest, "BadRequest", "Invalid version: v2.0");

    [Theory]
    [InlineData("POST", "v1.0/applications", "GET")]
    [InlineData("PATCH", $"v1.0/applications/{SeedTenant.Box.ApplicationId}", "GET")]
    [InlineData("PUT", $"v1.0/applications/{SeedTenant.Box.ApplicationId}/synchronization/jobs", "GET, POST")]
    [InlineData("POST", $"v1.0/applications/{SeedTenant.Box.ApplicationId}/synchronization/jobs/{SeedTenant.Box.JobId}", "GET, DELETE")]
    [InlineData("GET", $"v1.0/applications/{SeedTenant.Box.ApplicationId}/synchronization/jobs/{SeedTenant.Box.JobId}/start", "POST")]
    public async Task A_method_that_is_not_there_is_answered_with_those_that_are(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        using var content = new ByteArrayContent(new byte[1024 * 1024 + 1]);
        await RefusedAsync(
            HttpMethod.Post, Jobs(SeedTenant.Box.ServicePrincipalId), HttpStatusCode.RequestEntityTooLarge, "RequestEntityTooLarge", "1048576", content);

        Assert.Equal(413, Server.Requests.Single().Status);
    }

    [Fact]
    public async Task An_escaped_slash_does_not_split_an_id_and_dots_do_not_climb()
    {
        var path = $"/v1.0/servicePrincipals/{SeedTenant.Box.ServicePrincipalId}/synchronization/jobs";

        // An HTTP client would tidy these up before they are sent.
        Assert.Contains("Resource 'a/../start' does not exist", await SendRawAsync($"POST {path}/a%2F..%2Fstart/start"), StringComparison.Ordinal);
        Assert.Contains("Resource '..' does not exist", await SendRawAsync($"POST {path}/%2e%2e/start"), StringComparison.Ordinal);
        Assert.Contains("Resource '..' does not exist", await SendRawAsync("GET /v1.0/applications/.."), StringComparison.Ordinal);
        Assert.Contains("Resource 'a%2Fb' does not exist", await SendRawAsync($"GET {path}/a%252Fb"), StringComparison.Ordinal);
        Assert.Contains("\"displayName\":\"Workday\"", await SendRawAsync("GET http://localhost/v1.0/applications"), StringComparison.Ordinal);
        Assert.Equal(["a/../start", "..", null, "a%2Fb", null], Server.Requests.Select(request => request.JobId));
    }

    [Fact]
    public async Task A_request_that_breaks_off_is_logged_without_a_status()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(Server.Address.Host, Server.Address.Port, Cancellation);
            var half = "POST /v1.0/applications HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf"u8.ToArray();
            await socket.GetStream().WriteAsync(half, Cancellation);
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        while (Server.Requests.Count == 0)
        {
            await Task.Delay(5, Cancellation);
        }

        Assert.Null(Server.Requests.Single().Status);
    }

    [Fact]
    public async Task Links_are_built_from_the_host_that_was_asked()
    {
        var answer = await SendRawAsync("GET /v1.0/applications?$top=1", host: "graph.example:8080");

        Assert.Contains("\"@odata.nextLink\":\"http://graph.example:8080/v1.0/applications?$top=1&$skiptoken=", answer, StringComparison.Ordinal);
    }

    private async Task<string> SendRawAsync(string requestLine, string host = "localhost")
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Server.Address.Host, Server.Address.Port, Cancellation);
        await using var stream = socket.GetStream();
        var request = $"{requestLine} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
