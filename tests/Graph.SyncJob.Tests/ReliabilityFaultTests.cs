using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Every fault and every cmdlet that changes something: what is reported is what was done, and nothing is done twice that must not be.</summary>
public sealed partial class ReliabilityFaultTests(ReliabilityFaultTests.Tenant tenant) : IClassFixture<ReliabilityFaultTests.Tenant>
{
    private const string Success = "";
    private const string Unknown = "OutcomeUnknown";
    private const string Unexpected = "UnexpectedResponse";

    // Each is said of the one request that changes something; "first=1" leaves the next try alone.
    private static readonly (string Fault, Func<ReliabilityOperation, (string Outcome, int CarriedOut)> Expected)[] Faults =
    [
        ("429 first=1", _ => (Success, 1)),
        ("429 retry-after=2 first=1", _ => (Success, 1)),
        ("429 retry-after-date=2 first=1", _ => (Success, 1)),
        ("429", _ => ("TooManyRequests", 0)),
        ("503 first=1", _ => (Success, 1)),
        ("503 retry-after=2 first=1", _ => (Success, 1)),
        ("503", _ => ("ServiceUnavailable", 0)),
        ("500", _ => ("InternalServerError", 0)),
        ("504 first=1", NothingDone),
        ("504", _ => (Unknown, 0)),
        ("reset-before first=1", NothingDone),
        ("reset-before", _ => (Unknown, 0)),
        ("latency delay=20000 first=1", NothingDone),
        ("504-after first=1", AnswerLost),
        ("504-after", AnswersLost),
        ("reset-after first=1", AnswerLost),
        ("reset-after", AnswersLost),
        ("half-body first=1", AnswerLost),
        ("bad-json", _ => (Unexpected, 1)),
        ("html-page", _ => (Unexpected, 1)),
        ("wrong-type", _ => (Unexpected, 1)),
        ("empty-body", _ => (Unexpected, 1)),
        ("huge-body size=33", _ => (Unexpected, 1)),
        ("200-for-204", operation => (operation.AnswersJson ? Success : Unexpected, 1)),
        ("drip delay=1", _ => (Success, 1)),
        ("drip delay=1000 first=1", operation => operation.AnswersJson ? AnswerLost(operation) : (Success, 1)),
        ("token-expired", _ => ("InvalidAuthenticationToken", 0)),
        ("stale seconds=30", _ => (Success, 1)),
    ];

