using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Ten thousand operations under mixed faults: for every single one, what was reported and what was done agree.</summary>
public sealed class ReliabilityRunTests : IAsyncLifetime
{
    private const int Operations = 10_000;
    private const string SeedVariable = "GRAPH_SYNCJOB_TEST_SEED";

    private static readonly TenantSize Size = new(400, 400);

    // How each is called for what comes down the pipeline, and what the jobs are in before.
    private static readonly (string Name, string Arguments, JobChange Before)[] Kinds =
    [
        ("Start-Job", "-PassThru", new() { StatusCode = "Paused", ScheduleState = "Paused" }),
        ("Start-Job", "-PassThru", new() { StatusCode = "Quarantine", ScheduleState = "Active" }),
        ("Suspend-Job", "-PassThru", new() { StatusCode = "Active", ScheduleState = "Active" }),
        ("Restart-Job", "-PassThru", new() { StatusCode = "Active", ScheduleState = "Active", CompletedUnits = 5, TotalUnits = 9 }),
        ("Remove-Job", "-PassThru -Confirm:$false", new()),
        ("New-Job", "-TemplateId customappsso", new()),
        ("Update-Job", "-Schedule @{ interval = 'PT20M' } -PassThru", new()),
        ("Set-Secret", "-Value @{ SecretToken = 'good' } -PassThru", new()),
        ("New-JobOnDemand", "-ObjectId 11111111-aaaa-4000-8000-000000000001 -ObjectTypeName User", new()),
        ("Get-AccessToken", "-Credentials @{ SecretToken = 'good' } -PassThru", new()),
    ];

    private static readonly string[] OfWrites =
    [
        "429 retry-after=3", "429", "503", "504", "504-after", "reset-before", "reset-after", "half-body",
        "html-page", "bad-json", "empty-body", "wrong-type", "200-for-204", "stale seconds=5",
    ];

    private static readonly string[] OfBatches = ["429 retry-after=2", "503", "504", "504-after", "reset-before", "reset-after", "half-body", "html-page", "bad-json"];

    private static readonly string[] OfReads = ["429 retry-after=1", "503", "504", "reset-before", "html-page", "half-body"];

    // As hurried as the module's, which would otherwise not look as long as the service lags behind.
    private readonly ReliabilityClock _clock = new(speed: 200);
    private readonly int _seed = int.Parse(Environment.GetEnvironmentVariable(SeedVariable) ?? "20261101", CultureInfo.InvariantCulture);
    private EmulatorServer _graph = null!;

    public async ValueTask InitializeAsync() => _graph = await EmulatorServer.StartAsync(
        new EmulatorOptions { Url = new Uri("http://127.0.0.1:0"), TenantSize = Size, Clock = _clock, RequestLogCapacity = 100_000, LightRequestLog = true },
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _graph.DisposeAsync();

    [Fact]
    public void For_every_operation_the_report_agrees_with_what_was_done()
    {
        var random = new Random(_seed);
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);
        var outcomes = new Dictionary<string, int>();
        var faulted = 0;
        for (var (round, done) = (1, 0); done < Operations; round++)
        {
            var (name, arguments, before) = Kinds[round % Kinds.Length];
            var operation = ReliabilityOperation.Named(name);
            int[] throttles = [1, 2, 4, 8];

            // That one takes one object after the other.
            var throttle = name == "New-JobOnDemand" ? 1 : throttles[random.Next(throttles.Length)];
            var numbers = Enumerable.Range(1, Size.ServicePrincipals).ToArray();
            random.Shuffle(numbers);
            numbers = numbers[..random.Next(100, Size.ServicePrincipals)];
            SetTheStage(numbers, before);
            var faults = Faults(random, operation, throttle);

            var command = $"{operation.Cmdlet.Replace("{}", "MgServicePrincipal", StringComparison.Ordinal)} {arguments}{(throttle > 1 ? $" -ThrottleLimit {throttle}" : "")} 2>&1";
            var result = engine.Pipe([.. numbers.Select(Identity)], command);

            var problems = Problems(operation, numbers, result, outcomes);
            faulted += _graph.Requests.Count(request => request.Fault is not null);
            Assert.True(problems.Count == 0, $"""
                {SeedVariable}={_seed}, round {round}: {command}
                {string.Join('\n', faults)}
                {problems.Count} of {numbers.Length} disagree:
                {string.Join('\n', problems.Take(10))}
                """);
            done += numbers.Length;
        }

        // It was no walk in the park, and most of it went well all the same.
        var summary = $"{SeedVariable}={_seed}: {faulted} requests ran into a fault; {string.Join(", ", outcomes.Select(pair => $"{pair.Key} {pair.Value}"))}";
        TestContext.Current.TestOutputHelper?.WriteLine(summary);
        Assert.True(faulted > Operations / 20, summary);
        Assert.True(outcomes.GetValueOrDefault("OutcomeUnknown") > 0 && outcomes.GetValueOrDefault("UnexpectedResponse") > 0, summary);
        Assert.True(outcomes["success"] > Operations * 3 / 4, summary);
    }

