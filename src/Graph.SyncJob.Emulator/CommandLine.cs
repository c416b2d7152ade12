using System;
using System.Globalization;
using Graph.SyncJob.Emulator.Faults;

namespace Graph.SyncJob.Emulator;

/// <summary>What was asked for on the command line.</summary>
internal sealed record CommandLine(EmulatorOptions Options, string? CertificateFile, bool Help)
{
    private const int MostRequests = 10_000_000;

    public const string Usage =
        """
        A local Microsoft Graph with synchronization jobs, for trying out runbooks and for tests.

        Usage: dotnet run --project src/Graph.SyncJob.Emulator [-- options]

          --url <address>    where to listen (default http://127.0.0.1:5080)
          --port <number>    another port on 127.0.0.1; 0 takes any free one
          --seed <file>      your own tenant instead of the built-in one (docs/emulator.md has the format)
          --tenant-size <service principals>[/<with a job>]
                             a generated tenant, such as 5000/500
          --cycle <seconds>  how long a running job takes for a cycle (default: jobs move when told to)
          --allow-remote     accept an address that other machines can reach
          --https-port <number>
                             listen for https as well, on this port; 0 takes any free one
          --export-certificate <file>
                             where to write the certificate that clients have to trust for https
          --strict-tokens    take no token but those that the emulator issued
          --token-lifetime <seconds>
                             how long a token is good (default 3600)
          --fault <rule>     a fault on demand, such as '429 retry-after=2 on POST */start nth=3'; may be given often
          --fault-file <file>
                             faults on demand, in JSON
          --rate-limit <requests>/<seconds>
                             more requests in that time are answered 429
          --latency <milliseconds>
                             how long every request takes
          --request-log <number>
                             how many requests are kept for /emulator/requests (default 2000)
          --help             this text
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="EmulatorStartException">One of them is not understood.</exception>
    public static CommandLine Parse(ReadOnlySpan<string> arguments)
    {
        var options = new EmulatorOptions();
        string? url = null;
        string? port = null;
        string? certificateFile = null;
        var help = false;
        for (var index = 0; index < arguments.Length; index++)
        {
            var option = arguments[index];
            switch (option)
            {
                case "--url":
                    url = Value(arguments, ref index);
                    break;
                case "--port":
                    port = Value(arguments, ref index);
                    break;
                case "--seed":
                    options = options with { SeedFile = Value(arguments, ref index) };
                    break;
                case "--tenant-size":
                    options = options with { TenantSize = Size(Value(arguments, ref index)) };
                    break;
                case "--cycle":
                    options = options with { Cycle = TimeSpan.FromSeconds(Number(arguments, ref index, int.MaxValue)) };
                    break;
                case "--allow-remote":
                    options = options with { AllowRemote = true };
                    break;
                case "--https-port":
                    options = options with { Https = true, HttpsPort = Number(arguments, ref index, ushort.MaxValue) };
                    break;
                case "--export-certificate":
                    certificateFile = Value(arguments, ref index);
                    break;
                case "--strict-tokens":
                    options = options with { StrictTokens = true };
                    break;
                case "--token-lifetime":
                    options = options with { TokenLifetime = TimeSpan.FromSeconds(Number(arguments, ref index, int.MaxValue)) };
                    break;
                case "--fault":
                    options = options with { Faults = [.. options.Faults, Fault(Value(arguments, ref index))] };
                    break;
                case "--fault-file":
                    options = options with { Faults = [.. options.Faults, .. FaultJson.ReadFile(Value(arguments, ref index))] };
                    break;
                case "--rate-limit":
                    options = options with { RateLimit = Rate(Value(arguments, ref index)) };
                    break;
                case "--latency":
                    options = options with { Latency = TimeSpan.FromMilliseconds(Number(arguments, ref index, int.MaxValue)) };
                    break;
                case "--request-log":
                    options = options with { RequestLogCapacity = Number(arguments, ref index, MostRequests) };
                    break;
                case "--help" or "-h" or "-?":
                    help = true;
                    break;
                default:
                    throw new EmulatorStartException($"unknown option '{option}'; --help lists what there is");
            }
        }

        return certificateFile is null || options.Https
            ? new(options with { Url = Address(options.Url, url, port) }, certificateFile, help)
            : throw new EmulatorStartException("--export-certificate needs --https-port: without https there is no certificate");
    }

    private static string Value(ReadOnlySpan<string> arguments, ref int index)
    {
        var option = arguments[index];
        return ++index < arguments.Length && !arguments[index].StartsWith("--", StringComparison.Ordinal)
            ? arguments[index]
            : throw new EmulatorStartException($"{option} needs a value");
    }

    private static FaultRule Fault(string text)
    {
        try
        {
            return FaultRule.Parse(text);
        }
        catch (ArgumentException wrong)
        {
            throw new EmulatorStartException(wrong.Message);
        }
    }

    private static TenantSize Size(string text)
    {
        var numbers = text.Split('/');
        return numbers.Length <= 2 && Array.TrueForAll(numbers, number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? new(int.Parse(numbers[0], CultureInfo.InvariantCulture), numbers.Length == 2 ? int.Parse(numbers[1], CultureInfo.InvariantCulture) : 0)
            : throw new EmulatorStartException($"--tenant-size '{text}' is not a size such as 5000 or 5000/500");
    }

    private static RequestRate Rate(string text) =>
        text.Split('/') is [var requests, var seconds]
        && int.TryParse(requests, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
        && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var period) && period > 0
            ? new(count, TimeSpan.FromSeconds(period))
            : throw new EmulatorStartException($"--rate-limit '{text}' is not a number of requests and seconds such as 100/10");

    private static int Number(ReadOnlySpan<string> arguments, ref int index, int largest)
    {
        var option = arguments[index];
        var value = Value(arguments, ref index);
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
            ? number
            : throw new EmulatorStartException($"{option} '{value}' is not a number from 0 to {largest}");
    }

    private static Uri Address(Uri ordinary, string? url, string? port) => (url, port) switch
    {
        (null, null) => ordinary,
        (not null, not null) => throw new EmulatorStartException("--url has a port already; give --url or --port, not both"),
        (not null, _) => Uri.TryCreate(url, UriKind.Absolute, out var address)
            ? address
            : throw new EmulatorStartException($"--url '{url}' is not an address; it should look like http://127.0.0.1:5080"),
        _ => ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new UriBuilder(ordinary) { Port = number }.Uri
            : throw new EmulatorStartException($"--port '{port}' is not a port; it is a number from 0 to 65535"),
    };
}
