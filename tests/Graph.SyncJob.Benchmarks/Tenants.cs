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
}