    public static TheoryData<string, string> FaultsAndOperations
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (fault, _) in Faults)
            {
                foreach (var operation in ReliabilityOperation.All)
                {
                    data.Add(fault, operation.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(FaultsAndOperations))]
    public void What_is_reported_is_what_was_done(string fault, string name)
    {
        var operation = ReliabilityOperation.Named(name);
        var (outcome, carriedOut) = Faults.Single(item => item.Fault == fault).Expected(operation);

        // One try is cut off by its time limit; the others have all the time that a busy machine may take.
        var result = tenant.Run($"{fault} on {operation.Method} {operation.Path}", operation.Command, hasTimeLimit: fault.Contains("delay=", StringComparison.Ordinal) && !fault.EndsWith("delay=1", StringComparison.Ordinal));

        Assert.Null(result.Terminating);
        if (outcome == Success)
        {
            Assert.Empty(result.Errors);
            Assert.Single(result.Output);
        }
        else
        {
            Assert.Empty(result.Output);
            AssertTells(Assert.Single(result.Errors), outcome);
        }

        Assert.Equal(carriedOut, tenant.Graph.Requests.Count(request => operation.Is(request) && request.CarriedOut));
    }

    [Fact]
    public void Every_cmdlet_that_changes_something_is_among_them()
    {
        // Repair is made of Test and Start. The others change nothing at Graph: they write a file, or may be asked over and over.
        string[] others = ["Repair-GraphSyncJob", "Export-GraphSyncJobSchema", "Export-GraphSyncJobReport", "Find-{}SynchronizationJobSchemaDirectory", "Invoke-{}SynchronizationJobSchemaExpression"];

        var changing = tenant.Engine.Run("Get-Command -Module Graph.SyncJob").Output.Cast<CmdletInfo>()
            .Where(cmdlet => cmdlet.Parameters.ContainsKey("WhatIf"))
            .Select(cmdlet => Family().Replace(cmdlet.Name, "{}"))
            .Except(others)
            .Distinct()
            .Order(StringComparer.Ordinal);

        var missing = changing.Except(ReliabilityOperation.All.Select(operation => operation.Cmdlet)).ToList();
        Assert.True(missing.Count == 0, $"Add {string.Join(", ", missing)} to ReliabilityOperation.All, or above when nothing at Graph is changed.");
    }

    private static (string, int) NothingDone(ReliabilityOperation operation) =>
        operation.Loss == Loss.CanNotBeSeen ? (Unknown, 0) : (Success, 1);

    private static (string, int) AnswerLost(ReliabilityOperation operation) => operation.Loss switch
    {
        Loss.CanBeSeen => (Success, 1),
        Loss.DoesNotMatter => (Success, 2),
        _ => (Unknown, 1),
    };

    // Each of the four tries of what may be done twice.
    private static (string, int) AnswersLost(ReliabilityOperation operation) => operation.Loss switch
    {
        Loss.CanBeSeen => (Success, 1),
        Loss.DoesNotMatter => (Unknown, 4),
        _ => (Unknown, 1),
    };

    private static void AssertTells(ErrorRecord error, string id)
    {
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotNull(error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain('<', error.ToString());
        Assert.InRange(error.ToString().Length, 20, 1000);
        if (id is Unknown or Unexpected)
        {
            Assert.Contains("ook at the job's state", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("(?<=-)Mg(Beta)?(Parse)?(Application|ServicePrincipal)")]
    private static partial Regex Family();

    /// <summary>A Graph and an engine that all cases share, each after a reset.</summary>
    public sealed partial class Tenant : IAsyncLifetime
    {
        private readonly ReliabilityClock _clock = new();
        private readonly string _file = Path.GetTempFileName();

        public EmulatorServer Graph { get; private set; } = null!;

        internal ModuleEngine Engine { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Graph = await EmulatorServer.StartAsync(
                new EmulatorOptions { Url = new Uri("http://127.0.0.1:0"), Clock = _clock }, TestContext.Current.CancellationToken);
            Engine = ModuleEngine.ConnectedTo(Graph.Address);
            Engine.Run(
                "param($owner, $job, $file) Export-GraphSyncJobSchema $file -ServicePrincipalId $owner -SynchronizationJobId $job -Force",
                SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId, _file).ThrowIfFailed();
            await File.WriteAllTextAsync(_file, RuleName().Replace(await File.ReadAllTextAsync(_file), "\"name\": \"OTHER_"));
        }

        public async ValueTask DisposeAsync()
        {
            Engine.Dispose();
            await Graph.DisposeAsync();
            File.Delete(_file);
        }

        internal EngineResult Run(string fault, string command, bool hasTimeLimit)
        {
            // So that what was provisioned on demand before does not count any more.
            _clock.Skip(TimeSpan.FromMinutes(1));
            Graph.ClearFaults();
            Graph.Reset();
            Engine.Run(
                "param($token, $graph, $timeout) Connect-GraphSyncJob -AccessToken $token -GraphEndpoint $graph -ClientTimeout $timeout -NoWelcome",
                ModuleEngine.Secret("a-token"), Graph.Address, hasTimeLimit ? 1 : 100).ThrowIfFailed();
            Graph.ClearRequests();
            Graph.AddFault(fault);
            return Engine.Run("param($file) " + command, _file);
        }

        [GeneratedRegex("\"name\": \"(?=USER_)")]
        private static partial Regex RuleName();
    }
}
