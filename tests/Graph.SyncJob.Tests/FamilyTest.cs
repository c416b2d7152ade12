using System.Linq;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>The base of the tests that hold for the four cmdlets of an operation: application and service principal, v1.0 and beta.</summary>
public abstract class FamilyTest : IAsyncLifetime
{
    /// <summary>The four, by the owner and the version in their names.</summary>
    public static readonly TheoryData<string> Four = new("MgApplication", "MgBetaApplication", "MgServicePrincipal", "MgBetaServicePrincipal");

    private EmulatorServer? _graph;

    private protected EmulatorServer Graph => _graph!;

    public async ValueTask InitializeAsync() => _graph = await EmulatorServer.StartAsync(
        new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Graph.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected ModuleEngine Engine(IReadOnlyList<int>? answers = null) => ModuleEngine.ConnectedTo(Graph.Address, answers);

    private protected static string OwnerKind(string which) => which.EndsWith("Application", StringComparison.Ordinal) ? "Application" : "ServicePrincipal";

    /// <summary>The name of one of the four: <c>{}</c> stands where they differ.</summary>
    private protected static string Cmdlet(string operation, string which) => operation.Replace("{}", which, StringComparison.Ordinal);

    private protected static string OwnerId(string which, string jobId)
    {
        var number = SeedNumber(jobId);
        return OwnerKind(which) == "Application" ? $"aaaaaaaa-0000-4000-8000-00000000000{number}" : $"cccccccc-0000-4000-8000-00000000000{number}";
    }

    /// <summary>Where everything of an owner lives.</summary>
    private protected static string Root(string which, string jobId) =>
        $"/{(which.StartsWith("MgBeta", StringComparison.Ordinal) ? "beta" : "v1.0")}/{(OwnerKind(which) == "Application" ? "applications" : "servicePrincipals")}/{OwnerId(which, jobId)}/synchronization";

    private protected static string OwnerArgument(string which, string jobId) => $"-{OwnerKind(which)}Id '{OwnerId(which, jobId)}'";

    private protected static string IdArguments(string which, string jobId) => $"{OwnerArgument(which, jobId)} -SynchronizationJobId '{jobId}'";

    private protected static Dictionary<string, string> Identity(string which, string jobId) =>
        new() { [OwnerKind(which) + "Id"] = OwnerId(which, jobId), ["SynchronizationJobId"] = jobId };

    private protected JobSnapshot StateOf(string jobId) => Graph.Jobs.Single(job => job.JobId == jobId);

    /// <summary>The one request that there was, as one line.</summary>
    private protected static string Line(ReceivedRequest request) => $"{request.Method} {request.Target} {request.Body}".TrimEnd();

    private static string SeedNumber(string jobId) => jobId switch
    {
        SeedTenant.Workday.JobId => "1",
        SeedTenant.Salesforce.JobId => "2",
        SeedTenant.Box.JobId => "3",
        SeedTenant.ServiceNow.JobId => "4",
        SeedTenant.Slack.JobId => "5",
        SeedTenant.GitHub.JobId => "6",
        _ => throw new ArgumentOutOfRangeException(nameof(jobId), jobId, "Not a job of the seed."),
    };
}
