using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>A session from its first call to its last: tokens that end, jobs that are not there yet, runs that are taken up again, neighbours.</summary>
public sealed class ReliabilitySessionTests
{
    private const string Start = "Start-MgServicePrincipalSynchronizationJob";

    [Fact]
    public async Task Two_runspaces_at_once_share_neither_token_nor_options_nor_output()
    {
        const int Starts = 120;
        using var one = new ScriptedServer(number => number % 3 == 0 ? ScriptedServer.GraphError(503, "Busy", "Of one.") : ScriptedServer.Answer(204));
        using var two = new ScriptedServer(number => number % 3 == 0 ? ScriptedServer.GraphError(503, "Busy", "Of two.") : ScriptedServer.Answer(204));

        var results = await Task.WhenAll(
            Task.Run(() => Run(one, "one", "-MaxRetry 0"), TestContext.Current.CancellationToken),
            Task.Run(() => Run(two, "two", ""), TestContext.Current.CancellationToken));

        // One does not try again, and two does.
        Assert.Equal(Starts / 3, results[0].Errors.Count);
        Assert.Empty(results[1].Errors);
        Assert.Equal((Starts - (Starts / 3), Starts), (results[0].Output.Count, results[1].Output.Count));
        Assert.DoesNotContain(results[0].AllText, text => text.Contains("two", StringComparison.Ordinal) || text.Contains("trying again", StringComparison.Ordinal));
        Assert.DoesNotContain(results[1].AllText, text => text.Contains("app-one", StringComparison.Ordinal));
        Assert.Contains(results[1].Verbose, text => text.Contains("trying again", StringComparison.Ordinal));
        foreach (var (server, name) in new[] { (one, "one"), (two, "two") })
        {
            Assert.All(server.Requests, request =>
            {
                Assert.StartsWith($"POST /v1.0/applications/app-{name}/", request, StringComparison.Ordinal);
                Assert.Contains($"Authorization: Bearer token-{name}\n", request, StringComparison.Ordinal);
                Assert.Contains($"X-Run: {name}\n", request, StringComparison.Ordinal);
            });
        }

        static EngineResult Run(ScriptedServer server, string name, string options)
        {
            using var engine = new ModuleEngine();
            engine.Run(
                $"param($token, $graph) Connect-GraphSyncJob -AccessToken $token -GraphEndpoint $graph {options} -NoWelcome", ModuleEngine.Secret($"token-{name}"), server.Address)
                .ThrowIfFailed();
            return engine.Run(
                $"foreach ($number in 1..{Starts}) {{ Start-MgApplicationSynchronizationJob -ApplicationId app-{name} -SynchronizationJobId \"job-$number\" "
                + $"-Headers @{{ 'X-Run' = '{name}' }} -PassThru -Verbose }}");
        }
    }

    [Fact]
    public async Task A_token_that_ends_in_the_middle_of_a_run_is_renewed_and_nothing_is_done_twice()
    {
        var size = new TenantSize(30, 30);
        await using var graph = await EmulatorServer.StartAsync(
            new() { Url = new("http://127.0.0.1:0"), Https = true, StrictTokens = true, TenantSize = size, Faults = [FaultRule.Parse("token-expired nth=10 on POST */start")] },
            TestContext.Current.CancellationToken);
        await using var engine = new TrustingEngine(graph.ExportCertificatePem());
        var jobs = string.Join(", ", Enumerable.Range(1, 30).Select(number => $"'{TenantSize.ServicePrincipalId(number)}/{size.JobId(number)}'"));

        var result = await engine.RunAsync(
            $$"""
            $secret = [securestring]::new(); foreach ($character in '{{SeedIdentities.ReadWriteApp.Secret}}'.ToCharArray()) { $secret.AppendChar($character) }
            $credential = [pscredential]::new('{{SeedIdentities.ReadWriteApp.ClientId}}', $secret)
            Connect-GraphSyncJob -TenantId {{SeedTenant.TenantId}} -ClientSecretCredential $credential {{EntraFixture.AtHost(graph)}}
            {{jobs}} | {{Start}} -PassThru
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(Enumerable.Repeat("True", 30), result.Output);
        Assert.All(graph.Jobs, job => Assert.Equal(1, job.Starts));
        Assert.Single(graph.Requests, request => request.Status == 401);
    }

    [Theory]
    [InlineData("404 first=3 on GET */jobs/*", "Get")]
    [InlineData("404 first=3 on POST */start", "Start")]
    [InlineData("404 first=3 on DELETE */jobs/*", "Remove")]
    public async Task A_job_that_was_just_created_is_waited_for(string fault, string verb)
    {
        await using var graph = await NewGraphAsync();
        using var engine = ModuleEngine.ConnectedTo(graph.Address);
        graph.AddFault(fault);

        var result = engine.Run(
            $"New-MgServicePrincipalSynchronizationJob -ServicePrincipalId {SeedTenant.Dropbox.ServicePrincipalId} -TemplateId DropboxSCIMOutDelta | "
            + $"{verb}-MgServicePrincipalSynchronizationJob -Verbose{(verb == "Remove" ? " -Confirm:$false" : "")}");

        result.ThrowIfFailed();
        Assert.Equal(3, graph.Requests.Count(request => request.Status == 404));
        Assert.Equal(3, result.Verbose.Count(text => text.Contains("does not find the job yet", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_answer_that_could_not_be_understood_is_no_reason_to_do_it_again()
    {
        var checkpoint = Path.GetTempFileName();
        await using var graph = await NewGraphAsync();
        using var engine = ModuleEngine.ConnectedTo(graph.Address);
        graph.AddFault("200-for-204 first=1 on POST */start");
        File.Delete(checkpoint);
        var command = $"{Start} -ServicePrincipalId {SeedTenant.Box.ServicePrincipalId} -SynchronizationJobId {SeedTenant.Box.JobId} -CheckpointPath '{checkpoint}'";

        var first = engine.Run(command).Error;
        engine.Run(command).ThrowIfFailed();

        Assert.StartsWith("UnexpectedResponse,", first.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1, graph.Jobs.Single(job => job.JobId == SeedTenant.Box.JobId).Starts);
        Assert.False(File.Exists(checkpoint));
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait_of_many()
    {
        using var busy = new ScriptedServer(_ => ScriptedServer.GraphError(429, "TooManyRequests", "Wait.", "Retry-After: 200"));
        using var engine = ModuleEngine.ConnectedTo(busy.Address);

        var state = await engine.StopAsync(
            $"1..100 | ForEach-Object {{ \"app/job-$_\" }} | {Start} -ThrottleLimit 4", busy.Asked);

        Assert.Equal(PSInvocationState.Stopped, state);
        Assert.Contains(engine.Host.Lines, line => line.Contains("was stopped. Of what was under way, 0 were done", StringComparison.Ordinal));
    }

    private static Task<EmulatorServer> NewGraphAsync() => EmulatorServer.StartAsync(
        new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);
}
