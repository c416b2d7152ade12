using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;

namespace Graph.SyncJob.Benchmarks;

/// <summary>Many jobs from the pipeline.</summary>
internal static class Many
{
    private const int Latency = 50;
    private const int Few = 200;

    public static async Task RunAsync(Table table)
    {
        Table.Begin("Many jobs from the pipeline, milliseconds");
        var size = new TenantSize(10_000, 10_000);
        var all = Parts.JobsOf(size, 10_000);
        var few = Parts.JobsOf(size, Few);
        try
        {
            await using (var graph = await Parts.GraphAsync(size, Latency))
            {
                var before = $"{Parts.ImportBare}; {Parts.ImportModule}; {Parts.Connect(graph.Address)}";

                // One at a time takes as long for each; nobody needs to wait for all ten thousand to see it.
                var oneByOne = Measured.Of(before, $"Get-BareLine -Path '{few}' | {Parts.Start}").Milliseconds * (10_000 / Few);
                var wide = Measured.Of(before, $"Get-BareLine -Path '{all}' | {Parts.Start} -ThrottleLimit 16").Milliseconds;
                table.Faster($"10,000 starts, {Latency} ms a request, beside one by one", wide, oneByOne, 100);
            }

            await using (var graph = await Parts.GraphAsync(size))
            {
                var warm = $"{Parts.ImportBare}; {Parts.ImportModule}; {Parts.Connect(graph.Address)}; Get-BareLine -Path '{few}' | {Parts.Start}; Get-BareLine -Path '{few}' | Invoke-BareStart -Graph '{graph.Address}'";
                var thousand = Parts.JobsOf(size, 1000);
                var rounds = Enumerable.Range(0, 5).Select(_ => (
                    Here: Measured.Of(warm, $"Get-BareLine -Path '{thousand}' | {Parts.Start}").Milliseconds,
                    Bare: Measured.Of(warm, $"Get-BareLine -Path '{thousand}' | Invoke-BareStart -Graph '{graph.Address}'").Milliseconds)).ToList();
                table.Within(
                    "1,000 starts, no latency, beside a bare HttpClient",
                    Parts.Median(rounds.Select(round => round.Here)),
                    Parts.Median(rounds.Select(round => round.Bare)),
                    3);
                File.Delete(thousand);
            }
        }
        finally
        {
            File.Delete(all);
            File.Delete(few);
        }
    }

    public static async Task MemoryAsync(Table table)
    {
        Table.Begin("Memory, MB that the process took at most");
        var size = new TenantSize(100_000, 100_000);
        var few = Parts.JobsOf(size, 10_000);
        var all = Parts.JobsOf(size, 100_000);
        try
        {
            await using var graph = await Parts.GraphAsync(size);
            var before = $"{Parts.ImportBare}; {Parts.ImportModule}; {Parts.Connect(graph.Address)}";
            var fewer = Measured.Of(before, $"Get-BareLine -Path '{few}' | {Parts.Start} -ThrottleLimit 16");
            var more = Measured.Of(before, $"Get-BareLine -Path '{all}' | {Parts.Start} -ThrottleLimit 16");
            table.AtMostMore("100,000 starts, beside 10,000", more.PeakMegabytes, fewer.PeakMegabytes, 20, "MB");
            table.AtMostMore("the same, held at the end", more.HeldMegabytes, fewer.HeldMegabytes, 20, "MB");
        }
        finally
        {
            File.Delete(few);
            File.Delete(all);
        }
    }
}
