using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Graph.SyncJob.Benchmarks;
using Graph.SyncJob.Emulator;

// Side by side, in one run on one machine: the ratios mean something, the milliseconds little. Each measurement is a process of its own.
if (args is ["--work", var before, var script])
{
    return Work.Run(before, script);
}

if (args.Except(["--startup", "--bulk", "--tenant", "--memory"]).Any())
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Graph.SyncJob.Benchmarks [-- --startup --bulk --tenant --memory]");
    return 2;
}

bool Wants(string part) => args.Length == 0 || args.Contains(part);

var table = new Table();
if (Wants("--startup"))
{
    await Startup.RunAsync(table);
}

if (Wants("--bulk"))
{
    await Many.RunAsync(table);
}

if (Wants("--tenant"))
{
    await Tenants.RunAsync(table);
}

if (Wants("--memory"))
{
    await Many.MemoryAsync(table);
    await Tenants.MemoryAsync(table);
}

return table.IsAsItShouldBe ? 0 : 1;

/// <summary>What the measurements have in common.</summary>
internal static class Parts
{
    public const string Start = "Start-MgServicePrincipalSynchronizationJob";

    public static readonly string Bare = Metadata("BareModule");
    public static readonly string Module = Path.Combine(Metadata("ModuleDirectory"), "Graph.SyncJob.psd1");
    public static readonly string ImportBare = $"Import-Module '{Bare}'";
    public static readonly string ImportModule = $"Import-Module '{Module}'";

    /// <summary>A sign-in with a made-up token.</summary>
    public static string Connect(Uri graph) =>
        $"$token = [System.Net.NetworkCredential]::new('', 'a-token').SecurePassword; Connect-GraphSyncJob -AccessToken $token -GraphEndpoint '{graph}' -NoWelcome";

    public static Task<EmulatorServer> GraphAsync(TenantSize? size = null, int latency = 0, RequestRate? limit = null) => EmulatorServer.StartAsync(new EmulatorOptions
    {
        Url = new Uri("http://127.0.0.1:0"),
        TenantSize = size,
        Latency = TimeSpan.FromMilliseconds(latency),
        RateLimit = limit,
        LightRequestLog = true,
        RequestLogCapacity = 200_000,
    });

    /// <summary>A file with jobs of a generated tenant, one a line.</summary>
    public static string JobsOf(TenantSize size, int count)
    {
        var file = Path.GetTempFileName();
        File.WriteAllLines(file, Enumerable.Range(1, count).Select(number => $"{TenantSize.ServicePrincipalId(number)}/{size.JobId(number)}"));
        return file;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static string Metadata(string key) => Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
