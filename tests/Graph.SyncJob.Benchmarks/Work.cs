using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Graph.SyncJob.Benchmarks;

/// <summary>What one process of its own measures: a script in a fresh engine, after another one that is not counted.</summary>
internal static class Work
{
    /// <summary>Runs the scripts, and prints the milliseconds of the second and how many MB the process took at most.</summary>
    public static int Run(string before, string script)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        Invoke(runspace, before);
        var watch = Stopwatch.StartNew();
        Invoke(runspace, script);
        watch.Stop();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds} {process.PeakWorkingSet64 / 1048576.0} {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0}"));
        return 0;
    }

    private static void Invoke(Runspace runspace, string script)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script);
        Collection<PSObject> output = shell.Invoke();
        if (shell.HadErrors)
        {
            throw new InvalidOperationException($"'{script}' failed: {shell.Streams.Error[0]} (of {shell.Streams.Error.Count} errors, {output.Count} outputs)");
        }
    }
}
