using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Tests.Hosting;

/// <summary>A browser without a window, where the machine has one: Chromium, Chrome or Edge, driven over the DevTools protocol.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Without the sandbox of its own the browser also starts where the system permits none, as in some containers.</summary>
    private const string NoSandbox = "GRAPH_SYNCJOB_TEST_BROWSER_NO_SANDBOX";

    // Nothing takes nearly as long. It is there so that a test whose browser hangs fails, and names what it was waiting for.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge"];

    // Where installers put it that change no PATH.
    private static readonly string[] Folders =
    [
        @"C:\Program Files\Google\Chrome\Application",
        @"C:\Program Files (x86)\Microsoft\Edge\Application",
        "/Applications/Google Chrome.app/Contents/MacOS",
    ];

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("browser");
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _calls = new();
    private readonly ConcurrentDictionary<string, BrowserPage> _pages = new();
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private Process? _process;
    private Task _reading = Task.CompletedTask;
    private int _lastCall;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
        {
            return;
        }

        try
        {
            await StartAsync(program);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task StartAsync(string program)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--window-size=1280,1000", "--remote-debugging-port=0", $"--user-data-dir={_profile.FullName}", "about:blank",
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        if (OperatingSystem.IsLinux())
        {
            start.ArgumentList.Add("--disable-dev-shm-usage");
        }

        // To root it refuses its sandbox; it opens nothing but our own pages.
        if ((!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess) || Environment.GetEnvironmentVariable(NoSandbox) is { Length: > 0 })
        {
            start.ArgumentList.Add("--no-sandbox");
        }

        _process = Process.Start(start)!;
        var address = await WithinPatienceAsync(AddressAsync(_process.StandardError), "to say where it listens");
        _ = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        await WithinPatienceAsync(_socket.ConnectAsync(address, CancellationToken.None), "to take a connection");
        _reading = ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await WithinPatienceAsync(_process.WaitForExitAsync(), "to end");
            await WithinPatienceAsync(_reading, "to close the connection");
            _process.Dispose();
        }

        _socket.Dispose();
        _sending.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser's may live a moment longer than it.
        }
    }

    /// <summary>Opens a file in a tab of its own; skips the test where there is no browser.</summary>
    internal async Task<BrowserPage> OpenAsync(string path, string colorScheme = "light")
    {
        Assert.SkipWhen(_process is null, "There is no browser: install Chromium, Chrome or Edge to test the page of a report.");
        var target = await CallAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        var session = await CallAsync("Target.attachToTarget", new() { ["targetId"] = target["targetId"]!.DeepClone(), ["flatten"] = true });
        var page = _pages.GetOrAdd(session["sessionId"]!.GetValue<string>(), id => new BrowserPage(this, id));
        await page.GoAsync(new Uri(path), colorScheme);
        return page;
    }

    internal async Task<JsonNode> CallAsync(string method, JsonObject parameters, string? session = null)
    {
        var id = Interlocked.Increment(ref _lastCall);
        var answer = _calls.GetOrAdd(id, _ => new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously));
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            call["sessionId"] = session;
        }

        await WithinPatienceAsync(_sending.WaitAsync(), "to take the calls before");
        try
        {
            await WithinPatienceAsync(
                _socket.SendAsync(Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None),
                $"to take {call.ToJsonString()}");
        }
        finally
        {
            _sending.Release();
        }

        return await WithinPatienceAsync(answer.Task, $"to answer {call.ToJsonString()}");
    }

    /// <summary>Waits for something that the browser is to do.</summary>
    internal static async Task WithinPatienceAsync(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"For {Patience.TotalSeconds} s the browser was waited for {what}.");
        }
    }

    private static async Task<T> WithinPatienceAsync<T>(Task<T> task, string what)
    {
        await WithinPatienceAsync((Task)task, what);
        return await task;
    }

    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Concat(Folders);
        return folders.SelectMany(folder => Names.Append("Google Chrome").Select(name => Path.Combine(folder, name + (OperatingSystem.IsWindows() ? ".exe" : string.Empty))))
            .FirstOrDefault(File.Exists);
    }

    private static async Task<Uri> AddressAsync(StreamReader messages)
    {
        const string Mark = "DevTools listening on ";
        var said = new StringBuilder();
        while (await messages.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                return new Uri(line[Mark.Length..]);
            }

            said.AppendLine(line);
        }

        throw new InvalidOperationException($"The browser did not start: {said}(Where the system permits it no sandbox, set {NoSandbox}=1.)");
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using var message = new MemoryStream();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                Take(JsonNode.Parse(message.ToArray())!);
            }
        }
        catch (WebSocketException)
        {
            // The browser is gone.
        }
        finally
        {
            foreach (var call in _calls.Values)
            {
                call.TrySetException(new InvalidOperationException("The browser is gone, and has not answered."));
            }
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is { } id)
        {
            if (_calls.TryRemove(id.GetValue<int>(), out var call))
            {
                if (message["error"] is { } error)
                {
                    call.SetException(new InvalidOperationException(error.ToJsonString()));
                }
                else
                {
                    call.SetResult(message["result"]!);
                }
            }
        }
        else if (message["sessionId"] is { } session && _pages.TryGetValue(session.GetValue<string>(), out var page))
        {
            page.Take(message["method"]!.GetValue<string>(), message["params"]!);
        }
    }
}

