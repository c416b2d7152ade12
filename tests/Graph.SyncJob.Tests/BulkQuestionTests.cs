using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Many objects at once where there is something to look up before each is asked about or changed: on demand, repair, import.</summary>
public sealed class BulkQuestionTests : IAsyncLifetime
{
    private const string OnDemand = "New-MgServicePrincipalSynchronizationJobOnDemand -ObjectTypeName Group -ObjectId g";
    private const string Repair = "Repair-GraphSyncJob -TimeoutSec 0";

    private static readonly TenantSize Size = new(60, 60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("questions ");
    private EmulatorServer _graph = null!;

    public async ValueTask InitializeAsync() => _graph = await EmulatorServer.StartAsync(
        new EmulatorOptions { Url = new Uri("http://127.0.0.1:0"), TenantSize = Size }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _graph.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // Of all that asks before it does something and takes objects from the pipeline, these change nothing in Graph: each reads for one job.
    [Fact]
    public void What_changes_something_takes_many_side_by_side()
    {
        string[] readers = ["Export-GraphSyncJobSchema", "Find-Mg*SynchronizationJobSchemaDirectory", "Invoke-MgParse*SynchronizationJobSchemaExpression", "Invoke-MgBetaParse*SynchronizationJobSchemaExpression"];
        using var engine = new ModuleEngine();
        var asking = engine.Run("Get-Command -Module Graph.SyncJob -CommandType Cmdlet").Output.Cast<CmdletInfo>()
            .Where(command => command.Parameters.ContainsKey("WhatIf") && command.Parameters.Values.Any(parameter => parameter.Attributes.OfType<ParameterAttribute>().Any(use => use.ValueFromPipeline)))
            .ToList();

        var reading = asking.Where(command => readers.Any(reader => new WildcardPattern(reader).IsMatch(command.Name))).ToList();
        Assert.Equal(1 + 4 + 4, reading.Count);
        var changing = asking.Except(reading).ToList();
        Assert.InRange(changing.Count, 4 * 12, asking.Count);
        Assert.All(changing, command => Assert.True(command.Parameters.ContainsKey("ThrottleLimit"), $"{command.Name} has no -ThrottleLimit."));
    }

    [Fact]
    public void An_object_on_demand_that_fails_is_an_error_in_its_place_and_rules_are_looked_up_together()
    {
        _graph.AddFault(FaultRule.Parse($"latency delay=300 on POST */{TenantSize.ServicePrincipalId(1)}/*"));
        FillLanes(2);
        var input = Jobs(12).ToArray();
        input[3] = $"{TenantSize.ServicePrincipalId(4)}/no-such-job";
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Pipe(input, $"& {{ $input | {OnDemand} -ThrottleLimit 2 2>&1 }}");

        Assert.Equal([3], result.Output.Select((item, index) => (item, index)).Where(pair => pair.item is ErrorRecord).Select(pair => pair.index));
        Assert.Contains("Could not provision Group 'g' on demand through synchronization job 'no-such-job'", result.Output[3]!.ToString(), StringComparison.Ordinal);
        Assert.Contains(_graph.Requests, request => request.Batch is not null && request.Target.EndsWith("/schema", StringComparison.Ordinal));
        Assert.All(_graph.Requests.Where(request => request.Method == "POST" && request.Target != "/v1.0/$batch"), request => Assert.Null(request.Batch));
        Assert.Equal(11, _graph.Requests.Count(request => request.Target.EndsWith("/provisionOnDemand", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(OnDemand, "provisionOnDemand")]
    [InlineData(Repair, "start")]
    public void By_default_each_waits_for_the_one_before(string command, string request)
    {
        Quarantine(1, 2, 3);
        _graph.AddFault(FaultRule.Parse($"403 on POST */{TenantSize.ServicePrincipalId(2)}/*/{request}"));
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);
        SaveGoodCredentials(engine);

        var result = engine.Pipe(Jobs(3), $"{command} -ErrorAction Stop");

        Assert.NotNull(result.Terminating);
        Assert.DoesNotContain(_graph.Requests, received => received.Target.Contains(TenantSize.ServicePrincipalId(3), StringComparison.Ordinal));
        Assert.DoesNotContain(_graph.Requests, received => received.Batch is not null);
    }

    [Fact]
    public void Questions_on_demand_are_asked_in_order_and_a_no_is_a_no()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address, answers: [0, 2, 0, 3]);

        var result = engine.Pipe(Jobs(20), $"{OnDemand} -ThrottleLimit 8 -Confirm");

        result.ThrowIfFailed();
        Assert.Equal(2, result.Output.Count);
        AssertAskedInOrder(engine, 4);
        Assert.Equal([1, 3], Changed("/provisionOnDemand").Order());
    }

    [Fact]
    public async Task Stopped_it_says_which_objects_on_demand_were_under_way()
    {
        var asked = new TaskCompletionSource();
        using var silent = new ScriptedServer((number, _) =>
        {
            if (number == 2)
            {
                asked.TrySetResult();
            }

            return string.Empty;
        });
        using var engine = ModuleEngine.ConnectedTo(silent.Address);

        var state = await engine.StopAsync($"param($jobs) $jobs | {OnDemand} -RuleId r -ThrottleLimit 2", asked.Task, [Jobs(10).ToArray()]);

        Assert.Equal(PSInvocationState.Stopped, state);
        var left = PSObject.AsPSObject(engine.Run("$GraphSyncJobInterruption").Output.Single());
        Assert.Equal((0, 0, 2), (Count(left, "Done"), Count(left, "Failed"), Count(left, "OutcomeUnknown")));
        Assert.InRange(Count(left, "NotSent"), 0, 8);
    }

    [Fact]
    public void Objects_on_demand_go_on_where_a_run_that_failed_stopped()
    {
        var checkpoint = Path.Combine(_folder.FullName, "on demand.txt");
        _graph.AddFault(FaultRule.Parse($"403 on POST */{TenantSize.ServicePrincipalId(2)}/*/provisionOnDemand"));
        _graph.AddFault(FaultRule.Parse($"403 on GET */{TenantSize.ServicePrincipalId(3)}/*/schema"));
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);
        var command = $"{OnDemand} -ThrottleLimit 4 -CheckpointPath '{checkpoint}'";

        Assert.Equal(2, engine.Pipe(Jobs(6), command).Errors.Count);
        Assert.True(File.Exists(checkpoint));
        _graph.ClearFaults();
        _graph.ClearRequests();
        engine.Pipe(Jobs(6), command).ThrowIfFailed();

        Assert.Equal([2, 3], Changed("/provisionOnDemand").Order());
        Assert.False(File.Exists(checkpoint));
    }

    [Fact]
    public void Many_jobs_are_repaired_together_and_reports_keep_the_order()
    {
        Quarantine(10, 30, 50);
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);
        SaveGoodCredentials(engine, 10, 30, 50);
        FillLanes(4);

        var result = engine.Pipe(Jobs(60), $"{Repair} -ThrottleLimit 4");

        result.ThrowIfFailed();
        Assert.Equal([10, 30, 50], Changed("/start").Order());
        Assert.Contains(_graph.Requests, request => request.Batch is not null && request.Method == "GET");
        Assert.All(_graph.Requests.Where(request => request.Target.EndsWith("/validateCredentials", StringComparison.Ordinal)), request => Assert.Null(request.Batch));
        var reports = result.Output.Select(PSObject.AsPSObject).ToLookup(report => report.Properties["Outcome"].Value.ToString() == "Started", NumberOf);
        Assert.Equal([10, 30, 50], reports[true].Order());
        Assert.Equal(Enumerable.Range(1, 60).Except([10, 30, 50]), reports[false]);
    }

