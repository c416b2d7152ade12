using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Graph.SyncJob.Tests.Hosting;

/// <summary>The sandbox in a process of its own, with redirected streams: also the way to a fresh engine that nothing was loaded into.</summary>
internal static class SandboxProcess
{
    /// <summary>Runs it to its end.</summary>
    public static async Task<Result> RunAsync(IEnumerable<string> arguments, string input = "", params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments.Prepend(ModuleEngine.Metadata("SandboxAssembly")))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        return new Result(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    /// <summary>Runs a script in the bare engine; what it wrote, line by line. Anything on the error stream fails the test.</summary>
    public static async Task<string[]> RunScriptAsync(string script, params (string Name, string Value)[] environment)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".ps1");
        try
        {
            await File.WriteAllTextAsync(file, script, TestContext.Current.CancellationToken);
            var result = await RunAsync(["--bare", file], "", environment);
            Assert.Equal("", result.Error);
            Assert.Equal(0, result.ExitCode);
            return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(file);
        }
    }

    internal sealed record Result(int ExitCode, string Output, string Error);
}
