using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Tests.Hosting;

/// <summary>A server that answers with exactly the bytes a test prepared, for what a well-behaved Graph never does.</summary>
internal sealed class ScriptedServer : IDisposable
{
    /// <summary>The request id in every error of <see cref="GraphError"/>.</summary>
    public const string RequestId = "11111111-2222-3333-4444-555555555555";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<int, string, string?> _answer;
    private int _count;

    /// <param name="answer">Gets the number of the request, from 1; returns the whole answer, or null to close without one.</param>
    public ScriptedServer(Func<int, string?> answer)
        : this((number, _) => answer(number))
    {
    }

    /// <param name="answer">Gets the number of the request, from 1, and the request; returns the whole answer, or null to close without one.</param>
    public ScriptedServer(Func<int, string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Request lines, headers and, after an empty line, bodies, as they came.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Ends when the first request has come.</summary>
    public Task Asked => _asked.Task;

    /// <summary>A server that takes requests and never answers.</summary>
    public static ScriptedServer Silent() => new(_ => Silence);

    /// <summary>An answer with a status, a body and headers.</summary>
    public static string Answer(int status, string body = "", params string[] headers) => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status} {(HttpStatusCode)status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n{body}");

    /// <summary>An error as Graph words it.</summary>
    public static string GraphError(int status, string code, string message, params string[] headers) => Answer(
        status,
        $$"""
        { "error": { "code": "{{code}}", "message": "{{message}}", "innerError": {
            "date": "2026-11-01T12:00:00", "request-id": "{{RequestId}}", "client-request-id": "66666666-7777-8888-9999-000000000000" } } }
        """,
        [.. headers, "Content-Type: application/json"]);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private const string Silence = "";

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                while (await ReadRequestAsync(reader) is { } request)
                {
                    _requests.Enqueue(request);
                    var answer = _answer(Interlocked.Increment(ref _count), request);
                    _asked.TrySetResult();
                    if (answer is null)
                    {
                        return;
                    }

                    if (answer == Silence)
                    {
                        await Task.Delay(Timeout.Infinite, _stop.Token);
                    }

                    await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The other side went away.
            }
        }
    }

    private async Task<string?> ReadRequestAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line.Length == 0)
            {
                return await AppendBodyAsync(text, reader);
            }

            text.Append(line).Append('\n');
        }

        return null;
    }

    private async Task<string> AppendBodyAsync(StringBuilder text, StreamReader reader)
    {
        const string Name = "Content-Length: ";
        var length = text.ToString().Split('\n').SingleOrDefault(line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase))?[Name.Length..];
        if (length is null or "0")
        {
            return text.ToString();
        }

        var body = new char[int.Parse(length, CultureInfo.InvariantCulture)];
        var read = await reader.ReadBlockAsync(body, _stop.Token);
        return text.Append('\n').Append(body, 0, read).ToString();
    }
}
