using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Many objects at once: <c>-ThrottleLimit</c> and <c>-CheckpointPath</c>.</summary>
public sealed class BulkTests : IAsyncLifetime
{
    private const string Start = "Start-MgServicePrincipalSynchronizationJob";

    private static readonly TenantSize Size = new(300, 300);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bulk ");
    private EmulatorServer _graph = null!;

    public async ValueTask InitializeAsync() => _graph = await EmulatorServer.StartAsync(
        new EmulatorOptions { Url = new Uri("http://127.0.0.1:0"), TenantSize = Size }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _graph.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Many_travel_together_and_each_is_started_once()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Pipe(Jobs(300), $"{Start} -ThrottleLimit 4 -PassThru");

        result.ThrowIfFailed();
        Assert.Equal(300, result.Output.Count);
        Assert.All(_graph.Jobs, job => Assert.Equal(1, job.Starts));
        var envelopes = _graph.Requests.Count(request => request.Target == "/v1.0/$batch");
        Assert.InRange(envelopes, 15, 60);
        Assert.Equal(envelopes, _graph.Requests.Where(request => request.Batch is not null && request.BatchPart is null).Select(request => request.Batch).Distinct().Count());
    }

    [Fact]
    public void By_default_each_waits_for_the_one_before_and_travels_alone()
    {
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Pipe([.. Jobs(5), "nothing/there", .. Jobs(300).Skip(5)], $"{Start} -ErrorAction Stop");

        Assert.NotNull(result.Terminating);
        Assert.Equal(5, _graph.Jobs.Sum(job => job.Starts));
        Assert.DoesNotContain(_graph.Requests, request => request.Batch is not null);
    }

    [Fact]
    public void Output_and_errors_come_in_the_order_of_the_input_each_tied_to_its_object()
    {
        // The fourth is no identity at all, the eighth is not there; the third takes its time.
        _graph.AddFault(FaultRule.Parse($"latency delay=300 on POST */{TenantSize.ServicePrincipalId(3)}/*"));
        var input = Jobs(12).Cast<object>().ToArray();
        input[3] = new Dictionary<string, string> { ["Wrong"] = "x" };
        input[7] = $"{TenantSize.ServicePrincipalId(8)}/no-such-job";
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var result = engine.Pipe(input, $"ForEach-Object {{ $_ | {Start} -ThrottleLimit 1 -PassThru 2>&1 }}");
        var wide = engine.Pipe(input, $"& {{ $input | {Start} -ThrottleLimit 3 -PassThru 2>&1 }}");

        Assert.Equal(12, wide.Output.Count);
        Assert.Equal(result.Output.Select(Kind), wide.Output.Select(Kind));
        Assert.Equal([3, 7], wide.Output.Select((item, index) => (item, index)).Where(pair => pair.item is ErrorRecord).Select(pair => pair.index));
        Assert.Contains("no-such-job", ((ErrorRecord)wide.Output[7]!).TargetObject.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_is_throttled_is_sent_again_alone_and_all_wait_with_it()
    {
        _graph.AddFault(FaultRule.Parse($"429 retry-after=2 on POST */{TenantSize.ServicePrincipalId(30)}/*/start first=2"));
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        engine.Pipe(Jobs(300), $"{Start} -ThrottleLimit 2").ThrowIfFailed();

        Assert.All(_graph.Jobs, job => Assert.Equal(1, job.Starts));
        Assert.Equal(300 + 2, _graph.Requests.Count(request => request.Target.EndsWith("/start", StringComparison.Ordinal)));
    }

    [Fact]
    public void Answers_that_are_lost_start_nothing_twice()
    {
        _graph.AddFault(FaultRule.Parse("504-after on POST */start every=7"));
        _graph.AddFault(FaultRule.Parse("reset-after on POST */$batch nth=2"));
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        engine.Pipe(Jobs(300), $"{Start} -ThrottleLimit 4").ThrowIfFailed();

        Assert.All(_graph.Jobs, job => Assert.Equal(1, job.Starts));
    }

    [Fact]
    public void Questions_are_asked_in_order_and_a_no_is_a_no()
    {
        // Yes, no, yes, then no to all.
        using var engine = ModuleEngine.ConnectedTo(_graph.Address, answers: [0, 2, 0, 3]);

        engine.Pipe(Jobs(20), $"{Start} -ThrottleLimit 8 -Confirm").ThrowIfFailed();

        Assert.Equal([1, 0, 1, 0, 0], _graph.Jobs.Take(5).Select(job => job.Starts));
        Assert.Equal(2, _graph.Jobs.Sum(job => job.Starts));
    }

    [Fact]
    public void A_run_that_failed_halfway_goes_on_where_it_stopped()
    {
        var checkpoint = Path.Combine(_folder.FullName, "starts.txt");
        _graph.AddFault(FaultRule.Parse($"403 on POST */{TenantSize.ServicePrincipalId(40)}/*/start"));
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);
        var command = $"{Start} -ThrottleLimit 4 -CheckpointPath '{checkpoint}'";

        var first = engine.Pipe(Jobs(60), command);
        Assert.Single(first.Errors);
        Assert.True(File.Exists(checkpoint));
        _graph.ClearFaults();
        _graph.ClearRequests();
        engine.Pipe(Jobs(60), command).ThrowIfFailed();

        Assert.Equal(1, _graph.Requests.Count(request => request.Target.EndsWith("/start", StringComparison.Ordinal)));
        Assert.All(_graph.Jobs.Take(60), job => Assert.Equal(1, job.Starts));
        Assert.False(File.Exists(checkpoint));
    }

    [Fact]
    public void What_was_sent_and_not_heard_of_is_looked_for_before_it_is_sent_again()
    {
        // The run before this one died with two requests on the way: one was carried out, and one was not.
        var jobs = Jobs(2).ToArray();
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);
        engine.Pipe(Jobs(2), "Suspend-MgServicePrincipalSynchronizationJob").ThrowIfFailed();
        engine.Pipe([jobs[0]], Start).ThrowIfFailed();
        var checkpoint = Path.Combine(_folder.FullName, "died.txt");
        var now = DateTime.UtcNow.ToString("o", CultureInfo.InvariantCulture);
        File.WriteAllText(
            checkpoint,
            $"Graph.SyncJob checkpoint 1\t{Start}\t{_graph.Address.GetLeftPart(UriPartial.Authority)}\n"
            + string.Concat(jobs.Select(job => $"sent\t{now}\tservicePrincipals/{job}\n"))
            + "don");
        _graph.ClearRequests();

        engine.Pipe(Jobs(2), $"{Start} -CheckpointPath '{checkpoint}'").ThrowIfFailed();

        Assert.Equal([1, 1], _graph.Jobs.Take(2).Select(job => job.Starts));
        Assert.Equal(1, _graph.Requests.Count(request => request.Method == "POST"));
        Assert.False(File.Exists(checkpoint));
    }

