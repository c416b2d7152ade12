using System.Threading.Tasks;
using CsCheck;
using Graph.SyncJob.Emulator;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>Ids are opaque: each travels as one escaped segment of the path, or is refused.</summary>
public sealed class IdTests : IAsyncLifetime
{
    private const string Start = "param($app, $job) Start-MgApplicationSynchronizationJob -ApplicationId $app -SynchronizationJobId $job -PassThru";

    private EmulatorServer _graph = null!;
    private ModuleEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await EmulatorServer.StartAsync(new EmulatorOptions { Url = new Uri("http://127.0.0.1:0") }, TestContext.Current.CancellationToken);
        _engine = ModuleEngine.ConnectedTo(_graph.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _graph.DisposeAsync();
    }

    [Fact]
    public void A_job_id_that_is_no_GUID_works()
    {
        var result = _engine.Run(Start, SeedTenant.GitHub.ApplicationId, SeedTenant.GitHub.JobId);

        Assert.Equal([true], result.Output);
    }

    [Theory]
    [InlineData("a b", "a%20b")]
    [InlineData("100%", "100%25")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("it's", "it%27s")]
    [InlineData("日本", "%E6%97%A5%E6%9C%AC")]
    [InlineData("a;b=c&d", "a%3Bb%3Dc%26d")]
    public void An_id_is_escaped(string id, string segment)
    {
        _engine.Run(Start, id, id);

        Assert.Equal($"/v1.0/applications/{segment}/synchronization/jobs/{segment}/start", Assert.Single(_graph.Requests).Target);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(" ")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("../../me")]
    public void An_id_that_could_change_the_path_is_refused(string id)
    {
        foreach (var (application, job, parameter) in new[] { (id, "j", "ApplicationId"), ("a", id, "SynchronizationJobId") })
        {
            var error = _engine.Run(Start, application, job).Error;

            Assert.StartsWith("IdentityInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(parameter, error.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(_graph.Requests);
    }

    // Not a theory: what stands in an attribute is stored as UTF-8, which knows no half pairs.
    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        string[] ids = ["\ud800", "a\ud800", "\ud800a", "\udc00", "\ud800\ud800\udc00"];

        Assert.All(ids, id => Assert.EndsWith(
            " holds half a surrogate pair: it is not valid Unicode. Nothing was sent.", _engine.Run(Start, "a", id).Error.ToString(), StringComparison.Ordinal));
        Assert.Empty(_graph.Requests);
    }

    [Theory]
    [InlineData("\U0001F600")]
    [InlineData("a\U0001F600\U0001F600b")]
    public void Whole_ones_are_sent(string id)
    {
        _engine.Run(Start, "a", id);

        Assert.Equal(id, Assert.Single(_graph.Requests).JobId);
    }

    [Fact]
    public void An_empty_id_is_refused()
    {
        Assert.Contains("ApplicationId", _engine.Run(Start, "", "j").Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_graph.Requests);
    }

    [Fact]
    public void An_id_of_any_length_is_sent_or_refused_in_clear_words()
    {
        Assert.StartsWith("Request_ResourceNotFound", _engine.Run(Start, new string('x', 512), "j").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("513 characters long", _engine.Run(Start, new string('x', 513), "j").Error.ToString(), StringComparison.Ordinal);
        Assert.Single(_graph.Requests);
    }

    [Fact]
    public void Whatever_the_valid_ids_the_service_sees_these_two_and_no_other_path() => Gen.Select(Ids.Valid, Ids.Valid).Sample(
        (application, job) =>
        {
            _graph.ClearRequests();

            _engine.Run(Start, application, job);

            var request = Assert.Single(_graph.Requests);
            Assert.Equal((application, job), (request.OwnerId, request.JobId));
            Assert.EndsWith("/start", request.Target, StringComparison.Ordinal);
            Assert.Equal(8, request.Target.Split('/').Length);
        },
        iter: 500,
        threads: 1);

    [Fact]
    public void Whatever_the_invalid_id_nothing_is_sent() => Gen.Select(Ids.Invalid, Gen.Bool).Sample(
        (id, asJob) =>
        {
            var result = asJob ? _engine.Run(Start, "a", id) : _engine.Run(Start, id, "j");

            Assert.Empty(result.Output);
            Assert.NotNull(result.Error);
            Assert.Empty(_graph.Requests);
        },
        iter: 500,
        threads: 1);
}