    [Fact]
    public void Repairs_are_asked_about_in_order_however_their_looks_come_back()
    {
        Quarantine(2, 3, 5, 7, 11);
        _graph.AddFault(FaultRule.Parse($"latency delay=300 on GET */{TenantSize.ServicePrincipalId(2)}/*"));
        using var engine = ModuleEngine.ConnectedTo(_graph.Address, answers: [0, 2, 0, 3]);
        SaveGoodCredentials(engine, 2, 3, 5, 7, 11);

        var result = engine.Pipe(Jobs(12), $"{Repair} -ThrottleLimit 8 -Confirm");

        result.ThrowIfFailed();
        AssertAskedInOrder(engine, 4);
        Assert.Equal([2, 5], Changed("/start").Order());
        Assert.Equal([3, 7, 11], result.Output.Select(PSObject.AsPSObject).Where(report => report.Properties["Outcome"].Value.ToString() == "Declined").Select(NumberOf));
    }

    [Fact]
    public void A_repair_that_was_declined_or_only_planned_is_not_remembered_as_done()
    {
        var checkpoint = Path.Combine(_folder.FullName, "repair.txt");
        Quarantine(1, 2, 3);
        _graph.AddFault(FaultRule.Parse($"403 on POST */{TenantSize.ServicePrincipalId(3)}/*/start"));
        using var engine = ModuleEngine.ConnectedTo(_graph.Address, answers: [0, 2, 0]);
        SaveGoodCredentials(engine, 1, 2, 3);
        var command = $"{Repair} -ThrottleLimit 4 -CheckpointPath '{checkpoint}'";

        engine.Pipe(Jobs(3), $"{command} -WhatIf").ThrowIfFailed();
        Assert.False(File.Exists(checkpoint));
        Assert.Single(engine.Pipe(Jobs(3), $"{command} -Confirm").Errors);
        Assert.True(File.Exists(checkpoint));
        _graph.ClearFaults();
        _graph.ClearRequests();
        engine.Pipe(Jobs(3), command).ThrowIfFailed();

        Assert.Equal([2, 3], Changed("/start").Order());
        Assert.DoesNotContain(_graph.Requests, request => request.Target.Contains(TenantSize.ServicePrincipalId(1), StringComparison.Ordinal));
        Assert.False(File.Exists(checkpoint));
    }

