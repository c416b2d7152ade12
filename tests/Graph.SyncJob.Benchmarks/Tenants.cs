using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;

namespace Graph.SyncJob.Benchmarks;

/// <summary>The jobs of a whole tenant.</summary>
internal static class Tenants
{
    private const int Latency = 50;
    private const int ServicePrincipals = 5000;
    private const int Few = 200;

    private static readonly RequestRate Limit = new(1000, TimeSpan.FromSeconds(10));

    public static async Task RunAsync(Table table)
    {
        Table.Begin("Every job of a tenant of 5,000 service principals, 500 with jobs, milliseconds");
        var size = new TenantSize(ServicePrincipals, 500);
        var owners = Path.GetTempFileName();
        await File.WriteAllLinesAsync(owners, Enumerable.Range(1, Few).Select(TenantSize.ServicePrincipalId));
        try
        {
            await using (var graph = await Parts.GraphAsync(size, Latency))
            {
                var before = $"{Parts.ImportBare}; {Parts.ImportModule}; {Parts.Connect(graph.Address)}";
                var oneByOne = Measured.Of(
                    before, $"Get-BareLine -Path '{owners}' | ForEach-Object {{ Get-MgServicePrincipalSynchronizationJob -ServicePrincipalId $_ }}").Milliseconds
                    * (ServicePrincipals / Few);
                var here = Measured.Of(before, "Get-GraphSyncJob").Milliseconds;
                table.Faster($"{Latency} ms a request, beside one by one", here, oneByOne, 60);
            }

            await using (var graph = await Parts.GraphAsync(size, Latency, Limit))
            {
                var before = $"{Parts.ImportBare}; {Parts.ImportModule}; {Parts.Connect(graph.Address)}";
                var here = Measured.Of(before, "Get-GraphSyncJob").Milliseconds;

                // All that is needed at once, a window at a time: nobody can be done before the last window opens.
                var needed = graph.Requests.Count(request => request.CarriedOut);
                var best = (needed - 1) / Limit.Requests * Limit.Period.TotalMilliseconds;
                table.Within("under a limit of 1,000 requests in 10 s, beside the best", here, best, 1.3);
            }
        }
        finally
        {
            File.Delete(owners);
        }
    }

    /// <summary>Rows below those of <see cref="Many.MemoryAsync"/>, in its table.</summary>
    public static async Task MemoryAsync(Table table)
    {
        var fewer = await ReadAllAsync(new TenantSize(5_000, 500));
        var more = await ReadAllAsync(new TenantSize(50_000, 5_000));
        table.AtMostMore("all jobs of 50,000 service principals, beside 5,000", more.PeakMegabytes, fewer.PeakMegabytes, 20, "MB");
        table.AtMostMore("the same, held at the end", more.HeldMegabytes, fewer.HeldMegabytes, 20, "MB");
    }

    // Each job is let go of as soon as it has come.
    private static async Task<Measured> ReadAllAsync(TenantSize size)
    {
        await using var graph = await Parts.GraphAsync(size);
        return Measured.Of($"{Parts.ImportBare}; {Parts.ImportModule}; {Parts.Connect(graph.Address)}", "Get-GraphSyncJob | ForEach-Object { }");
    }
}
