using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

/// <summary>The program as a user runs it, in a process of its own.</summary>
public sealed class CommandLineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Help_lists_the_options()
    {
        var (code, output, error) = await RunAsync("--help");

        Assert.Equal((0, ""), (code, error));
        Assert.All(["--url", "--port", "--seed", "--allow-remote", "--https-port", "--export-certificate", "--strict-tokens", "--token-lifetime", "--fault", "--fault-file", "--rate-limit", "--latency", "--tenant-size", "--cycle", "--request-log", "--help"], option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("unknown option '--prot'", "--prot", "5080")]
    [InlineData("unknown option 'seed.json'", "seed.json")]
    [InlineData("--port needs a value", "--port")]
    [InlineData("--seed needs a value", "--seed", "--port", "0")]
    [InlineData("--port 'http' is not a port", "--port", "http")]
    [InlineData("--port '65536' is not a port", "--port", "65536")]
    [InlineData("'here' is not an address", "--url", "here")]
    [InlineData("is not an address to listen on", "--url", "http://127.0.0.1:0/v1.0")]
    [InlineData("is not an address to listen on", "--url", "ftp://127.0.0.1")]
    [InlineData("'graph.example' is not an address to listen on", "--url", "http://graph.example:5080")]
    [InlineData("give --url or --port, not both", "--url", "http://127.0.0.1", "--port", "0")]
    [InlineData("--allow-remote", "--url", "http://0.0.0.0:0")]
    [InlineData("--allow-remote", "--url", "http://[::]:0")]
    [InlineData("--https-port '65536' is not a number from 0 to 65535", "--https-port", "65536")]
    [InlineData("--token-lifetime '1h' is not a number", "--token-lifetime", "1h")]
    [InlineData("the fault '503 nht=3': 'nht' is none of", "--fault", "503 nht=3")]
    [InlineData("there is a fault 'a' already", "--fault", "503 id=a", "--fault", "504 id=a")]
    [InlineData("the fault file 'not-there.json' cannot be read", "--fault-file", "not-there.json")]
    [InlineData("the request log keeps at least 1 request", "--request-log", "0")]
    [InlineData("--rate-limit '100' is not a number of requests and seconds such as 100/10", "--rate-limit", "100")]
    [InlineData("--rate-limit '0/10' is not", "--rate-limit", "0/10")]
    [InlineData("--tenant-size 'many' is not a size such as 5000 or 5000/500", "--tenant-size", "many")]
    [InlineData("--tenant-size '5/1/1' is not a size", "--tenant-size", "5/1/1")]
    [InlineData("no more of them with jobs than there are", "--tenant-size", "5/6")]
    [InlineData("not both", "--tenant-size", "5", "--seed", "tenant.json")]
    [InlineData("--cycle '1m' is not a number", "--cycle", "1m")]
    [InlineData("a cycle takes more than no time", "--cycle", "0")]
    [InlineData("--latency '1s' is not a number", "--latency", "1s")]
    [InlineData("--export-certificate needs --https-port", "--export-certificate", "certificate.pem")]
    [InlineData("port 5443 cannot be for http and for https", "--port", "5443", "--https-port", "5443")]
    [InlineData("the certificate cannot be written to 'no-such-folder/certificate.pem'", "--port", "0", "--https-port", "0", "--export-certificate", "no-such-folder/certificate.pem")]
    [InlineData("the seed file 'not-there.json' cannot be read", "--seed", "not-there.json")]
    public async Task What_is_asked_for_wrongly_ends_in_one_line_and_2(string message, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.TrimEnd());
    }

    [Fact]
    public async Task A_port_in_use_is_named_in_one_line()
    {
        await using var server = await EmulatorServer.StartAsync(new() { Url = new("http://127.0.0.1:0") }, Cancellation);
        var (code, _, error) = await RunAsync("--port", $"{server.Address.Port}");

        Assert.Equal(1, code);
        Assert.Equal($"error: 127.0.0.1:{server.Address.Port} is in use by another program; choose another port (0 takes any free one)", error.TrimEnd());
    }

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--url", "http://localhost:0")]
    [InlineData("--url", "http://0.0.0.0:0", "--allow-remote")]
    public async Task It_says_where_it_listens_and_listens_there(params string[] arguments)
    {
        using var process = Start(arguments);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(Cancellation) ?? "";
            Assert.StartsWith("Microsoft Graph emulator, listening on http://", line, StringComparison.Ordinal);
            var address = new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..].Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
            using var client = new HttpClient { BaseAddress = address };

            Assert.Contains("Graph.SyncJob.Emulator", await client.GetStringAsync("emulator", Cancellation), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task Faults_come_from_the_command_line_and_from_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """["503 first=2" /* twice */, {"fault":"504-after","path":"*/start"},]""", Cancellation);
            using var process = Start(["--port", "0", "--fault-file", file, "--fault", "429 on GET"]);
            try
            {
                var line = await process.StandardOutput.ReadLineAsync(Cancellation) ?? "";
                using var client = new HttpClient { BaseAddress = new(line[line.IndexOf("http://", StringComparison.Ordinal)..]) };
                var faults = JsonNode.Parse(await client.GetStringAsync("emulator/faults", Cancellation))!["faults"]!.AsArray();

                Assert.Equal(
                    ["503 first=2 id=fault-1", "504-after id=fault-2 on */start", "429 id=fault-3 on GET"],
                    faults.Select(fault => (string?)fault!["text"]));
            }
            finally
            {
                process.Kill();
            }

            await File.WriteAllTextAsync(file, """["503 first=0"]""", Cancellation);
            var (code, _, error) = await RunAsync("--fault-file", file);

            Assert.Equal(2, code);
            Assert.Equal($"error: {file}: the fault '503 first=0': first counts from 1, so it cannot be 0", error.TrimEnd());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Starting_in_process_refuses_a_remote_address_too()
    {
        var refused = await Assert.ThrowsAsync<EmulatorStartException>(
            () => EmulatorServer.StartAsync(new() { Url = new("http://0.0.0.0:0") }, Cancellation));

        Assert.Contains("--allow-remote", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", ["exec", typeof(EmulatorServer).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        })!;
}