    [Fact]
    public async Task A_repair_that_is_stopped_says_of_what_was_only_looked_at_that_it_was_not_sent()
    {
        var asked = new TaskCompletionSource();
        using var silent = new ScriptedServer((_, _) =>
        {
            asked.TrySetResult();
            return string.Empty;
        });
        using var engine = ModuleEngine.ConnectedTo(silent.Address);

        var state = await engine.StopAsync($"param($jobs) $jobs | {Repair} -ThrottleLimit 2", asked.Task, [Jobs(3).ToArray()]);

        Assert.Equal(PSInvocationState.Stopped, state);
        var left = PSObject.AsPSObject(engine.Run("$GraphSyncJobInterruption").Output.Single());
        Assert.Equal((0, 0), (Count(left, "Done"), Count(left, "OutcomeUnknown")));
        Assert.InRange(Count(left, "NotSent"), 1, 3);
    }

    [Fact]
    public void A_schema_is_imported_into_many_jobs_together_and_asked_about_in_order()
    {
        var path = Path.Combine(_folder.FullName, "schema.json");
        using var engine = ModuleEngine.ConnectedTo(_graph.Address, answers: [0, 2, 0, 3]);
        engine.Run(
            "param($id, $job, $path) $schema = Get-MgServicePrincipalSynchronizationJobSchema -ServicePrincipalId $id -SynchronizationJobId $job; "
            + "$schema.SynchronizationRules[0].Name = 'Changed'; $schema | Update-MgServicePrincipalSynchronizationJobSchema -ServicePrincipalId $id -SynchronizationJobId $job; "
            + "Export-GraphSyncJobSchema -ServicePrincipalId $id -SynchronizationJobId $job -Path $path",
            TenantSize.ServicePrincipalId(1), Size.JobId(1), path).ThrowIfFailed();
        _graph.ClearRequests();
        FillLanes(2);

        // The first has that schema already, and nobody is asked about it.
        var result = engine.Pipe(Jobs(12), $"Import-GraphSyncJobSchema '{path}' -ThrottleLimit 2 -PassThru");

        result.ThrowIfFailed();
        AssertAskedInOrder(engine, 4);
        Assert.Equal(3, result.Output.Count);
        Assert.Equal([2, 4], Changed("/schema").Order());
        Assert.Contains(_graph.Requests, request => request.Batch is not null);
    }

    private static IEnumerable<object> Jobs(int count) => Enumerable.Range(1, count).Select(number =>
        new Dictionary<string, string> { ["ServicePrincipalId"] = TenantSize.ServicePrincipalId(number), ["SynchronizationJobId"] = Size.JobId(number)! });

    private static int Count(PSObject interruption, string property) => ((System.Collections.ICollection)interruption.Properties[property].Value).Count;

    private static int NumberOf(PSObject report) => NumberOf(report.Properties["ServicePrincipalId"].Value.ToString()!);

    private static int NumberOf(string text) => Enumerable.Range(1, 60).Single(number => text.Contains(TenantSize.ServicePrincipalId(number), StringComparison.Ordinal));

    private static void AssertAskedInOrder(ModuleEngine engine, int count)
    {
        var asked = engine.Host.Questions.Select(NumberOf).ToList();
        Assert.Equal(count, asked.Count);
        Assert.Equal(asked.Order(), asked);
    }

    /// <summary>The jobs that something was sent for that changes them, in the order of the requests.</summary>
    private IEnumerable<int> Changed(string request) => _graph.Requests
        .Where(received => received.Method is "POST" or "PATCH" && received.Target.EndsWith(request, StringComparison.Ordinal))
        .Select(received => NumberOf(received.Target));

    /// <summary>Has the looks at the first objects take their time, so that all others come to wait for a lane, and travel together.</summary>
    private void FillLanes(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            _graph.AddFault(FaultRule.Parse($"latency delay=1500 on GET */{TenantSize.ServicePrincipalId(number)}/*"));
        }
    }

    private void Quarantine(params int[] numbers)
    {
        foreach (var number in Enumerable.Range(1, 60))
        {
            _graph.SetJob(Size.JobId(number)!, new() { StatusCode = numbers.Contains(number) ? "Quarantine" : "Active" });
        }
    }

    private void SaveGoodCredentials(ModuleEngine engine, params int[] numbers)
    {
        engine.Pipe(
            (numbers.Length == 0 ? [1, 2, 3] : numbers).Select(number => (object)new Dictionary<string, string> { ["ServicePrincipalId"] = TenantSize.ServicePrincipalId(number) }),
            "Set-MgServicePrincipalSynchronizationSecret -Value @{ BaseAddress = 'https://scim.example'; SecretToken = 'good' }").ThrowIfFailed();
        _graph.ClearRequests();
    }
}