    // What was before lies an hour back, so that nothing of it is taken for what the command did.
    private void SetTheStage(int[] numbers, JobChange before)
    {
        _graph.ClearFaults();
        _graph.Reset();
        foreach (var number in numbers)
        {
            _graph.SetJob(Size.JobId(number)!, before);
        }

        _clock.Skip(TimeSpan.FromHours(1));
        _graph.ClearRequests();
    }

    private List<string> Faults(Random random, ReliabilityOperation operation, int throttle)
    {
        var faults = new List<string>();
        Add(OfWrites, 4, $"{operation.Method} {operation.Path}");
        Add(OfReads, 1, "GET");
        if (throttle > 1)
        {
            Add(OfBatches, 2, "POST */$batch");
        }

        faults.ForEach(fault => _graph.AddFault(fault));
        return faults;

        void Add(string[] palette, int count, string where)
        {
            for (var added = 0; added < count; added++)
            {
                faults.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{palette[random.Next(palette.Length)]} probability={0.01 + (random.NextDouble() * 0.07):0.###} seed={random.Next()} on {where}"));
            }
        }
    }

    private List<string> Problems(ReliabilityOperation operation, int[] numbers, EngineResult result, Dictionary<string, int> outcomes)
    {
        if (result.Terminating is not null || result.Output.Count != numbers.Length)
        {
            return [$"{result.Output.Count} reports for {numbers.Length} objects. {result.Terminating} {string.Join(' ', result.Errors)}"];
        }

        var sent = _graph.Requests.Where(operation.Is).ToLookup(request => request.OwnerId);
        var jobs = _graph.Jobs.ToLookup(job => job.ServicePrincipalId);
        var problems = new List<string>();
        foreach (var (number, report) in numbers.Zip(result.Output))
        {
            var owner = TenantSize.ServicePrincipalId(number);
            var outcome = report is ErrorRecord error ? error.FullyQualifiedErrorId.Split(',')[0] : "success";
            var carriedOut = sent[owner].Count(request => request.CarriedOut);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            if (!Agrees(operation, outcome, carriedOut) || !Agrees(operation, carriedOut, [.. jobs[owner]]) || !IsAbout(report, owner))
            {
                problems.Add($"{owner}: reported {outcome}, carried out {carriedOut} of {string.Join(", ", sent[owner].Select(request => $"{request.Status}{(request.Fault is { } fault ? $" ({fault})" : "")}"))}; {report}");
            }
        }

        return problems;
    }

    // The request log.
    private static bool Agrees(ReliabilityOperation operation, string outcome, int carriedOut) =>
        (carriedOut <= 1 || operation.Loss == Loss.DoesNotMatter)
        && outcome switch
        {
            "success" => carriedOut >= 1,
            "OutcomeUnknown" or "UnexpectedResponse" => true,
            _ => carriedOut == 0,
        };

    // The tenant.
    private static bool Agrees(ReliabilityOperation operation, int carriedOut, JobSnapshot[] jobs)
    {
        var isDone = carriedOut > 0;
        return operation.Name switch
        {
            "Start-Job" => jobs.Single() is { StartsWhileRunning: 0 } job && job.Starts == carriedOut && (job.StatusCode is "Active" or "NotRun") == isDone,
            "Suspend-Job" => (jobs.Single().StatusCode == "Paused") == isDone,
            "Restart-Job" => (jobs.Single().StatusCode == "NotRun") == isDone,
            "Remove-Job" => (jobs.Length == 0) == isDone,
            "New-Job" => jobs.Length == 1 + carriedOut,
            _ => true,
        };
    }

    private static bool IsAbout(object? report, string owner) =>
        report is not ErrorRecord error || error.TargetObject.ToString()!.Contains(owner, StringComparison.Ordinal);

    private static Dictionary<string, string> Identity(int number) => new()
    {
        ["ServicePrincipalId"] = TenantSize.ServicePrincipalId(number),
        ["SynchronizationJobId"] = Size.JobId(number)!,
    };
}
