using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace Graph.SyncJob.Benchmarks;

/// <summary>What a process measured.</summary>
/// <param name="Milliseconds">How long the script took.</param>
/// <param name="PeakMegabytes">How much memory the process took at most.</param>
/// <param name="HeldMegabytes">How much of the managed heap was still in use at the end.</param>
internal sealed record Measured(double Milliseconds, double PeakMegabytes, double HeldMegabytes)
{
    /// <summary>Runs scripts in a process of their own.</summary>
    public static Measured Of(string before, string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Measured).Assembly.Location);
        }

        foreach (var argument in new[] { "--work", before, script })
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var fields = Output(start).Split(' ').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return new Measured(fields[0], fields[1], fields[2]);
    }

    /// <summary>How long a whole process takes, in milliseconds.</summary>
    public static double OfProcess(string file, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(file) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var watch = Stopwatch.StartNew();
        Output(start);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static string Output(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"A measurement failed: {output}{error.Result}");
    }
}