/// <summary>A tab of the browser.</summary>
internal sealed class BrowserPage(Browser browser, string session)
{
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the console shows, or would: messages, exceptions, what the policy refused.</summary>
    public ConcurrentQueue<string> Console { get; } = [];

    /// <summary>The address of each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public async Task GoAsync(Uri address, string colorScheme)
    {
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network", "Accessibility" })
        {
            await CallAsync(domain + ".enable");
        }

        await EmulateAsync("screen", colorScheme);
        await CallAsync("Page.addScriptToEvaluateOnNewDocument", new()
        {
            ["source"] = "globalThis.violations = []; addEventListener('securitypolicyviolation', violation => violations.push(violation.effectiveDirective))",
        });
        await CallAsync("Page.navigate", new() { ["url"] = address.AbsoluteUri });
        await Browser.WithinPatienceAsync(_loaded.Task, $"to load {address}");
    }

    public Task EmulateAsync(string media, string colorScheme) => CallAsync("Emulation.setEmulatedMedia", new()
    {
        ["media"] = media,
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = colorScheme }),
    });

    /// <summary>Makes the window so large.</summary>
    public Task ResizeAsync(int width, int height) => CallAsync(
        "Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });

    /// <summary>What is to be seen in a window of that size, as PNG.</summary>
    public async Task<byte[]> PictureAsync(int width, int height)
    {
        await ResizeAsync(width, height);
        return Convert.FromBase64String((await CallAsync("Page.captureScreenshot", new() { ["format"] = "png", ["optimizeForSpeed"] = false }))["data"]!.GetValue<string>());
    }

    /// <summary>The directives of the page's policy that something was refused by, each as often as that was.</summary>
    public Task<string[]> ViolationsAsync() => ReadAsync<string[]>("violations");

    /// <summary>The value of an expression; a promise is waited for. The page's policy holds for it too, which by default it would not: eval would be let through.</summary>
    public async Task<T> ReadAsync<T>(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true, ["allowUnsafeEvalBlockedByCSP"] = false });
        return answer["exceptionDetails"] is { } details
            ? throw new InvalidOperationException($"{expression}: {details.ToJsonString()}")
            : answer["result"]!["value"].Deserialize<T>()!;
    }

    /// <summary>Waits until an expression is true.</summary>
    public Task UntilAsync(string condition) =>
        ReadAsync<bool>($"new Promise(done => {{ const look = () => ({condition}) ? done(true) : setTimeout(look, 10); look(); }})");

    public Task ClickAsync(string selector) => ReadAsync<bool>($"(document.querySelector({JsonSerializer.Serialize(selector)}).click(), true)");

    /// <summary>Types text into what has the focus.</summary>
    public Task TypeAsync(string text) => CallAsync("Input.insertText", new() { ["text"] = text });

    /// <summary>Presses a key, the way a person does.</summary>
    public async Task PressAsync(string key)
    {
        foreach (var type in new[] { "keyDown", "keyUp" })
        {
            JsonObject pressed = new() { ["type"] = type, ["key"] = key, ["code"] = key == " " ? "Space" : key, ["windowsVirtualKeyCode"] = key switch { "Tab" => 9, " " => 32, _ => 13 } };
            if (type == "keyDown" && key != "Tab")
            {
                pressed["text"] = key == "Enter" ? "\r" : key;
            }

            await CallAsync("Input.dispatchKeyEvent", pressed);
        }
    }

    public Task<JsonNode> CallAsync(string method, JsonObject? parameters = null) => browser.CallAsync(method, parameters ?? [], session);

    public void Take(string @event, JsonNode parameters)
    {
        switch (@event)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded":
                Console.Enqueue(parameters.ToJsonString());
                break;
            case "Network.requestWillBeSent":
                Requests.Enqueue(parameters["request"]!["url"]!.GetValue<string>());
                break;
        }
    }
}
