using System.Diagnostics;
using System.Threading.Tasks;

namespace Graph.SyncJob.Tests;

/// <summary>The program that turns the pages into the help file, run as the build runs it.</summary>
internal static class HelpCompiler
{
    public static async Task<(int ExitCode, string Messages)> RunAsync(string directory, string helpFile)
    {
        var start = new ProcessStartInfo("dotnet", [HelpPaths.Compiler, "help", directory, helpFile])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await output);
        return (process.ExitCode, errors);
    }
}