    [Theory]
    [InlineData("something else\n", "is no checkpoint")]
    [InlineData("Graph.SyncJob checkpoint 1\tRemove-MgServicePrincipalSynchronizationJob\thttp://other\n", "is that of something else")]
    public void A_checkpoint_of_something_else_is_refused_before_anything_is_sent(string content, string message)
    {
        var checkpoint = Path.Combine(_folder.FullName, "other.txt");
        File.WriteAllText(checkpoint, content);
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        var error = engine.Pipe(Jobs(2), $"{Start} -CheckpointPath '{checkpoint}'").Error;

        Assert.StartsWith("CheckpointUnusable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_graph.Requests);
        Assert.Equal(content, File.ReadAllText(checkpoint));
    }

    [Fact]
    public void WhatIf_makes_no_checkpoint()
    {
        var checkpoint = Path.Combine(_folder.FullName, "whatif.txt");
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        engine.Pipe(Jobs(2), $"{Start} -WhatIf -CheckpointPath '{checkpoint}'").ThrowIfFailed();

        Assert.False(File.Exists(checkpoint));
        Assert.Empty(_graph.Requests);
    }

    [Fact]
    public async Task Stopped_it_says_what_became_of_what_was_under_way()
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

        var state = await engine.StopAsync($"param($jobs) $jobs | {Start} -ThrottleLimit 2", asked.Task, [Jobs(100).ToArray()]);

        Assert.Equal(PSInvocationState.Stopped, state);
        var left = Assert.IsType<PSObject>(PSObject.AsPSObject(engine.Run("$GraphSyncJobInterruption").Output.Single()));
        Assert.InRange(Count(left, "OutcomeUnknown"), 2, 40);
        Assert.InRange(Count(left, "NotSent"), 1, 98);
        Assert.True(Count(left, "Done") == 0);
        Assert.Contains(engine.Host.Lines, line => line.Contains("was stopped. Of what was under way, 0 were done", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pipeline_that_wants_no_more_is_an_interruption_too()
    {
        // The first is written last of what is begun: there is more under way when the pipeline has enough.
        _graph.AddFault(FaultRule.Parse($"latency delay=300 on POST */{TenantSize.ServicePrincipalId(1)}/*"));
        using var engine = ModuleEngine.ConnectedTo(_graph.Address);

        engine.Pipe(Jobs(300), $"{Start} -ThrottleLimit 2 -PassThru | ForEach-Object {{ throw 'enough' }}");

        var left = PSObject.AsPSObject(engine.Run("$GraphSyncJobInterruption").Output.Single());
        Assert.Equal(Start, left.Properties["Command"].Value);

        // The one that was written, and those that are reported: what was not sent was not started.
        Assert.InRange(_graph.Jobs.Sum(job => job.Starts), 1 + Count(left, "Done"), 1 + Count(left, "Done") + Count(left, "OutcomeUnknown"));
    }

    private static IEnumerable<string> Jobs(int count) =>
        Enumerable.Range(1, count).Select(number => $"{TenantSize.ServicePrincipalId(number)}/{Size.JobId(number)}");

    private static int Count(PSObject interruption, string property) => ((System.Collections.ICollection)interruption.Properties[property].Value).Count;

    private static string Kind(object? item) => item is ErrorRecord error ? error.FullyQualifiedErrorId : item?.ToString() ?? "";
}
